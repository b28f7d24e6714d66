import type { Metadata } from "next";
import { ExportLinks } from "@/components/list/export-links";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listHistory } from "@/server/history/list-history";
import { HistoryFilters } from "../../web/history/history-filters";
import { HistoryList } from "../../web/history/history-list";
import { readHistoryFilters } from "../../web/history/read-history-filters";
import { exportFormats } from "../../web/lists/export-formats";
import { ListPages } from "../../web/lists/list-pages";
import { WrongFilters } from "../../web/lists/wrong-filters";
import { Portal } from "../../web/portal/portal";
import { requireFor } from "../../web/session/may";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

export default async function HistoryPage({ searchParams }: PageProps<"/history">) {
  const session = await requireFor("/history", listHistory);
  const given = await searchParams;
  const t = await getTranslations("history");
  const filters = await readHistoryFilters(given, session);
  const found =
    filters.wrong.size > 0
      ? null
      : await listHistory(session.actor, {
          ...filters.raw,
          support: given.support,
          after: given.after,
          visits: true,
        });
  return (
    <Portal session={session}>
      <PageHeading
        title={t("title")}
        actions={
          found ? (
            <ExportLinks
              path="/history/export"
              query={given}
              {...(await exportFormats(session.i_export_type))}
            />
          ) : null
        }
      />
      <HistoryFilters here="/history" query={given} filters={filters} timeZone={session.timeZone} />
      {found ? <HistoryList {...found} timeZone={session.timeZone} /> : <WrongFilters />}
      <ListPages label={t("title")} path="/history" query={given} next={found?.next} />
    </Portal>
  );
}
