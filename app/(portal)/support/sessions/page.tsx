import type { Metadata } from "next";
import { ExportMenu } from "@/components/list/export-menu";
import { PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listSupportSessions } from "@/server/support/support-sessions";
import { exportFormats } from "../../../web/lists/export-formats";
import { Portal } from "../../../web/portal/portal";
import { requireFor } from "../../../web/session/may";
import { SessionsView } from "./sessions-view";
import { sessionsWords, shownSessions } from "./shown-sessions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("support"))("sessions") };
}

/** The support sessions of one's staff, the running ones first, with a button to end each. */
export default async function SupportSessionsPage({ searchParams }: PageProps<"/support/sessions">) {
  const session = await requireFor("/support/sessions", listSupportSessions);
  const t = await getTranslations("support");
  const exports = await exportFormats(session.i_export_type);
  return (
    <Portal session={session}>
      <PageHeading
        title={t("sessions")}
        crumbs={[{ label: t("title"), href: "/support" }]}
        note={t("sessions_text")}
        actions={<ExportMenu path="/support/sessions/export" query={{}} {...exports} />}
      />
      <SessionsView first={await shownSessions(session, await searchParams)} words={await sessionsWords()} />
    </Portal>
  );
}
