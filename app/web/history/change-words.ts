import { type AttributeName, attributeOf, isAttributeName } from "@/attributes/customer";
import { formatMoney } from "@/attributes/format-money";
import { plainDecimal } from "@/attributes/reading/decimal";
import { actionsIn } from "@/attributes/rights";
import { formatNumber } from "@/components/ui/number";
import { getLocale, getTranslations, type Texts } from "@/i18n/texts";
import type { HistoryEntry } from "@/server/history/entry";
import type { Names } from "@/server/record/find-names";
import { dictionaryOptions } from "../customers/options";

/** The words for values before and after a change. */
export type ChangeWords = Readonly<Record<"nothing" | "secret" | "yes" | "no", string>> & {
  /** the word for an attribute without a value */
  readonly nil: (name: AttributeName) => string;
  readonly rights: (mask: number) => string;
  readonly money: (amount: string) => string;
  /** writes plain decimal text */
  readonly number: (number: string) => string;
  /** the name behind an id, or the id if it has no name */
  readonly label: (name: AttributeName, id: string) => string;
};

type Translations = Texts<never>;

/**
 * Loads the words of the reader's language. @returns a function that makes them for a currency; null: unknown
 * @param names the names of ids that are in no dictionary
 */
export async function changeWords(names: Names = {}): Promise<(currency: string | null) => ChangeWords> {
  return (await changeWordsOf())(names);
}

/** The same for names that come later, with each page. */
export async function changeWordsOf(): Promise<(names: Names) => (currency: string | null) => ChangeWords> {
  const [t, locale, options] = [await getTranslations(), await getLocale(), await dictionaryOptions()];
  return (names) => (currency) => ({
    nothing: t("history.nothing"),
    secret: t("history.secret"),
    yes: t("common.yes"),
    no: t("common.no"),
    nil: (name) => {
      if (name === "i_tariff" || name === "i_routing_group") return t("customer_form.follow_parent");
      const { kind } = attributeOf(name).kind;
      return kind === "number"
        ? t("common.unlimited")
        : t(kind === "reference" ? "common.none" : "history.nothing");
    },
    rights: (mask) =>
      actionsIn(mask)
        .map((action) => t(`rights.${action}`))
        .join(", ") || t("common.none"),
    money: (amount) => (currency ? formatMoney(amount, currency, locale) : formatNumber(amount, locale)),
    number: (number) => formatNumber(number, locale),
    label: (name, id) => options[name]?.find((option) => option.id === id)?.label ?? names[name]?.[id] ?? id,
  });
}

/** Says who did it; for those above the reader only what they are. */
export function whoText({ by, by_support }: HistoryEntry, t: Translations): string {
  if (by) return by.login ?? by.name;
  return by_support ? t("support.who_support") : t("common.your_provider");
}

/** Says in whose name support or a trusted host did it, and why; null: in their own. */
export function behalfText({ behalf, i_customer, door }: HistoryEntry, t: Translations): string | null {
  if (!behalf) return null;
  // every call of a trusted host names the customer
  const isTold = door === "trusted" || behalf.i_customer !== i_customer;
  const name = isTold ? t("support.in_name_of", { name: behalf.name }) : null;
  const reason = behalf.reason === null ? null : t("support.because", { reason: behalf.reason });
  return [name, reason].filter((text) => text !== null).join(" · ") || null;
}

/** Says who set the credential; null: its owner. */
export function foreignText(entry: HistoryEntry, t: Translations): string | null {
  if (!entry.foreign_credential) return null;
  return t("history.by_foreign", { who: entry.credential_set_by ?? t("common.your_provider") });
}

export function operationText({ operation }: Pick<HistoryEntry, "operation">, t: Translations): string {
  // an old entry may name an operation that has no text any more
  const known = `operations.${operation}` as "operations.signIn";
  return t.has(known) ? t(known) : operation;
}

/** Picks the changes of a customer's attributes. */
export function readableChanges(changes: HistoryEntry["changes"]) {
  return Object.entries(changes).flatMap(([name, change]) =>
    isAttributeName(name) ? [[name, change] as const] : [],
  );
}

/** A value of an attribute in words. */
export function changeText(name: AttributeName, value: unknown, words: ChangeWords): string {
  if (value === null) return words.nil(name);
  if (value === "") return words.nothing;
  const { kind } = attributeOf(name).kind;
  if (kind === "flag" || kind === "feature") return Number(value) ? words.yes : words.no;
  if (kind === "rights") return words.rights(Number(value));
  if (kind === "money") return words.money(String(value));
  if (kind === "reference") return words.label(name, String(value));
  if (kind === "number") return words.number(plainDecimal(String(value)));
  return kind === "percent" ? `${words.number(plainDecimal(String(value)))} %` : String(value);
}
