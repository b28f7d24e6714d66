/** Numbers with fewer digits in common are no hit by their ends. */
const fewestInCommon = 6;

/**
 * The telephone numbers in a text, each as the bare digits that follow everything one dials to get out: without `+`,
 * 00, 011 or 8 10 of an international number, the trunk 0, its spelling `(0)`, and the trunk 8 of eleven digits.
 * Letters, commas, semicolons and `#` part one number from the next, or from its extension.
 * The migration of the stored texts says the same in SQL: prisma/migrations, phone_search.
 */
export function numbersIn(text: string): string[] {
  return text
    .normalize("NFKC")
    .split(/[,;#A-Za-zА-яЁё]+/)
    .map(bareNumber)
    .filter(Boolean);
}

function bareNumber(spelled: string): string {
  const shown = spelled.replace(/\( *0 *\)/g, "");
  const digits = shown.replace(/[^0-9]/g, "");
  const out = /^[^0-9]*\+/.test(shown) ? /^0+/ : /^(?:011(?=[0-9]{10})|810(?=[0-9]{10})|8(?=[0-9]{10}$)|0+)/;
  return digits.replace(out, "");
}

/**
 * What somebody typed or pasted, as the digits of a telephone number; null where it is none: it has letters, or fewer
 * than four digits. Addresses of links (`tel:`, `sip:`) and the invisible marks of copied numbers are taken away.
 */
export function typedNumber(text: string): string | null {
  const shown = text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim()
    .replace(/^(?:tel|sips?):([^@;]*).*$/is, "$1");
  if (/[\p{L}@,;#]/u.test(shown)) return null;
  const [digits = ""] = numbersIn(shown);
  return digits.length >= 4 ? digits : null;
}

/** The ends of a typed number that could be all of a stored one: without its country's prefix, or its area's. */
export function endsOf(digits: string): string[] {
  const ends: string[] = [];
  for (let length = digits.length; length >= fewestInCommon; length -= 1) ends.push(digits.slice(-length));
  // no number is longer than fifteen digits; what is pasted may be
  return ends.slice(-15);
}
