import { formatDateTime } from "@/attributes/format-time";
import { type Query, queryText } from "@/components/list/list-query";
import { getLocale, getTranslations } from "@/i18n/texts";
import type { LiveSession } from "@/server/credentials/sessions";
import { spellReference } from "@/server/ground/text/reference";
import { listSupportSessions, type SupportSessionLine } from "@/server/support/support-sessions";
import { pagesOf } from "../../../web/lists/pages-of";
import { endingText } from "./session-columns";
import type { SessionRow, SessionsWords, ShownSessions } from "./shown";

/** What the list of support sessions shows at an address, in the reader's words. @throws Refusal 403 */
export async function shownSessions({ actor, timeZone }: LiveSession, query: Query): Promise<ShownSessions> {
  const { running, ended, next } = await listSupportSessions(actor, { after: query.after });
  const [t, locale] = [await getTranslations("support"), await getLocale()];
  const rowOf = (one: SupportSessionLine): SessionRow => {
    const spelled = spellReference(one.reference);
    return {
      reference: one.reference,
      spelled,
      label: t("one_session", { reference: spelled }),
      login: one.login,
      customer: one.there ? [one.name, one.i_customer] : [one.name],
      reason: one.reason,
      since: formatDateTime(one.opened_at, timeZone, locale),
      standing: endingText(one, t),
      until: formatDateTime(one.ended_at ?? one.ends_at, timeZone, locale),
      changes: one.changes,
      ...(one.endable ? { endable: true } : {}),
    };
  };
  return {
    query: queryText(query),
    running: query.after ? [] : running.map(rowOf),
    ended: ended.map(rowOf),
    none: running.length + ended.length === 0,
    pages: await pagesOf({ path: "/support/sessions", query, next, shown: ended.length }),
  };
}

/** What the page says at every address. */
export async function sessionsWords(): Promise<SessionsWords> {
  const t = await getTranslations("support");
  return {
    sessions: t("sessions"),
    running: t("running"),
    ended: t("ended"),
    staff: t("staff"),
    customer: t("customer"),
    reason: t("reason"),
    since: t("since"),
    standing: t("standing"),
    changes: t("changes"),
    end_now: t("end_now"),
    none: { title: t("no_sessions"), text: t("no_sessions_text") },
  };
}
