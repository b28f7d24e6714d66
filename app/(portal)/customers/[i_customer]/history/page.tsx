import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { HistoryListView } from "../../../../web/history/history-list-view";
import { historyListWords, shownHistoryList } from "../../../../web/history/shown-history-list";
import { exportFormats } from "../../../../web/lists/export-formats";
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
  const here = `/customers/${i_customer}/history`;
  return (
    <CustomerPage view={view} tab="history">
      <HistoryListView
        here={here}
        first={await shownHistoryList(view.session, query, here, i_customer)}
        words={await historyListWords()}
        exports={await exportFormats(view.session.i_export_type)}
      />
    </CustomerPage>
  );
}
