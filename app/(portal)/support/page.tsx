import type { Metadata } from "next";
import { SearchBox } from "@/components/shell/search-box";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, PageHeading } from "@/components/ui/page";
import { getTranslations } from "@/i18n/texts";
import { getSupportDesk } from "@/server/support/get-desk";
import { Portal } from "../../web/portal/portal";
import { requireFor } from "../../web/session/may";
import { currentStanding } from "../../web/session/standing";
import { Attention } from "./attention";
import { Recent } from "./recent";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("support"))("title") };
}

/** The first page for staff: the search, their latest customers, and what keeps customers from working. */
export default async function SupportPage() {
  const session = await requireFor("/support", getSupportDesk);
  const [t, standing] = await Promise.all([getTranslations("support"), currentStanding(session)]);
  const self = session.actor.i_customer;
  if (!standing.isReseller) {
    return (
      <Portal session={session}>
        <PageHeading title={t("title")} />
        <EmptyState icon="headset" title={t("nobody")} text={t("nobody_text")} />
      </Portal>
    );
  }
  const desk = await getSupportDesk(session.actor, {});
  return (
    <Portal session={session}>
      <PageHeading
        title={t("title")}
        note={t("note")}
        beside
        actions={<ButtonLink href="/support/sessions">{t("sessions")}</ButtonLink>}
      />
      <div className="desk">
        <div>
          <SearchBox large words={{ search_label: t("search"), search_hint: t("search_hint") }} />
          <Recent recent={desk.recent} self={self} />
        </div>
        <Attention desk={desk} self={self} timeZone={session.timeZone} />
      </div>
    </Portal>
  );
}
