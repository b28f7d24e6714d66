import { type AttributeName, attributeOf } from "@/attributes/customer";
import { plainDecimal } from "@/attributes/decimal";

/** An attribute's value as a form field holds it: nil is empty, a switch is 0 or 1. */
export function fieldText(name: AttributeName, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  const { kind } = attributeOf(name).kind;
  return kind === "money" || kind === "percent" ? plainDecimal(String(value)) : String(value);
}
