import { withAsciiDigits } from "@/attributes/reading/plain-digits";
import { afterCallingCode, withoutTrunk } from "./calling-code";
import { fewestInCommon, numbersOfPiece, separator } from "./several-numbers";

/** The longest telephone number. Source: E.164. */
const mostDigits = 15;

/**
 * The telephone numbers in a text as bare digits: without the `+`, 00, 011 or 8 10 of an international number, without
 * the trunk 0, its spelling `(0)`, and the trunk 8 before ten digits. Letters, commas, semicolons and `#` separate one
 * number from the next, or from its extension.
 */
export function numbersIn(text: string): string[] {
  return withAsciiDigits(text.normalize("NFKC"))
    .split(separator)
    .map((piece) => readSpelling(piece).bare)
    .filter(Boolean);
}

/**
 * All digits by which search finds a text: its numbers bare and as written, each also with the extension that follows
 * it, and the keypad digits of letters (`1-800-FLOWERS`).
 */
export function numberForms(text: string): string[] {
  const plain = withAsciiDigits(text.normalize("NFKC"));
  const forms: string[] = [];
  let before: readonly string[] = [];
  for (const piece of plain.split(separator)) {
    const raw = digitsOf(piece);
    if (raw === "") continue;
    const own = numbersOfPiece(piece).flatMap(formsOf);
    // a short number after a long one is its extension
    if (raw.length <= longestExtension) forms.push(...before.map((one) => one + raw));
    forms.push(...own);
    before = raw.length >= fewestInCommon ? own : [];
  }
  const keyed = keyedNumber(plain);
  if (keyed !== null) forms.push(...formsOf(keyed));
  return [...new Set(forms.filter(Boolean))];
}

const longestExtension = 7;

/**
 * How the digits of one stored number may be typed: bare, as written, and in E.164 if the writing tells the country. If it does
 * not, one form begins with 0, whether or not a trunk 0 was written, see `beginningsOf`.
 */
function formsOf(spelled: string): string[] {
  const { bare, prefix } = readSpelling(spelled);
  const forms = [bare, digitsOf(spelled)];
  if (prefix === "none" && bare.length >= fewestInCommon) forms.push(`0${bare}`);
  if (prefix === "international") forms.push(withoutTrunk(bare));
  // only countries of the code 7 dial 8 before ten digits; Belarus dials 8 and 0 before nine
  if (prefix === "8") forms.push(bare.startsWith("0") ? bare.replace(/^0+/, "") : `7${bare}`);
  return forms;
}

type Spelling = { readonly bare: string; readonly prefix: "international" | "8" | "0" | "none" };

/** Reads one number: its bare digits, and the kind of prefix before them. */
function readSpelling(spelled: string): Spelling {
  const shown = spelled.replace(/\( *0 *\)/g, "");
  const digits = digitsOf(shown);
  if (/^[^0-9]*\+/.test(shown)) return { bare: digits.replace(/^0+/, ""), prefix: "international" };
  const [abroad] = /^(?:00+|011(?=[0-9]{10})|810(?=[0-9]{10}))/.exec(digits) ?? [];
  if (abroad !== undefined) return { bare: digits.slice(abroad.length), prefix: "international" };
  if (/^8[0-9]{10}$/.test(digits)) return { bare: digits.slice(1), prefix: "8" };
  return { bare: digits.replace(/^0/, ""), prefix: digits.startsWith("0") ? "0" : "none" };
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, "");
}

/** A telephone number that somebody typed or pasted. */
export type TypedNumber = {
  /** bare, as `numbersIn` has it */
  readonly bare: string;
  /** what to look for in stored numbers: the bare digits, and those as typed, which may begin a longer number */
  readonly spellings: readonly string[];
  /** what a form of a stored number may begin with, other than those: see `beginningsOf` */
  readonly beginnings: readonly string[];
};

/**
 * Reads typed or pasted text as a telephone number. Drops the scheme of a link (`tel:`, `sip:`), the invisible marks of
 * copied numbers and an extension, and takes letters that spell a number as keypad digits.
 * @returns null for text with words, or with fewer than four digits
 */
export function readTypedNumber(text: string): TypedNumber | null {
  const shown = withAsciiDigits(text.normalize("NFKC"))
    .replace(/\p{Cf}/gu, "")
    .trim()
    .replace(/^(?:tel|sips?):([^@;]*).*$/is, "$1");
  const number = extended.exec(shown)?.[1] ?? keyedNumber(shown) ?? shown;
  if (/[\p{L}@,;#]/u.test(number)) return null;
  const { bare, prefix } = readSpelling(number);
  if (bare.length < 4) return null;
  const raw = digitsOf(number);
  // with 011 or 8 10 in front, somebody may not have typed the whole number yet
  const spellings = [bare, raw, raw.replace(/^(?:011|810)(?=[0-9]{4})/, "")];
  if (prefix === "international") spellings.push(withoutTrunk(bare));
  return { bare, spellings: [...new Set(spellings)], beginnings: [...new Set(beginningsOf(bare, prefix))] };
}

/** One digit of a national number begins too many. */
const fewestAfterPlus = 2;
const fewestAfterBare = 4;

/**
 * What follows a calling code, behind a 0: only forms of numbers that are stored without their country begin so. After `+44`,
 * 20 is the beginning of a number in London, and not of one in Egypt.
 */
function beginningsOf(bare: string, prefix: Spelling["prefix"]): string[] {
  if (prefix === "0" || prefix === "8") return [];
  const rest = afterCallingCode(bare) ?? "";
  const fewest = prefix === "international" ? fewestAfterPlus : fewestAfterBare;
  const national = rest.length >= fewest ? [rest.replace(/^0+/, "")] : [];
  // a number in Russia of which somebody has not typed all ten digits yet
  const [, inRussia] = prefix === "none" ? (/^8([0-9]{3,9})$/.exec(bare) ?? []) : [];
  if (inRussia !== undefined) national.push(inRussia.replace(/^0+/, ""));
  const behindZero = national.filter(Boolean).map((digits) => `0${digits}`);
  return inRussia === undefined ? behindZero : [...behindZero, `7${inRussia}`];
}

/** The bare digits that `readTypedNumber` reads, or null. */
export function typedNumber(text: string): string | null {
  return readTypedNumber(text)?.bare ?? null;
}

/**
 * The one to three digits after `+` or 00 of a number that somebody has just begun to type, as typed, with a fourth if one of them
 * may be a trunk 0, and without that; none for any other text.
 */
export function typedBeginnings(text: string): string[] {
  const shown = withAsciiDigits(text.normalize("NFKC"))
    .replace(/\p{Cf}/gu, "")
    .trim();
  if (!/^\(?(?:\+|00)[0-9\s().\p{Pd}]*$/u.test(shown)) return [];
  const { bare } = readSpelling(shown);
  const all = [...new Set([bare, withoutTrunk(bare)])];
  // a whole number with many zeros may be as short without them
  if (bare.length > 4 || !all.some((digits) => digits.length < 4)) return [];
  return all.filter((digits) => /^[1-9]/.test(digits));
}

/** A number and what marks its extension: `ext. 12`, `;ext=12`, `доб. 7`, `x12`, `#12`. */
const extended =
  /^([+(]?[0-9][0-9\s()./\p{Pd}]{3,}?)\s*(?:;\s*)?(?:\(?(?:extension|extn|ext|int|x|добавочный|доб|вн)[.:=\s]*|[#,]\s*)[0-9]{1,7}\)?$/iu;

/** Digits, then a word that the keys of a telephone spell. */
const keyed = /^[^\p{L}]*?(\+?[0-9][0-9\s().\p{Pd}]*?)((?:[A-ZА-ЯЁ][\s.\p{Pd}]?){3,}[0-9]*)$/iu;
const keys = ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"];
const cyrillicKeys = ["абвг", "дежзё", "ийкл", "мноп", "рсту", "фхцч", "шщъы", "ьэюя"];

/** Reads `1-800-FLOWERS` as `18003569377`; null if the text has no such word. Source: ITU-T E.161 for Latin letters. */
function keyedNumber(text: string): string | null {
  const [, digits = "", word = ""] = keyed.exec(text.trim()) ?? [];
  if (word === "") return null;
  const pressed = [...word.toLowerCase()].map(keyOf).join("");
  const all = `${digits.replace(/[^0-9+]/g, "")}${pressed}`;
  const length = digitsOf(all).length;
  return length >= 7 && length <= mostDigits ? all : null;
}

function keyOf(letter: string): string {
  const at = [keys, cyrillicKeys]
    .map((table) => table.findIndex((letters) => letters.includes(letter)))
    .find((found) => found >= 0);
  return at === undefined ? digitsOf(letter) : String(at + 2);
}

/** The ends of a typed number that could be a whole stored one, without the country's or the area's prefix. */
export function endsOf(digits: string): string[] {
  const ends: string[] = [];
  for (let length = digits.length; length >= fewestInCommon; length -= 1) ends.push(digits.slice(-length));
  return ends.slice(-mostDigits);
}

/** Whether a typed number matches a stored one, by the rule of searchCondition. */
export function isNumberIn(typed: TypedNumber, stored: string): boolean {
  return numberForms(stored).some(
    (form) =>
      typed.spellings.some((digits) => form.includes(digits)) ||
      typed.beginnings.some((digits) => form.startsWith(digits)) ||
      (form.length >= fewestInCommon && typed.bare.endsWith(form)),
  );
}
