import type { Metadata } from "next";
import { cache } from "react";
import { ButtonLink } from "@/components/ui/button";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listLedger } from "@/server/money/list-ledger";
import { exportFormats } from "../../../../web/lists/export-formats";
import { Portal } from "../../../../web/portal/portal";
import { requireFor } from "../../../../web/session/may";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";
import { LedgerView } from "./ledger-view";
import { ledgerWords, shownLedger } from "./shown-ledger";

/** Whose ledger it is; it stays readable after somebody deletes its customer. */
const openLedger = cache(async (i_customer: string) => {
  const session = await requireFor(`/customers/${i_customer}/ledger`, listLedger);
  const raw = { i_customer: /^\d{1,10}$/.test(i_customer) ? i_customer : "0", limit: 0 };
  const { customer } = await listLedger(session.actor, raw);
  return { session, customer };
});

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/ledger">): Promise<Metadata> {
  const { customer } = await openLedger((await params).i_customer);
  return { title: `${(await getTranslations("customer"))("ledger")} · ${customer.name}` };
}

export default async function LedgerPage({
  params,
  searchParams,
}: PageProps<"/customers/[i_customer]/ledger">) {
  const [{ i_customer }, query] = [await params, await searchParams];
  const { session, customer } = await openLedger(i_customer);
  const t = await getTranslations("ledger");
  const here = `/customers/${i_customer}/ledger`;
  const { currency } = customer;
  const content = (
    <LedgerView
      here={here}
      first={await shownLedger(session, query, { i_customer, currency })}
      words={await ledgerWords()}
      exports={await exportFormats(session.i_export_type)}
    />
  );
  if (customer.deleted) {
    return (
      <Portal session={session}>
        <PageHeading
          title={customer.name}
          note={t("deleted")}
          actions={<ButtonLink href="/statement">{t("statement")}</ButtonLink>}
        />
        {content}
      </Portal>
    );
  }
  const view = await openCustomer(i_customer, "summary");
  return (
    <CustomerPage view={view} tab="ledger">
      {content}
    </CustomerPage>
  );
}
