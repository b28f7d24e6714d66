import { type AttributeName, attributeOf } from "@/attributes/customer";
import { plainDecimal } from "@/attributes/reading/decimal";
import { spellNumber } from "@/attributes/reading/typed-number";

/** An attribute's value as a form sends it: nil is empty, a switch is 0 or 1, a number is plain decimal text. */
export function fieldText(name: AttributeName, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  const { kind } = attributeOf(name).kind;
  return isDecimal(kind) ? plainDecimal(String(value)) : String(value);
}

/** The same as the reader sees it: numbers have the decimal sign of the reader's language. */
export function shownText(name: AttributeName, value: unknown, locale: string): string {
  const text = fieldText(name, value);
  return isDecimal(attributeOf(name).kind.kind) ? spellNumber(text, locale) : text;
}

function isDecimal(kind: string): boolean {
  return kind === "money" || kind === "percent" || kind === "number";
}
