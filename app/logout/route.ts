import { leaveSupport } from "@/app/(portal)/support/leave";
import { signOut } from "@/app/auth";
import { currentSession } from "@/app/session";
import { endSession } from "@/server/identity/sessions";

/** Logging out: a full document navigation, so that nothing of the former identity stays in the browser. */
export async function POST(request: Request): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return new Response("Refused\n", { status: 403 });
  const session = await currentSession();
  if (session?.person.i_session) await endSession(session.person.i_session);
  await leaveSupport();
  await signOut({ redirect: false });
  return new Response(null, { status: 303, headers: { location: "/login", "clear-site-data": '"cache"' } });
}
