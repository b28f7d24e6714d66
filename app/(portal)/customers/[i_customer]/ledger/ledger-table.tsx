import { DateTime, formatDay } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LedgerEntry } from "@/server/money/list-ledger";

/** The kinds that have receipts. */
const withReceipt: readonly string[] = ["payment", "credit", "charge"];

/** Entries of a ledger, with the balance after each. */
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
  return (
    <Table
      label={t("title")}
      columns={7}
      head={
        <>
          <Th>{t("when")}</Th>
          <Th>{t("kind")}</Th>
          <Th numeric>{t("amount")}</Th>
          <Th numeric>{t("after")}</Th>
          <Th>{t("paid_on")}</Th>
          <Th>{t("who")}</Th>
          <Th>{t("note")}</Th>
        </>
      }
    >
      {entries.map((entry) => (
        <tr key={entry.i_entry}>
          <Td>
            <DateTime at={entry.at} timeZone={timeZone} />
          </Td>
          <Td className="whitespace-nowrap">
            {withReceipt.includes(entry.kind) ? (
              <a
                href={`/customers/${i_customer}/receipt/${entry.i_entry}`}
                title={t("receipt")}
                className="underline decoration-line-strong underline-offset-3 hover:text-accent-text hover:decoration-current"
              >
                {k(entry.kind)}
              </a>
            ) : (
              k(entry.kind)
            )}
          </Td>
          <Td numeric place="right">
            <Money amount={entry.amount} currency={entry.currency} />
          </Td>
          <Td numeric label={t("after")}>
            <Money amount={entry.balance_after} currency={entry.currency} />
          </Td>
          <Td label={t("paid_on")} className="whitespace-nowrap text-muted">
            {entry.payment_date ? formatDay(entry.payment_date, locale) : null}
          </Td>
          <Td className="cut" label={t("who")}>
            {entry.by ?? c("your_provider")}
          </Td>
          <Td place="line" label={t("note")} className="min-w-40 wrap-anywhere">
            {entry.note || null}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
