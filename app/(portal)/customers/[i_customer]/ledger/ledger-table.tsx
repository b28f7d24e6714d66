import { formatMoney } from "@/attributes/format-money";
import { formatDateTime, formatDay } from "@/attributes/format-time";
import { type FigureCell, withoutEmpty } from "@/components/list/figure-cell";
import { FigureTable } from "@/components/list/figure-table";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LedgerEntry } from "@/server/money/list-ledger";

/** The kinds that have receipts. */
const withReceipt: readonly string[] = ["payment", "credit", "charge"];

const nowrap = "whitespace-nowrap";
const looks = [nowrap, "", "", `${nowrap} text-muted`, "cut", "at-line min-w-40 wrap-anywhere"];

/** Entries of a ledger, with the balance after each; a kind leads to its receipt. */
export async function LedgerTable({
  i_customer,
  entries,
  timeZone,
}: {
  readonly i_customer: string;
  readonly entries: readonly LedgerEntry[];
  readonly timeZone: string;
}) {
  const [t, c, k, locale] = [
    await getTranslations("ledger"),
    await getTranslations("common"),
    await getTranslations("ledger_kinds"),
    await getLocale(),
  ];
  const heads = [t("kind"), t("amount"), t("after"), t("paid_on"), t("who"), t("note")];
  const lines = entries.map((entry): FigureCell[] => [
    withReceipt.includes(entry.kind)
      ? [k(entry.kind), `/customers/${i_customer}/receipt/${entry.i_entry}`]
      : k(entry.kind),
    formatMoney(entry.amount, entry.currency, locale),
    formatMoney(entry.balance_after, entry.currency, locale),
    entry.payment_date ? formatDay(entry.payment_date, locale) : "",
    entry.by ?? c("your_provider"),
    entry.note ?? "",
  ]);
  const { of: kept, empty } = withoutEmpty(heads, lines, 1);
  return (
    <>
      <FigureTable
        label={t("title")}
        heads={[t("when"), ...kept(heads)]}
        look="n3 n4 r3"
        looks={[nowrap, ...kept(looks)]}
        rows={entries.map((entry, index) => [
          entry.i_entry,
          formatDateTime(entry.at, timeZone, locale),
          kept(lines[index] ?? []),
        ])}
      />
      {empty.length > 0 ? (
        <p className="mt-3 text-[0.8125rem] text-muted">
          {c("empty_columns", { columns: empty.join(", ") })}
        </p>
      ) : null}
    </>
  );
}
