import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeading } from "@/components/ui/page";
import { Pages } from "@/components/ui/table";
import { listHistory } from "@/server/audit/list-history";
import { addressOf } from "../../address-of";
import { requireReader } from "../../session";
import { ExportLinks } from "../export-links";
import { Portal } from "../portal";
import { HistoryFilters } from "./history-filters";
import { HistoryList } from "./history-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("history"))("title") };
}

export default async function HistoryPage({ searchParams }: PageProps<"/history">) {
  const session = await requireReader("/history");
  const given = await searchParams;
  const [t, c] = [await getTranslations("history"), await getTranslations("common")];
  const { entries, names, next } = await listHistory(session.actor, { ...given, i_customer: undefined });
  return (
    <Portal session={session} current="history">
      <PageHeading
        title={t("title")}
        actions={<ExportLinks path="/history/export" query={given} i_export_type={session.i_export_type} />}
      />
      <HistoryFilters here="/history" query={given} timeZone={session.timeZone} />
      <HistoryList entries={entries} names={names} timeZone={session.timeZone} />
      <Pages
        label={t("title")}
        words={{ previous: c("first"), next: c("next") }}
        previous={given.after ? addressOf("/history", given, { after: null }) : null}
        next={next ? addressOf("/history", given, { after: next }) : null}
      />
    </Portal>
  );
}
