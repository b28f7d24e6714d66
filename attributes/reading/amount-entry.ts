import { type DecimalText, fromMillionths, millionths } from "./decimal";
import { type NumberSort, plainCharacters, readTypedNumber, type UnreadNumber } from "./typed-number";

/** An amount that somebody typed: a new value, or a difference from the present one. */
export type AmountEntry = { readonly is: "new" | "change"; readonly amount: DecimalText };

/**
 * Reads an amount that may be a difference: `500` and `=-20` are new values, `+500` and `-200` are changes. The server
 * and the browser's preview of the same field both use it. @param currency we refuse another one beside the amount
 */
export function readAmountEntry(text: string, locale: string, currency?: string): AmountEntry | UnreadNumber {
  const [, mark = "", rest = ""] = /^(=?) *(.*)$/.exec(plainCharacters(text)) ?? [];
  const typed = readTypedNumber(rest, { sort: "amount", locale, currency });
  if ("unread" in typed) return typed;
  const amount = typed.sign === "-" ? negated(typed.size) : typed.size;
  return { is: typed.sign === "" || mark === "=" ? "new" : "change", amount };
}

/** Reads a number that is not a difference: a filter, a threshold, a limit. See `readTypedNumber`. */
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
