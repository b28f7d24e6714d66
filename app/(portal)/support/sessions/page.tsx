import type { Metadata } from "next";
import { ExportLinks } from "@/components/list/export-links";
import { EmptyState, PageHeading, Section } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { listSupportSessions } from "@/server/support/support-sessions";
import { exportFormats } from "../../../web/lists/export-formats";
import { ListPages } from "../../../web/lists/list-pages";
import { Portal } from "../../../web/portal/portal";
import { requireFor } from "../../../web/session/may";
import { SessionTable } from "./session-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("support"))("sessions") };
}

/** The support sessions of one's staff, the running ones first, with a button to end each. */
export default async function SupportSessionsPage({ searchParams }: PageProps<"/support/sessions">) {
  const session = await requireFor("/support/sessions", listSupportSessions);
  const query = await searchParams;
  const [t, { running, ended, next }] = await Promise.all([
    getTranslations("support"),
    listSupportSessions(session.actor, { after: query.after }),
  ]);
  const here = "/support/sessions";
  const { timeZone } = session;
  return (
    <Portal session={session}>
      <PageHeading
        title={t("sessions")}
        crumbs={[{ label: t("title"), href: "/support" }]}
        note={t("sessions_text")}
        actions={
          <ExportLinks path={`${here}/export`} query={{}} {...(await exportFormats(session.i_export_type))} />
        }
      />
      {running.length + ended.length === 0 ? (
        <EmptyState title={t("no_sessions")} text={t("no_sessions_text")} />
      ) : (
        <div className="flex flex-col gap-8">
          {running.length > 0 && !query.after ? (
            <Section title={t("running")}>
              <SessionTable label={t("running")} sessions={running} timeZone={timeZone} />
            </Section>
          ) : null}
          {ended.length > 0 ? (
            <Section title={t("ended")}>
              <SessionTable label={t("ended")} sessions={ended} timeZone={timeZone} />
            </Section>
          ) : null}
        </div>
      )}
      <ListPages label={t("sessions")} path={here} query={query} next={next} shown={ended.length} />
    </Portal>
  );
}
