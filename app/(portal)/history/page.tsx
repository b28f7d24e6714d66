import type { Metadata } from "next";
import { getTranslations } from "@/i18n/texts";
import { listHistory } from "@/server/history/list-history";
import { HistoryListView } from "../../web/history/history-list-view";
import { historyListWords, shownHistoryList } from "../../web/history/shown-history-list";
import { exportFormats } from "../../web/lists/export-formats";
import { Portal } from "../../web/portal/portal";
import { requireFor } from "../../web/session/may";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

export default async function HistoryPage({ searchParams }: PageProps<"/history">) {
  const query = await searchParams;
  const session = await requireFor("/history", listHistory);
  return (
    <Portal session={session}>
      <HistoryListView
        here="/history"
        first={await shownHistoryList(session, query, "/history")}
        words={await historyListWords()}
        exports={await exportFormats(session.i_export_type)}
        heading
      />
    </Portal>
  );
}
