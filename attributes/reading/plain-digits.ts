const decimalDigit = /\p{Nd}/u;

/** A text with the decimal digits of every script (full-width, Arabic, Devanagari, …) as 0 to 9. */
export function withAsciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOfDigit(digit)));
}

/** Unicode keeps the ten digits of a script together, in their order. */
function valueOfDigit(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let first = point;
  while (decimalDigit.test(String.fromCodePoint(first - 1))) first -= 1;
  return (point - first) % 10;
}
