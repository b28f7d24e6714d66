import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeading } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { listHistory } from "@/server/audit/list-history";
import { addressOf } from "../../address-of";
import { requireReader } from "../../session";
import { ExportLinks } from "../export-links";
import { Portal } from "../portal";
import { WrongFilters } from "../wrong-filters";
import { HistoryFilters } from "./history-filters";
import { HistoryList } from "./history-list";
import { readHistoryFilters } from "./read-history-filters";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

export default async function HistoryPage({ searchParams }: PageProps<"/history">) {
  const session = await requireReader("/history");
  const given = await searchParams;
  const [t, c] = [await getTranslations("history"), await getTranslations("common")];
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
    <Portal session={session} current="history">
      <PageHeading
        title={t("title")}
        actions={
          found ? (
            <ExportLinks path="/history/export" query={given} i_export_type={session.i_export_type} />
          ) : null
        }
      />
      <HistoryFilters here="/history" query={given} filters={filters} timeZone={session.timeZone} />
      {found ? <HistoryList {...found} timeZone={session.timeZone} /> : <WrongFilters />}
      <Pages
        label={t("title")}
        words={{ previous: c("first"), next: c("next") }}
        previous={given.after ? addressOf("/history", given, { after: null }) : null}
        next={found?.next ? addressOf("/history", given, { after: found.next }) : null}
      />
    </Portal>
  );
}
