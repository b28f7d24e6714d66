import { DecimalLiteral, type DecimalText, millionths, readDecimal } from "../reading/decimal";
import { type Kind, refuseNil, refuseType, schemaFrom, Unreadable } from "./kind";

/** The largest `<int>` of XML-RPC. */
export const largestInt = 2_147_483_647;

export interface CountKind extends Kind<number | null> {
  readonly kind: "number";
  readonly whole: boolean;
}

/** A whole number of at least 0; nil is 'no limit'. */
export function countOrNil(): CountKind {
  return {
    kind: "number",
    wire: "int or nil",
    nullable: true,
    example: 30,
    whole: true,
    schema: schemaFrom((raw) => (raw === null || raw === "" ? null : readInt(raw, 0, largestInt))),
  };
}

/** A rate above 0; nil is 'no limit'. */
export function rateOrNil(): CountKind {
  return {
    kind: "number",
    wire: "double or nil",
    nullable: true,
    example: 2.5,
    whole: false,
    schema: schemaFrom((raw) => {
      if (raw === null || raw === "") return null;
      const text = readNumberText(raw);
      const value = readDecimal(text) === null ? Number.NaN : Number(text);
      if (value <= 0) throw notAboveZero();
      if (!Number.isFinite(value)) refuseType("a finite number", "number_expected");
      return value;
    }),
  };
}

export interface MoneyKind extends Kind<DecimalText> {
  readonly kind: "money" | "percent";
  /** as plain decimal text */
  readonly min: string;
  readonly max: string;
}

const mostMoney = "999999999.999999";

/** An amount of money, as decimal text with six places. */
export function money(rules: { readonly signed: boolean }): MoneyKind {
  return decimalKind("money", rules.signed ? `-${mostMoney}` : "0", mostMoney);
}

/** An amount of money that is booked: above 0. */
export function moneyAboveZero(): MoneyKind {
  const kind = money({ signed: false });
  const aboveZero = (raw: unknown) => {
    const value = raw === null ? null : readDecimal(readNumberText(raw));
    if (value !== null && millionths(value) <= 0n) throw notAboveZero();
    return raw;
  };
  return { ...kind, schema: schemaFrom(aboveZero).pipe(kind.schema) };
}

/** A percentage, as decimal text with six places. */
export function percent(max: number): MoneyKind {
  return decimalKind("percent", "0", String(max));
}

/** Reads a whole number within bounds. Like real clients need it, it takes digits in a string and whole doubles. */
export function readInt(raw: unknown, min: number, max: number): number {
  if (raw === null) refuseNil();
  const text = readNumberText(typeof raw === "boolean" ? Number(raw) : raw, "an integer");
  const decimal = readDecimal(text);
  if (!decimal?.endsWith(".000000") || !/^[+-]?\d+(\.0*)?([eE].*)?$/.test(text.trim())) {
    refuseType("an integer", "whole_number_expected");
  }
  const value = Number(decimal);
  if (value < min) throw outOfBounds(`at least ${min}`, min, max);
  if (value > max) throw outOfBounds(`at most ${max}`, min, max);
  return value;
}

function notAboveZero(): Unreadable {
  return new Unreadable({ message: "must be greater than 0", key: "above_zero" });
}

/** The refusal of a number: the API's words name the bound that it breaks, a page's both. */
function outOfBounds(broken: string, min: string | number, max: string | number): Unreadable {
  return new Unreadable({ message: `must be ${broken}`, key: "out_of_bounds", values: { min, max } });
}

function decimalKind(kind: "money" | "percent", min: string, max: string): MoneyKind {
  return {
    kind,
    wire: "double",
    nullable: false,
    example: kind === "money" ? "25.000000" : "10.000000",
    min,
    max,
    schema: schemaFrom((raw) => {
      if (raw === null) refuseNil();
      const value = readDecimal(readNumberText(raw));
      if (value === null) refuseType("a finite number", "number_expected");
      if (millionths(value) < bound(min)) throw outOfBounds(`at least ${min}`, min, max);
      if (millionths(value) > bound(max)) throw outOfBounds(`at most ${max}`, min, max);
      return value;
    }),
  };
}

function bound(text: string): bigint {
  return millionths(readDecimal(text) ?? "0.000000");
}

function readNumberText(raw: unknown, expected = "a number"): string {
  if (typeof raw === "number" || typeof raw === "bigint") return String(raw);
  const text = raw instanceof DecimalLiteral ? raw.text : raw;
  if (typeof text === "string" && text.trim() !== "" && text.length <= 512) return text;
  return refuseType(expected, expected === "a number" ? "number_expected" : "whole_number_expected");
}
