/**
 * A text that is to be read as a number, in plain characters: digits of every script as 0 to 9, full-width forms as
 * their narrow ones, all kinds of blanks as one, all minus signs as `-`. Marks that nobody sees are left out. Raised
 * and circled digits stay as they are, since `10²` is not 102.
 */
export function withPlainDigits(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/\p{Nd}/gu, digitOf)
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, " ")
    .replace(/[‐‑‒–−﹣]/g, "-");
}

/** Each script's digits stand in a row from 0 to 9, and some rows follow one another. Source: Unicode, Nd. */
function digitOf(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(point - before - 1))) before += 1;
  return String(before % 10);
}
