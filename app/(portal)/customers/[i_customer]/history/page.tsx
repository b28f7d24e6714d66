import type { Metadata } from "next";
import { ExportLinks } from "@/components/list/export-links";
import { getTranslations } from "@/i18n/texts";
import { listHistory } from "@/server/history/list-history";
import { HistoryFilters } from "../../../../web/history/history-filters";
import { HistoryList } from "../../../../web/history/history-list";
import { readHistoryFilters } from "../../../../web/history/read-history-filters";
import { exportFormats } from "../../../../web/lists/export-formats";
import { ListPages } from "../../../../web/lists/list-pages";
import { WrongFilters } from "../../../../web/lists/wrong-filters";
import { CustomerPage } from "../customer-page";
import { openCustomer } from "../open-customer";

export async function generateMetadata({
  params,
}: PageProps<"/customers/[i_customer]/history">): Promise<Metadata> {
  const { customer } = await openCustomer((await params).i_customer, "summary");
  return { title: `${(await getTranslations("customer"))("history")} · ${customer.name}` };
}

export default async function CustomerHistoryPage({
  params,
  searchParams,
}: PageProps<"/customers/[i_customer]/history">) {
  const [{ i_customer }, query] = [await params, await searchParams];
  const view = await openCustomer(i_customer, "summary");
  const { session } = view;
  const filters = await readHistoryFilters(query, session);
  const found =
    filters.wrong.size > 0
      ? null
      : await listHistory(session.actor, {
          ...filters.raw,
          i_customer,
          support: query.support,
          after: query.after,
          visits: true,
        });
  const t = await getTranslations("history");
  const here = `/customers/${i_customer}/history`;
  return (
    <CustomerPage view={view} tab="history">
      {found ? (
        <div className="mb-3 flex justify-end">
          <ExportLinks
            path={`${here}/export`}
            query={query}
            {...(await exportFormats(session.i_export_type))}
          />
        </div>
      ) : null}
      <HistoryFilters here={here} query={query} filters={filters} timeZone={session.timeZone} />
      {found ? <HistoryList {...found} timeZone={session.timeZone} /> : <WrongFilters />}
      <ListPages label={t("title")} path={here} query={query} next={found?.next} />
    </CustomerPage>
  );
}
