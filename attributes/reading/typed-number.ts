import { type DecimalText, readDecimal } from "./decimal";
import { withAsciiDigits } from "./plain-digits";

/** What a number stands for: people may type a currency beside an amount, and `%` beside a percentage. */
export type NumberSort = "amount" | "percent" | "number";

/** A typed number, as its sign and its size. */
export type TypedNumber = { readonly sign: "-" | "+" | ""; readonly size: DecimalText };

/** Why a text cannot be read as a number. */
export type UnreadNumber =
  | { readonly unread: "no number" }
  /** both readings: the sign as a decimal sign, and as a group separator */
  | { readonly unread: "ambiguous"; readonly readings: readonly [DecimalText, DecimalText] }
  | { readonly unread: "other currency"; readonly typed: string };

type Asked = {
  readonly sort: NumberSort;
  /** the reader's language, such as `en` */
  readonly locale: string;
  /** an amount's currency, if we know it; we refuse any other */
  readonly currency?: string | undefined;
};

const longest = 60;

/**
 * Reads a number as people write it, in the reader's language: digits, one decimal sign, and complete groups of three.
 * A comma or a point is a decimal sign in every language unless exactly three digits follow it; then the language
 * decides, and if neither reading is the language's own, the text is ambiguous. A group never begins with 0.
 * Blanks group in every language. Digits may come from any script, and invisible marks are ignored.
 * Source: semantics, 'Money in the web'.
 */
export function readTypedNumber(text: string, { sort, locale, currency }: Asked): TypedNumber | UnreadNumber {
  if (text.length > longest) return none;
  const plain = plainCharacters(text);
  const parts = sort === "amount" ? withoutCurrency(plain) : { number: plain, names: [] };
  const foreign = parts.names.find((name) => !isCurrency(name, locale, currency));
  const number = sort === "percent" ? parts.number.replace(/^% *| *%$/g, "") : parts.number;
  const [, sign = "", digits = ""] = /^([+-]?) *(.*)$/.exec(number) ?? [];
  const size = readSize(digits, locale);
  if (typeof size !== "string") return size;
  if (foreign !== undefined) {
    return currency !== undefined && isCurrency(foreign, locale, undefined)
      ? { unread: "other currency", typed: foreign }
      : none;
  }
  return { sign: sign === "-" || sign === "+" ? sign : "", size };
}

/** Whether something beside the amount may be a currency. */
export function namesCurrency(text: string): boolean {
  return withoutCurrency(plainCharacters(text)).names.length > 0;
}

/** A number as a field shows it: by the reader's decimal sign, without groups. @param plain plain decimal text */
export function spellNumber(plain: string, locale: string): string {
  return plain.replace(".", signsOf(locale).decimal);
}

/**
 * Simplifies typed characters: full-width forms become narrow, every blank a space, every minus sign `-`, and invisible
 * marks go. Raised and circled digits stay, because `10²` is not 102.
 */
export function plainCharacters(text: string): string {
  return withAsciiDigits(text)
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, " ")
    .replace(/[‐‑‒–−﹣]/g, "-")
    .trim();
}

const none: UnreadNumber = { unread: "no number" };

/** Digits with their signs, without `+` or `-`. */
function readSize(text: string, locale: string): DecimalText | UnreadNumber {
  const { decimal, group } = signsOf(locale);
  const signs = text.match(/[.,]/g) ?? [];
  const last = signs.at(-1) ?? "";
  const at = last === "" ? text.length : text.lastIndexOf(last);
  const [whole, fraction] = [text.slice(0, at), text.slice(at + 1)];
  const [other, ...more] = new Set(signs.slice(0, -1));
  if (more.length > 0) return none;
  if (other !== undefined) {
    return other === last ? decimalOf(grouped(text, last), "") : decimalOf(grouped(whole, other), fraction);
  }
  const asDecimal = decimalOf(grouped(whole, " "), fraction);
  // a group never begins with 0, and digits that blanks group have no other groups
  if (fraction.length !== 3 || last === decimal || !/^[1-9]\d*$/.test(whole)) return asDecimal;
  const asGroups = decimalOf(whole + fraction, "");
  if (typeof asDecimal !== "string" || typeof asGroups !== "string") return none;
  if (last === group && whole.length <= 3) return asGroups;
  return { unread: "ambiguous", readings: [asDecimal, asGroups] };
}

/** Joins the digits of a whole number in complete groups, or in none; null for anything else. */
function grouped(text: string, mark: string): string | null {
  if (/^\d*$/.test(text)) return text;
  const [first = "", ...groups] = text.split(mark);
  const isComplete = /^[1-9]\d{0,2}$/.test(first) && groups.every((one) => /^\d{3}$/.test(one));
  return isComplete ? first + groups.join("") : null;
}

function decimalOf(whole: string | null, fraction: string): DecimalText | UnreadNumber {
  if (whole === null || !/^\d*$/.test(fraction)) return none;
  return readDecimal(`${whole}.${fraction}`) ?? none;
}

type Signs = { readonly decimal: string; readonly group: string };

/** The signs of a language. Russian, for one, groups by blanks. */
function signsOf(locale: string): Signs {
  const known = signs.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
  const sign = (type: "decimal" | "group") => parts.find((part) => part.type === type)?.value ?? "";
  const made = { decimal: sign("decimal"), group: sign("group") };
  signs.set(locale, made);
  return made;
}

const signs = new Map<string, Signs>();

/** Separates an amount from the currency before or after it. `Cg.5` names none: its point may be a decimal sign. */
function withoutCurrency(text: string): { readonly number: string; readonly names: readonly string[] } {
  const [, sign = "", signed = ""] = /^([+-]? *)(.*)$/.exec(text) ?? [];
  const [, before = "", gap = "", rest = ""] =
    /^([\p{L}\p{Sc}](?:[\p{L}\p{Sc} /]*[\p{L}\p{Sc}])?)(\.? +)?(.*)$/u.exec(signed) ?? [];
  const isApart = gap !== "" || /^[\d+-]/.test(rest) || /\p{Sc}$/u.test(before);
  const number = before !== "" && isApart ? sign + rest : text;
  // a letter right behind the digits is no sign: 5K means thousands
  const [, bare = number, after = ""] =
    /^(.*[\d.,])(?!\p{L}$) *([\p{L}\p{Sc}](?:[\p{L}\p{Sc} /]*[\p{L}\p{Sc}])?)\.?$/u.exec(number) ?? [];
  return { number: bare, names: [isApart ? before : "", after].filter((name) => name !== "") };
}

/** Whether a name belongs to this currency, or to any if none is given. */
function isCurrency(name: string, locale: string, currency: string | undefined): boolean {
  const sought = currencyKey(name);
  if (currency !== undefined) return namesOf(currency, locale).has(sought);
  // K is the sign of a kwacha, but to anybody else it means thousands
  if (/^\p{L}$/u.test(name)) return false;
  return Intl.supportedValuesOf("currency").some((code) => namesOf(code, locale).has(sought));
}

/** A currency's code and its signs, as Intl writes them. */
function namesOf(currency: string, locale: string): ReadonlySet<string> {
  const key = `${locale} ${currency}`;
  const known = currencyNames.get(key);
  if (known) return known;
  const displays = ["symbol", "narrowSymbol"] as const;
  const names = displays.map((currencyDisplay) => {
    const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay });
    return format.formatToParts(0).find(({ type }) => type === "currency")?.value ?? currency;
  });
  const made = new Set([currency, ...names].map(currencyKey));
  currencyNames.set(key, made);
  return made;
}

const currencyNames = new Map<string, ReadonlySet<string>>();

function currencyKey(name: string): string {
  return name.replace(/[\s.]/gu, "").toUpperCase();
}
