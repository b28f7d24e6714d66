import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DateTime } from "@/components/ui/date-time";
import { Money } from "@/components/ui/money";
import { Pages, Table, Td, Th } from "@/components/ui/table";
import { listLedger } from "@/server/money/list-ledger";
import { addressOf } from "../../../../address-of";
import { CustomerPage, openCustomer } from "../customer-page";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/ledger">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer);
  return { title: `${(await getTranslations("customer"))("ledger")} · ${customer.name}` };
}

export default async function LedgerPage({
  params,
  searchParams,
}: PageProps<"/customers/[i_customer]/ledger">) {
  const [{ i_customer }, query] = [await params, await searchParams];
  const view = await openCustomer(i_customer);
  const { entries, next } = await listLedger(view.session.actor, { i_customer, after: query.after });
  const [t, c, k] = [
    await getTranslations("ledger"),
    await getTranslations("common"),
    await getTranslations("ledger_kinds"),
  ];
  const here = `/customers/${i_customer}/ledger`;
  return (
    <CustomerPage view={view} tab="ledger">
      <Table
        label={t("title")}
        head={
          <>
            <Th>{t("when")}</Th>
            <Th>{t("kind")}</Th>
            <Th numeric>{t("amount")}</Th>
            <Th numeric>{t("after")}</Th>
            <Th>{t("who")}</Th>
            <Th>{t("note")}</Th>
          </>
        }
      >
        {entries.map((entry) => (
          <tr key={entry.i_entry}>
            <Td>
              <DateTime at={entry.at} timeZone={view.session.timeZone} />
            </Td>
            <Td>{k(entry.kind)}</Td>
            <Td numeric>
              <Money amount={entry.amount} currency={entry.currency} />
            </Td>
            <Td numeric>
              <Money amount={entry.balance_after} currency={entry.currency} />
            </Td>
            <Td>{entry.by ?? c("your_provider")}</Td>
            <Td className="wrap-anywhere">{entry.note}</Td>
          </tr>
        ))}
      </Table>
      <Pages
        label={t("title")}
        words={{ previous: c("first"), next: c("next") }}
        previous={query.after ? here : null}
        next={next ? addressOf(here, {}, { after: next }) : null}
      />
    </CustomerPage>
  );
}
