import { currentSession } from "@/app/web/session/session";
import { endSupport } from "@/server/support/within-session";
import { isFromHere, leaveSupport, led } from "../../web/support/leave";

/** Ends the support session with a full document navigation, so that nothing of the customer stays in the browser. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request)) return new Response("Refused\n", { status: 403 });
  const session = await currentSession();
  if (!session?.support) return led("/support/over");
  await endSupport(session.actor, {});
  await leaveSupport();
  return led(`/support/sessions/${session.support.reference}`);
}
