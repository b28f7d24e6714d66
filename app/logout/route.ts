import { signOut } from "@/app/web/session/auth";
import { currentLogIn } from "@/app/web/session/session";
import { isFromHere, leaveSupport } from "@/app/web/support/leave";
import { endSession } from "@/server/credentials/sessions";

/** Logs out with a full document navigation, so that nothing of the former identity stays in the browser. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request)) return new Response("Refused\n", { status: 403 });
  const log_in = await currentLogIn();
  if (log_in?.actor.i_session) await endSession(log_in.actor.i_session);
  await leaveSupport();
  await signOut({ redirect: false });
  return new Response(null, { status: 303, headers: { location: "/login", "clear-site-data": '"cache"' } });
}
