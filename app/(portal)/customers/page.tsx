import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, Notice, PageHeading } from "@/components/ui/page";
import { getFormatter, getTranslations } from "@/i18n/texts";
import { createCustomer } from "@/server/customers/create-customer";
import { type FoundCustomers, findCustomers } from "@/server/customers/find-customers";
import { readReference, spellReference } from "@/server/ground/text/reference";
import { readCustomerFilter } from "@/server/record/customer-filter";
import { listTariffs } from "@/server/tariffs/tariffs";
import { ProfilesLink } from "../../web/customers/profiles-link";
import { TwinsNotice } from "../../web/customers/twins-notice";
import { addressOf } from "../../web/lists/address-of";
import { ExportLinks } from "../../web/lists/export-links";
import { isNarrowed } from "../../web/lists/filters";
import { ListPages } from "../../web/lists/list-pages";
import { WrongFilters } from "../../web/lists/wrong-filters";
import { Portal } from "../../web/portal/portal";
import { readsProfiles } from "../../web/portal/reads";
import { Step } from "../../web/portal/step";
import { may, requireFor } from "../../web/session/may";
import { chosenColumns } from "./columns";
import { customerFilters } from "./customer-filters";
import { CustomerTable } from "./customer-table";
import { FilterBar } from "./filters";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") };
}

export default async function CustomersPage({ searchParams }: PageProps<"/customers">) {
  const query = await searchParams;
  const session = await requireFor(addressOf("/customers", query, {}), findCustomers);
  const filters = await customerFilters(query);
  const { sort, order, after, limit } = query;
  const isWrong = filters.wrong.size > 0;
  const [found, { tariffs }, hasProfiles, mayCreate, t, c, format] = await Promise.all([
    isWrong ? nothing : findCustomers(session.actor, { ...filters.raw, sort, order, after, limit }),
    listTariffs(session.actor, {}),
    readsProfiles(session),
    may(session, createCustomer),
    getTranslations("customers"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const create = (
    <Step session={session} step="customer" href="/customers/new">
      {t("new")}
    </Step>
  );
  const add = (
    <>
      <ButtonLink href="/statement">{t("statement")}</ButtonLink>
      {mayCreate ? create : null}
    </>
  );
  const narrowed = isNarrowed(filters);
  const count = isWrong
    ? null
    : found.total < 10_000
      ? t(readCustomerFilter(filters.raw).direct ? "count_direct" : "count_all", { count: found.total })
      : c("at_least", { count: format.number(found.total) });
  return (
    <Portal session={session} branded>
      <PageHeading
        title={t("title")}
        note={count}
        actions={
          <>
            {hasProfiles ? <ProfilesLink /> : null}
            {found.total > 0 ? (
              <ExportLinks path="/customers/export" query={query} i_export_type={session.i_export_type} />
            ) : null}
            {add}
          </>
        }
      />
      <TwinsNotice session={session} of={["customer", "login"]} />
      <FilterBar query={query} filters={filters} tariffs={tariffs} />
      {typeof query.q === "string" ? <ReferenceFound text={query.q} /> : null}
      {isWrong ? (
        <WrongFilters />
      ) : found.customers.length === 0 ? (
        <EmptyState
          title={narrowed ? t("nothing") : t("empty")}
          text={narrowed ? t("nothing_text") : t("empty_text")}
          action={narrowed ? <ButtonLink href="/customers">{c("clear")}</ButtonLink> : create}
        />
      ) : (
        <CustomerTable
          customers={found.customers}
          query={query}
          columns={chosenColumns(query.columns)}
          self={session.actor.i_customer}
          timeZone={session.timeZone}
        />
      )}
      <ListPages
        label={t("pages")}
        path="/customers"
        query={query}
        next={found.next}
        previous={found.previous}
        shown={found.customers.length}
        total={found.total}
      />
    </Portal>
  );
}

/** What we show while we cannot read one of the filters. */
const nothing: FoundCustomers = { customers: [], total: 0, next: null, previous: null };

/** Leads to a refusal if somebody searches for its reference. */
async function ReferenceFound({ text }: { readonly text: string }) {
  const reference = readReference(text);
  if (!reference) return null;
  const t = await getTranslations("why_not");
  return (
    <Notice>
      {t("found")}{" "}
      <a href={`/refusals/${reference}`} className="underline underline-offset-2">
        {t("open")} ({spellReference(reference)})
      </a>
    </Notice>
  );
}
