import { getTranslations } from "@/i18n/texts";
import { inBatches } from "@/server/files/export/in-batches";
import { listSupportSessions } from "@/server/support/support-sessions";
import { exportResponse, notLoggedIn } from "../../../../web/lists/export-response";
import { currentSession } from "../../../../web/session/session";
import { sessionColumns } from "../session-columns";

/** Downloads the support sessions as a file, the running ones first. */
export async function GET(request: Request): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const t = await getTranslations("support");
  return await exportResponse(session, request, {
    name: "support-sessions",
    title: t("sessions"),
    columns: sessionColumns(t),
    rows: inBatches(async (after) => {
      const raw = { after, limit: 1_000 };
      const { running, ended, next } = await listSupportSessions(session.actor, raw);
      return { rows: after ? ended : [...running, ...ended], next };
    }),
  });
}
