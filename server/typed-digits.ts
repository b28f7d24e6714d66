const decimalDigit = /\p{Nd}/u;

/** A text with every decimal digit (full-width, Arabic, Devanagari, …) as one of 0 to 9. */
export function withAsciiDigits(text: string): string {
  return text.normalize("NFKC").replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOfDigit(digit)));
}

/**
 * A code as its owner typed or pasted it, in any digits and letter case, without what people put between its groups:
 * blanks, dashes, dots, and marks that nobody sees.
 */
export function withoutGroups(typed: string): string {
  return withAsciiDigits(typed)
    .replace(/[\s.\p{Pd}\u2212\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
    .toLowerCase();
}

/** Unicode keeps the ten digits of a script together, in their order. */
function valueOfDigit(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let first = point;
  while (decimalDigit.test(String.fromCodePoint(first - 1))) first -= 1;
  return (point - first) % 10;
}
