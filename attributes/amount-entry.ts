import { type DecimalText, fromMillionths, millionths } from "./decimal";
import { type NumberSort, plainCharacters, readTypedNumber, type UnreadNumber } from "./typed-number";

/** What somebody typed into a field for an amount: a new value, or so much more or less than there is. */
export type AmountEntry = { readonly is: "new" | "change"; readonly amount: DecimalText };

/**
 * Reads an amount that may be a difference: `500` and `=-20` are a new value, `+500` and `-200` a change. For the
 * server, and for the browser's preview of the same field. @param currency of the amount: another one is refused
 */
export function readAmountEntry(text: string, locale: string, currency?: string): AmountEntry | UnreadNumber {
  const [, mark = "", rest = ""] = /^(=?) *(.*)$/.exec(plainCharacters(text)) ?? [];
  const typed = readTypedNumber(rest, { sort: "amount", locale, currency });
  if ("unread" in typed) return typed;
  const amount = typed.sign === "-" ? negated(typed.size) : typed.size;
  return { is: typed.sign === "" || mark === "=" ? "new" : "change", amount };
}

/** Reads a number that is a value as it stands: of a filter, a threshold, a limit. See `readTypedNumber`. */
export function readAmount(
  text: string,
  locale: string,
  { sort = "amount", currency }: { readonly sort?: NumberSort; readonly currency?: string | undefined } = {},
): DecimalText | UnreadNumber {
  const typed = readTypedNumber(text, { sort, locale, currency });
  if ("unread" in typed) return typed;
  return typed.sign === "-" ? negated(typed.size) : typed.size;
}

function negated(size: DecimalText): DecimalText {
  return fromMillionths(-millionths(size));
}
