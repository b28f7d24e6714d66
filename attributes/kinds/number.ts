import { DecimalLiteral, type DecimalText, millionths, plainDecimal, readDecimal } from "../decimal";
import { type Kind, refuseNil, refuseType, schemaFrom, Unreadable } from "../kind";

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
    whole: false,
    schema: schemaFrom((raw) => {
      if (raw === null || raw === "") return null;
      const text = readNumberText(raw);
      const value = readDecimal(text) === null ? Number.NaN : Number(text);
      if (!Number.isFinite(value)) refuseType("a finite number", "number_expected");
      if (value <= 0) {
        throw new Unreadable({ message: "must be greater than 0", key: "above_zero" });
      }
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

/** A percentage, as decimal text with six places. */
export function percent(max: number): MoneyKind {
  return decimalKind("percent", "0", String(max));
}

/** Reads a whole number within bounds; liberal as real clients need it: digits as a string, a whole double. */
export function readInt(raw: unknown, min: number, max: number): number {
  if (raw === null) refuseNil();
  const text = readNumberText(typeof raw === "boolean" ? Number(raw) : raw, "an integer");
  const decimal = readDecimal(text);
  if (!decimal?.endsWith(".000000") || !/^[+-]?\d+(\.0*)?([eE].*)?$/.test(text.trim())) {
    refuseType("an integer", "whole_number_expected");
  }
  const value = Number(decimal);
  if (value < min || value > max) {
    throw new Unreadable({
      message: max === largestInt ? `must be at least ${min}` : `must be ${min} to ${max}`,
      key: "out_of_bounds",
      values: { min, max },
    });
  }
  return value;
}

function decimalKind(kind: "money" | "percent", min: string, max: string): MoneyKind {
  return {
    kind,
    wire: "double",
    nullable: false,
    min,
    max,
    schema: schemaFrom((raw) => {
      if (raw === null) refuseNil();
      const value = readDecimal(readNumberText(raw));
      if (value === null) refuseType("a finite number", "number_expected");
      if (millionths(value) < bound(min) || millionths(value) > bound(max)) {
        throw new Unreadable({
          message: `must be ${min} to ${max}`,
          key: "out_of_bounds",
          values: { min: plainDecimal(min), max: plainDecimal(max) },
        });
      }
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
