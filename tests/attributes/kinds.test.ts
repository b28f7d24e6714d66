import { describe, expect, it } from "vitest";
import { attributeNames, attributeOf } from "@/attributes/customer";
import { readValue } from "@/attributes/kinds/kind";
import { Refusal } from "@/server/ground/refusal";
import { provideSettings } from "@/server/ground/settings";
import { readAttributes } from "@/server/record/read-attributes";

provideSettings({});

/** What the kind stores for a value, or the word `refused`. */
function kept(name: string, sent: unknown): unknown {
  try {
    return (readAttributes({ [name]: sent }) as Record<string, unknown>)[name];
  } catch (error) {
    if (error instanceof Refusal && error.code === 400 && error.attribute === name) return "refused";
    throw error;
  }
}

const long = (length: number) => "x".repeat(length);

describe("a value is read as clients send it, kept in one form, and refused beyond its bounds", () => {
  it.each<readonly [name: string, sent: unknown, kept: unknown]>([
    // text: NFC, LF; bounds in characters; nothing invisible
    ["city", "Mu\u0308nchen", "München"],
    ["description", "a\r\nb\rc", "a\nb\nc"],
    ["street_addr", "one\ntwo", "one\ntwo"],
    ["city", "one\ntwo", "refused"],
    ["description", "a\tb", "refused"],
    ["css", "a {\n\tcolor: red }", "a {\n\tcolor: red }"],
    ["city", "\ud83d\ude00".repeat(64), "\ud83d\ude00".repeat(64)],
    ["city", "\ud83d\ude00".repeat(65), "refused"],
    ["name", " blank", "refused"],
    ["name", "blank\u00a0", "refused"],
    ["web_login", "a:b", "refused"],
    ["web_login", "zero\u200bwidth", "refused"],
    // secrets: never empty, never nil
    ["api_password", long(7), "refused"],
    ["api_password", long(8), long(8)],
    ["api_password", long(129), "refused"],
    ["web_password", "", "refused"],
    ["web_password", null, "refused"],
    // numbers: strings, whole doubles, exponents
    ["accounts_mgmt", "7", 7],
    ["accounts_mgmt", " 3 ", 3],
    ["accounts_mgmt", 3.0, 3],
    ["accounts_mgmt", true, 1],
    ["accounts_mgmt", "0x7", "refused"],
    ["accounts_mgmt", "", "refused"],
    ["max_depth", "", null],
    ["max_depth", 2_147_483_648, "refused"],
    ["max_calls_per_second", "1e-1", 0.1],
    ["max_calls_per_second", "1e400", "refused"],
    // booleans
    ["dncl_enabled", "TRUE", true],
    ["dncl_enabled", 0, false],
    ["dncl_enabled", "yes", "refused"],
    // money and percent: half-even to six places, then bounded
    ["balance", "0.0000005", "0.000000"],
    ["balance", "0.0000015", "0.000002"],
    ["balance", 1e-7, "0.000000"],
    ["balance", "999999999.9999994", "999999999.999999"],
    ["balance", "999999999.9999996", "refused"],
    ["balance", "-999999999.999999", "-999999999.999999"],
    ["balance", "inf", "refused"],
    ["credit_limit", "-0.0000001", "0.000000"],
    ["commission_size", "100.0000004", "100.000000"],
    ["overcommit_limit", 1000, "1000.000000"],
    // references
    ["payment_currency", "eur", "EUR"],
    ["payment_currency", "XXY", "refused"],
    ["i_lang", "RU", "ru"],
    ["i_lang", "english", "refused"],
    ["i_time_zone", "370", 370],
    ["i_time_zone", 0, "refused"],
    ["payment_method", "", null],
    ["i_tariff", -1, "refused"],
    ["i_tariff", null, null],
    // patterns: RE2 syntax only
    ["accounts_matching_rule", "^\\d{3,5}$", "^\\d{3,5}$"],
    ["accounts_matching_rule", "(?=look)", "refused"],
    ["accounts_matching_rule", "(a)\\1", "refused"],
    ["accounts_matching_rule", long(257), "refused"],
    // addresses
    ["email", "a@example.com , b@example.com", "a@example.com, b@example.com"],
    [
      "email",
      Array.from({ length: 10 }, (_, index) => `a${index}@example.com`).join(),
      Array.from({ length: 10 }, (_, index) => `a${index}@example.com`).join(", "),
    ],
    ["email", Array.from({ length: 11 }, () => "a@example.com").join(), "refused"],
    ["mail_from", "a@example.com,b@example.com", "refused"],
    ["mail_from", "a@example.com\r\nBcc: b@example.com", "refused"],
    // hosts
    ["dns_alias", "Portal.Example.COM", "portal.example.com"],
    ["dns_alias", "bücher.example", "xn--bcher-kva.example"],
    ["dns_alias", "portal", "refused"],
    ["dns_alias", "127.0.0.1", "refused"],
    ["dns_alias", "http://a.example", "refused"],
    // stylesheets: bytes, not characters
    ["css", long(65_536), long(65_536)],
    ["css", "ж".repeat(32_769), "refused"],
  ])("%s: %j", (name, sent, expected) => {
    expect(kept(name, sent)).toEqual(expected);
  });
});

it("what is absent is neither read nor defaulted, and a stray name is ignored", () => {
  expect(readAttributes({ is_prepaid: 1, vat: "x", city: undefined })).toEqual({});
});

it("the first wrong value in the table's order is the one that is named; what is required comes before all", () => {
  const wrong = { css: 5, city: 7, description: 8, name: 9 };
  for (const [required, attribute] of [
    [[], "name"],
    [["i_tariff"], "i_tariff"],
  ] as const)
    expect(() => readAttributes(wrong, required)).toThrow(expect.objectContaining({ code: 400, attribute }));
});

it.each(["\u0000", "\u0085", "\u202e", "\u2066", "\u061c", "\ud800", "a\udc00"])(
  "no text of any attribute holds %j",
  (character) => {
    for (const name of attributeNames) {
      const { kind, group } = attributeOf(name);
      if (kind.wire !== "string") continue;
      const read = readValue<unknown>(kind, `abcdefgh${character}x`);
      // marks of direction come along with what is pasted into contact data, and are removed there
      if (group === "contact" && /[\u2066\u061c]/.test(character))
        expect(read, name).toEqual({ value: "abcdefghx" });
      else expect(read, name).toHaveProperty("problem");
    }
  },
);
