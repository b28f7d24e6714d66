import { type AmountEntry, readAmount, readAmountEntry } from "@/attributes/reading/amount-entry";
import type { DecimalText } from "@/attributes/reading/decimal";
import { type NumberSort, namesCurrency, type UnreadNumber } from "@/attributes/reading/typed-number";
import { getLocale } from "@/i18n/texts";
import { Refusal } from "@/server/ground/refusal";

/** Finds the currency of an amount; called only if somebody typed one beside it. */
export type CurrencyOf = () => Promise<string>;

/** Reads a typed number in the reader's language. @throws Refusal 400 naming the field */
export async function typedNumber(
  field: string,
  text: string,
  sort: NumberSort,
  currencyOf?: CurrencyOf,
): Promise<DecimalText> {
  const [locale, currency] = [await getLocale(), await currencyIn(text, sort, currencyOf)];
  const read = readAmount(text, locale, { sort, currency });
  if (typeof read === "string") return read;
  throw unreadRefusal(field, text, read, { locale, currency, key: "number_expected" });
}

/** Reads a typed amount that may be a difference. @throws Refusal 400 naming the field */
export async function typedEntry(field: string, text: string, currencyOf: CurrencyOf): Promise<AmountEntry> {
  const [locale, currency] = [await getLocale(), await currencyIn(text, "amount", currencyOf)];
  const read = readAmountEntry(text, locale, currency);
  if (!("unread" in read)) return read;
  const key = field === "amount" ? "number_expected" : "amount_expected";
  throw unreadRefusal(field, text, read, { locale, currency, key });
}

async function currencyIn(
  text: string,
  sort: NumberSort,
  currencyOf: CurrencyOf | undefined,
): Promise<string | undefined> {
  return sort === "amount" && namesCurrency(text) ? await currencyOf?.() : undefined;
}

function unreadRefusal(
  field: string,
  text: string,
  unread: UnreadNumber,
  { locale, currency = "", key }: { locale: string; currency: string | undefined; key: string },
): Refusal {
  if (unread.unread === "other currency") {
    return new Refusal(400, `Parameter ${field} is in another currency than ${currency}`, field, {
      key: "currency_of_customer",
      values: { given: unread.typed, own: currency },
    });
  }
  if (unread.unread === "no number") {
    return new Refusal(400, `Parameter ${field} cannot be read as a number`, field, { key });
  }
  const [one, other] = unread.readings.map((reading) => spelled(reading, text, locale));
  return new Refusal(400, `Parameter ${field} can be read in two ways`, field, {
    key: "amount_ambiguous",
    values: { typed: text.trim(), one: one ?? "", other: other ?? "" },
  });
}

/** Spells a reading so that the reader can type it, with the typed sign. */
function spelled(reading: DecimalText, text: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 6, useGrouping: "always" });
  const sign = /^\s*=?\s*([+\-−–])/.exec(text)?.[1] ?? "";
  // `format` takes decimal text since ES2023; TypeScript types that as a template of a number
  return sign + format.format(reading as `${number}`);
}
