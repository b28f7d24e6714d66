import { type DecimalText, fromMillionths, millionths, readDecimal } from "./decimal";

/** What somebody typed into a field for an amount: a new value, or so much more or less than there is. */
export type AmountEntry = { readonly is: "new" | "change"; readonly amount: DecimalText };

/**
 * Reads an amount as people write it: `500` and `=-20` are a new value, `+500` and `-200` a change. Thousands may be
 * grouped, and the decimal mark is a point or a comma: first as the reader's language has them, else as any has them
 * where only one reading is left. For the server, and for the browser's preview of the same field.
 * @param locale the reader's language, such as `en`
 * @returns `ambiguous` for `1.000` where the language does not say whether that is one or a thousand; `unreadable`
 *   for what is no amount
 */
export function readAmountEntry(text: string, locale: string): AmountEntry | "ambiguous" | "unreadable" {
  const [, mark = "", digits = ""] = /^(=?\s*[+\-−–]?)\s*(.*)$/.exec(text.trim()) ?? [];
  const size = readSize(digits.replace(/\s/g, " "), locale);
  if (typeof size !== "bigint") return size;
  const amount = fromMillionths(/[-−–]/.test(mark) ? -size : size);
  return { is: mark === "" || mark.startsWith("=") ? "new" : "change", amount };
}

/** An amount without a sign, in millionths. */
function readSize(text: string, locale: string): bigint | "ambiguous" | "unreadable" {
  const { decimal, group } = marksOf(locale);
  const own = readBy(text, decimal, group);
  if (own !== null) return own;
  const readings = [readBy(text, ".", ","), readBy(text, ",", ".")].filter((value) => value !== null);
  const [first, second] = readings;
  if (first === undefined) return "unreadable";
  return second === undefined || second === first ? first : "ambiguous";
}

/** Blanks group thousands in every language. */
function readBy(text: string, decimal: string, group: string): bigint | null {
  const match = numbers[`${decimal}${group}`]?.exec(text);
  if (!match) return null;
  const [, whole = "", fraction = ""] = match;
  const value = readDecimal(`${whole.replace(/[^\d]/g, "")}.${fraction}`);
  return value === null ? null : millionths(value);
}

// by decimal mark and group mark; groups are of one sort, and of three digits each
const numbers: Readonly<Record<string, RegExp>> = {
  ".,": /^(?!\.?$)(\d*|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.(\d*))?$/,
  ",.": /^(?!,?$)(\d*|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+)(?:,(\d*))?$/,
  ". ": /^(?!\.?$)(\d*|\d{1,3}(?: \d{3})+)(?:\.(\d*))?$/,
  ", ": /^(?!,?$)(\d*|\d{1,3}(?: \d{3})+)(?:,(\d*))?$/,
};

function marksOf(locale: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567.5);
  const mark = (type: "decimal" | "group") => parts.find((part) => part.type === type)?.value ?? "";
  return { decimal: mark("decimal"), group: /^\s*$/.test(mark("group")) ? " " : mark("group") };
}
