import { withoutUnseen } from "@/attributes/unseen";

/**
 * The number of the rules by which this file makes keys, and search-text.ts search texts. Raise it with every change
 * that makes another of any text: the next start then makes all that are stored anew (see remake-keys.ts).
 */
export const keyVersion = 2;

/** Ends a key where something follows it. No name has a control character, so nobody's name is a key with one. */
export const keyEnd = "\u0001";

/**
 * The form in which names and logins are compared, and are unique: NFKC without what is not seen, runs of blanks as one,
 * case folded. Lower, upper, lower folds what a single step leaves apart (ẞ, ß and SS; ı, İ, I and i); a final sigma
 * depends on where a word ends, which a part of it does not know.
 * Source: semantics, 'Names and text'.
 */
export function uniqueKey(text: string): string {
  const plain = text.replace(/(?!\s)\p{Cc}/gu, "\ufffd").normalize("NFKC");
  const folded = withoutUnseen(plain).toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  const undotted = folded.normalize("NFD").replace(/(?<=i\p{M}*)\u0307/gu, "");
  return withoutUnseen(undotted.normalize("NFKC")).replace(/\s+/g, " ").trim();
}

/**
 * The looser form, by which text is found and ordered: the unique key without marks, with plain apostrophes, quotes and
 * dashes, and with the letters that people type for ones that their keyboard lacks. Decomposed, so that what is typed of
 * a Korean syllable finds all of it. The key of a text's beginning is the beginning of its key.
 */
export function looseKey(text: string): string {
  // NFKC makes a blank and a mark of an acute accent that stands alone
  const key = uniqueKey(text.replace(/[\u00b4\u1ffd]/g, "'"));
  const loose = key
    .normalize("NFKD")
    .replace(apostrophes, "'")
    .replace(marks, "")
    .replace(/[^\0-\u007f]/gu, (letter) => plainer[letter] ?? letter)
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .replace(/\s+/g, " ")
    .trim();
  // a mark that is all there is
  return loose === "" ? key : loose;
}

const apostrophes = /[`\u02b9\u02bb-\u02bd\u02c8\u02ca\u02cb\u2018-\u201b\u2032\u2035]/g;

/** Accents, points and vowel marks; not the vowel signs of Indic and other scripts, which are letters to their readers. */
const marks =
  /(?=\p{M})[\p{Script=Inherited}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]/gu;

const plainer: Readonly<Record<string, string>> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "«": '"',
  "»": '"',
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ŧ: "t",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ŋ: "n",
  ƒ: "f",
  ɨ: "i",
  ʉ: "u",
  // Cyrillic with a stroke or a hook, and the letters of Arabic keyboards in place of Persian and Urdu ones
  ґ: "г",
  ي: "ی",
  ى: "ی",
  ك: "ک",
  ە: "ه",
  ہ: "ه",
  // a line that only makes a word longer
  ـ: "",
};

/** No column needs more of it to be in order, and no index can hold more. */
const longest = 256;

/** What lists sort by, as code points: the looser key, then the unique one. '' for ''. */
export function orderKey(text: string): string {
  const key = uniqueKey(text);
  if (key === "") return "";
  return `${[...looseKey(text)].slice(0, longest).join("")}${keyEnd}${[...key].slice(0, longest).join("")}`;
}

/** The keys of a name, as columns. */
export function nameKeys(name: string): { readonly name_key: string; readonly name_order: string } {
  return { name_key: uniqueKey(name), name_order: orderKey(name) };
}

/** The keys of a login, as columns. */
export function loginKeys(login: string): { readonly login_key: string; readonly login_order: string } {
  return { login_key: uniqueKey(login), login_order: orderKey(login) };
}
