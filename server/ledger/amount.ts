import { type DecimalText, fromMillionths, millionths, readDecimal } from "@/attributes/reading/decimal";

/** A numeric column as the driver returns it. */
export type StoredDecimal = { toFixed(places: number): string };

/** Converts a numeric column to decimal text with six places, without going through a double. */
export function decimalText(stored: StoredDecimal): DecimalText {
  const text = readDecimal(stored.toFixed(6));
  if (text === null) throw new Error("a numeric column holds a number");
  return text;
}

/** The amount that turns `before` into `after`. */
export function difference(before: DecimalText, after: DecimalText): DecimalText {
  return fromMillionths(millionths(after) - millionths(before));
}

/** The part of its parent's funds that a sub-customer can spend: max(balance, 0) + credit limit. */
export function share(balance: DecimalText, creditLimit: DecimalText): bigint {
  const held = millionths(balance);
  return (held > 0n ? held : 0n) + millionths(creditLimit);
}
