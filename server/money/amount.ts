import { type DecimalText, fromMillionths, millionths, readDecimal } from "@/attributes/decimal";

/** What the driver gives for a numeric column. */
export type StoredDecimal = { toFixed(places: number): string };

/** A numeric column's value as decimal text with six places; never through a double. */
export function decimalText(stored: StoredDecimal): DecimalText {
  const text = readDecimal(stored.toFixed(6));
  if (text === null) throw new Error("a numeric column holds a number");
  return text;
}

/** What is added to `before` to make `after`. */
export function difference(before: DecimalText, after: DecimalText): DecimalText {
  return fromMillionths(millionths(after) - millionths(before));
}

/** What a sub-customer can spend of its parent's funds: max(balance, 0) + credit limit. */
export function share(balance: DecimalText, creditLimit: DecimalText): bigint {
  const held = millionths(balance);
  return (held > 0n ? held : 0n) + millionths(creditLimit);
}
