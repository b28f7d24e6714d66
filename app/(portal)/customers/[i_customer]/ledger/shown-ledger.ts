import { formatMoney } from "@/attributes/format-money";
import { formatDateTime, formatDay } from "@/attributes/format-time";
import { fromMillionths, millionths } from "@/attributes/reading/decimal";
import { type FigureCell, withoutEmpty } from "@/components/list/figure-cell";
import type { Query } from "@/components/list/list-query";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { type LedgerSum, ledgerKinds } from "@/server/ledger/ledger";
import { type LedgerEntry, type ListedLedger, listLedger } from "@/server/money/list-ledger";
import { filterWords } from "../../../../web/lists/filter-words";
import { shownFilters } from "../../../../web/lists/filters";
import { pagesOf } from "../../../../web/lists/pages-of";
import { ledgerFilters } from "./ledger-filters";
import type { LedgerWords, ShownLedger, ShownSum } from "./shown";

/** The kinds that have receipts. */
const withReceipt: readonly string[] = ["payment", "credit", "charge"];

const nowrap = "whitespace-nowrap";
const looks = [nowrap, "", "", `${nowrap} text-muted`, "cut", "at-line min-w-40 wrap-anywhere"];

/**
 * What a ledger shows at an address, in the reader's words.
 * @param currency the ledger's, by which amounts of filters are read; undefined: there are none
 * @throws Refusal 403 · 404 no such customer below
 */
export async function shownLedger(
  { actor, timeZone }: LiveSession,
  query: Query,
  { i_customer, currency }: { readonly i_customer: string; readonly currency: string | undefined },
): Promise<ShownLedger> {
  const filters = await ledgerFilters(query, { actor, timeZone, currency });
  const isWrong = filters.wrong.size > 0;
  // a wrong filter tells nobody of a ledger that they may not see
  const asked = isWrong ? { limit: 0 } : { ...filters.raw, after: query.after, sums: true };
  const ledger = await listLedger(actor, { ...asked, i_customer });
  return {
    ...(await shownFilters(query, filters)),
    entries: isWrong
      ? "wrong"
      : ledger.entries.length === 0
        ? "empty"
        : await shownEntries(ledger, i_customer, timeZone),
    pages: await pagesOf({
      path: `/customers/${i_customer}/ledger`,
      query,
      next: isWrong ? null : ledger.next,
      shown: ledger.entries.length,
      total: ledger.sums.reduce((sum, { entries }) => sum + entries, 0),
    }),
  };
}

/** Entries with the balance after each; a kind leads to its receipt. */
async function shownEntries(
  { entries, sums, customer }: ListedLedger,
  i_customer: string,
  timeZone: string,
): Promise<Exclude<ShownLedger["entries"], string>> {
  const [t, c, k, locale] = [
    await getTranslations("ledger"),
    await getTranslations("common"),
    await getTranslations("ledger_kinds"),
    await getLocale(),
  ];
  const heads = [t("kind"), t("amount"), t("after"), t("paid_on"), t("who"), t("note")];
  const cellsOf = (entry: LedgerEntry): FigureCell[] => [
    withReceipt.includes(entry.kind)
      ? [k(entry.kind), `/customers/${i_customer}/receipt/${entry.i_entry}`]
      : k(entry.kind),
    formatMoney(entry.amount, entry.currency, locale),
    formatMoney(entry.balance_after, entry.currency, locale),
    entry.payment_date ? formatDay(entry.payment_date, locale) : "",
    entry.by ?? c("your_provider"),
    entry.note,
  ];
  const lines = entries.map((entry) => [entry, cellsOf(entry)] as const);
  const { of: kept, empty } = withoutEmpty(
    heads,
    lines.map(([, cells]) => cells),
    1,
  );
  return {
    sums: await shownSums(sums, customer.currency),
    heads: [t("when"), ...kept(heads)],
    looks: [nowrap, ...kept(looks)],
    rows: lines.map(([{ i_entry, at }, cells]) => [
      i_entry,
      formatDateTime(at, timeZone, locale),
      kept(cells),
    ]),
    ...(empty.length > 0 ? { empty: c("empty_columns", { columns: empty.join(", ") }) } : {}),
  };
}

/** The bookings by kind, and if there are several kinds their total. */
async function shownSums(sums: readonly LedgerSum[], currency: string): Promise<ShownSum[]> {
  const [t, k, locale] = [
    await getTranslations("ledger"),
    await getTranslations("ledger_kinds"),
    await getLocale(),
  ];
  const all = {
    label: t("together"),
    entries: sums.reduce((sum, { entries }) => sum + entries, 0),
    amount: fromMillionths(sums.reduce((sum, { amount }) => sum + millionths(amount), 0n)),
  };
  const shown = sums.map(({ kind, ...sum }) => ({ ...sum, label: k(kind) }));
  return [...shown, ...(sums.length > 1 ? [all] : [])].map(({ label, entries, amount }) => ({
    label,
    count: t("entries", { count: entries }),
    amount: formatMoney(amount, currency, locale),
  }));
}

/** What a ledger's page says and offers at every address. */
export async function ledgerWords(): Promise<LedgerWords> {
  const [t, f, k] = [
    await getTranslations("ledger"),
    await getTranslations("filters"),
    await getTranslations("ledger_kinds"),
  ];
  return {
    title: t("title"),
    sums: t("sums"),
    kind: t("kind"),
    any_kind: t("any_kind"),
    since: t("since"),
    until: t("until"),
    min_amount: t("min_amount"),
    max_amount: t("max_amount"),
    note: t("note_has"),
    receipt: t("receipt"),
    when: t("when"),
    amount: t("amount"),
    ...(await filterWords()),
    wrong: { title: f("wrong"), text: f("wrong_text") },
    empty: { title: t("empty"), text: t("empty_text") },
    kinds: ledgerKinds.map((id) => ({ id, label: k(id) })),
  };
}
