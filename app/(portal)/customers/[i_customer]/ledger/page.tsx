import type { Metadata } from "next";
import { cache } from "react";
import { hasRightsOver } from "@/attributes/rights";
import { ExportLinks } from "@/components/list/export-links";
import { addressOf } from "@/components/list/list-query";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listLedger } from "@/server/money/list-ledger";
import { exportFormats } from "../../../../web/lists/export-formats";
import { KindSums } from "../../../../web/lists/kind-sums";
import { ListPages } from "../../../../web/lists/list-pages";
import { WrongFilters } from "../../../../web/lists/wrong-filters";
import { Portal } from "../../../../web/portal/portal";
import { requireFor } from "../../../../web/session/may";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";
import { LedgerFilterForm } from "./filter-form";
import { ledgerFilters } from "./ledger-filters";
import { LedgerTable } from "./ledger-table";

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
  const { actor, timeZone } = session;
  const filters = await ledgerFilters(query, { actor, timeZone, currency: customer.currency });
  const t = await getTranslations("ledger");
  const here = `/customers/${i_customer}/ledger`;
  const ledger =
    filters.wrong.size > 0
      ? null
      : await listLedger(session.actor, { ...filters.raw, i_customer, after: query.after, sums: true });
  const content = (
    <>
      <LedgerFilterForm filters={filters} here={here} />
      {ledger === null ? (
        <WrongFilters />
      ) : ledger.entries.length === 0 ? (
        <EmptyState title={t("empty")} text={t("empty_text")} />
      ) : (
        <>
          <div className="mb-1 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <div className="mb-4">
              <KindSums
                sums={ledger.sums}
                currency={customer.currency}
                label={t("sums")}
                whole={t("together")}
              />
            </div>
            <ExportLinks
              path={`${here}/export`}
              query={query}
              {...(await exportFormats(session.i_export_type))}
            />
          </div>
          <LedgerTable i_customer={i_customer} entries={ledger.entries} timeZone={session.timeZone} />
        </>
      )}
      <ListPages
        label={t("title")}
        path={here}
        query={query}
        next={ledger?.next}
        shown={ledger?.entries.length ?? 0}
        total={ledger?.sums.reduce((sum, { entries }) => sum + entries, 0)}
      />
    </>
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
      {hasRightsOver(view.customer, "customers") && !view.self ? (
        <div className="mt-6">
          <ButtonLink href={addressOf("/statement", { of: i_customer }, {})}>
            {t("statement_below")}
          </ButtonLink>
        </div>
      ) : null}
    </CustomerPage>
  );
}
