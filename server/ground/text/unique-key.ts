import { withoutUnseen } from "@/attributes/reading/unseen";

/**
 * The version of the rules by which this file makes keys. Raise it with every change that alters the result for any text:
 * the next start then remakes all stored keys (see remake-keys.ts).
 */
export const keyVersion = 3;

/** Ends a key that has a suffix. No name has a control character, so no plain key contains it. */
export const keyEnd = "\u0001";

/**
 * The form in which we compare names and logins, and in which they are unique: NFKC without invisible characters, runs
 * of blanks as one, case folded. Lower, upper, lower folds letters that one step leaves apart (ẞ, ß and SS; ı, İ, I and
 * i); we fold the final sigma, since a part of a word does not know where the word ends.
 * Source: semantics, 'Names and text'.
 */
export function uniqueKey(text: string): string {
  // of printable ASCII the steps below leave no more than this
  if (isAscii.test(text)) return text.toLowerCase().replace(/ +/g, " ").trim();
  const plain = text.replace(/(?!\s)\p{Cc}/gu, "\ufffd").normalize("NFKC");
  const folded = withoutUnseen(plain).toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  const undotted = folded.normalize("NFD").replace(/(?<=i\p{M}*)\u0307/gu, "");
  return withoutUnseen(undotted.normalize("NFKC")).replace(/\s+/g, " ").trim();
}

/**
 * The looser form, by which we find and sort text: the unique key without marks, with plain apostrophes, quotes and
 * dashes, and with the letters that people type for ones their keyboard lacks. Decomposed, so that a part of a Korean
 * syllable finds all of it. The key of a text's beginning is the beginning of its key.
 */
export function looseKey(text: string): string {
  // NFKC would turn a lone acute accent into a blank and a mark
  const key = uniqueKey(text.replace(/[\u00b4\u1ffd]/g, "'"));
  if (isAscii.test(key)) return key.replaceAll("`", "'");
  const loose = key
    .normalize("NFKD")
    .replace(apostrophes, "'")
    .replace(marks, "")
    .replace(/[^\0-\u007f]/gu, (letter) => plainer[letter] ?? letter)
    .replace(/[\p{Pd}\u2212]/gu, "-")
    .replace(/\s+/g, " ")
    .trim();
  // the text consists only of marks
  return loose === "" ? key : loose;
}

const isAscii = /^[ -~]*$/;

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
  // Cyrillic with a stroke or a hook, and letters of Arabic keyboards for Persian and Urdu ones
  ґ: "г",
  ي: "ی",
  ى: "ی",
  ك: "ک",
  ە: "ه",
  ہ: "ه",
  // the tatweel, which only stretches a word
  ـ: "",
};

/** No column needs more for its order, and no index can hold more. */
const longest = 256;

/** What lists sort by, in code point order: the looser key, then the unique one. '' for ''. */
export function orderKey(text: string): string {
  const key = uniqueKey(text);
  if (key === "") return "";
  return `${beginning(looseKey(text))}${keyEnd}${beginning(key)}`;
}

/** The beginning of the looser key that an order key begins with. */
export function looseOf(order: string): string {
  return order.split(keyEnd, 1)[0] ?? "";
}

function beginning(key: string): string {
  return key.length <= longest ? key : [...key].slice(0, longest).join("");
}

/** The keys of a name, as columns. */
export function nameKeys(name: string): { readonly name_key: string; readonly name_order: string } {
  return { name_key: uniqueKey(name), name_order: orderKey(name) };
}

/** The keys of a login, as columns. */
export function loginKeys(login: string): { readonly login_key: string; readonly login_order: string } {
  return { login_key: uniqueKey(login), login_order: orderKey(login) };
}
