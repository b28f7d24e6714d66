import type { Faker } from "@faker-js/faker";
import { features, flags } from "./table";

/** A value as a client sends it, and its meaning. */
export type Spelled = readonly [sent: unknown, meant: unknown];

/** Spellings of ids, bits and other whole numbers that real clients use. */
export function whole(dice: Faker, value: number): Spelled {
  return [dice.helpers.arrayElement([value, value, value, String(value), ` ${value} `, `${value}.0`]), value];
}

/** Spellings of a mask, flag or feature; the meaning is a number. */
export function right(dice: Faker, name: string, bits: number): Spelled {
  if (features.includes(name)) {
    const on = bits & 1;
    return [dice.helpers.arrayElement([on === 1, on, String(on), on === 1 ? "true" : "FALSE"]), on];
  }
  return flags.includes(name) ? whole(dice, bits & 1) : whole(dice, bits);
}

/** Quarters of a unit, which a double holds exactly, and decimals to round half-even; the meaning is in millionths. */
export function money(dice: Faker, min: number, max: number): Spelled {
  const quarters = dice.number.int({ min: min * 4, max: max * 4 });
  const meant = BigInt(quarters) * 250_000n;
  const text = String(quarters / 4);
  return dice.helpers.arrayElement<Spelled>([
    [quarters / 4, meant],
    [text, meant],
    [`${quarters * 25}e-2`, meant],
    [`${text.includes(".") ? text : `${text}.`}0000000`, meant],
    ["0.0000005", 0n],
    ["0.0000015", 2n],
    ["2.5E1", 25_000_000n],
  ]);
}

/** Attributes without special rules: what we send and what is stored. nil clears text, and is a value for 'or nil'. */
export const plain: Readonly<Record<string, readonly Spelled[]>> = {
  description: [
    ["first\r\nsecond", "first\nsecond"],
    ["x".repeat(1024), "x".repeat(1024)],
    [null, ""],
  ],
  payment_method: [
    [null, null],
    ["", null],
    ["3", 3],
    [5, 5],
  ],
  accounts_matching_rule: [
    ["^[a-z]+$", "^[a-z]+$"],
    [null, ""],
  ],
  max_sessions: [
    [null, null],
    ["", null],
    [0, 0],
    ["12", 12],
  ],
  city: [
    ["Quito", "Quito"],
    ["Mu\u0308nchen", "München"],
    [null, ""],
    ["", ""],
  ],
  email: [
    ["a@example.com,b@example.com", "a@example.com, b@example.com"],
    [null, ""],
  ],
  i_time_zone: [
    [370, 370],
    ["1", 1],
  ],
  i_lang: [
    ["ru", "ru"],
    ["en", "en"],
  ],
};

/** Wrong values of each attribute: out of bounds, of another type, nil and '' if these are not values. */
export const wrongValues: readonly (readonly [name: string, sent: unknown])[] = [
  ["name", ""],
  ["name", null],
  ["name", " blank first"],
  ["name", "x".repeat(129)],
  ["web_password", null],
  ["web_password", ""],
  ["web_login", "a:b"],
  ["web_login", null],
  ["web_login", "zero\u200bwidth"],
  ["description", "x".repeat(1025)],
  ["description", "bell\u0007"],
  ["i_tariff", "some"],
  ["i_tariff", 1.5],
  ["i_routing_group", "none"],
  ["balance", "NaN"],
  ["balance", Number.POSITIVE_INFINITY],
  ["balance", null],
  ["balance", ""],
  ["balance", "1000000000"],
  ["credit_limit", -1],
  ["payment_currency", "XXX-"],
  ["payment_currency", null],
  ["payment_method", 6],
  ["commission_size", 100.5],
  ["accounts_mgmt", 8],
  ["customers_mgmt", null],
  ["tariffs_mgmt", ""],
  ["system_mgmt", 2],
  ["api_access", -1],
  ["max_depth", -1],
  ["accounts_matching_rule", "("],
  ["accounts_matching_rule", "(?=x)"],
  ["api_password", "short"],
  ["callshop_enabled", ""],
  ["dncl_enabled", null],
  ["overcommit_limit", 1000.1],
  ["max_sessions", -5],
  ["max_calls_per_second", 0],
  ["city", 7],
  ["city", "two\nlines"],
  ["postal_code", "x".repeat(17)],
  ["email", "nobody"],
  ["mail_from", "a@example.com,b@example.com"],
  ["i_password_policy", 4],
  ["i_time_zone", 99_999],
  ["i_time_zone", null],
  ["i_lang", "xx"],
  ["i_lang", null],
  ["i_export_type", ""],
  ["start_page", 9],
  ["css", "x".repeat(64 * 1024 + 1)],
  ["dns_alias", "localhost"],
  ["dns_alias", "192.0.2.1"],
];
