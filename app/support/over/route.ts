import { headers } from "next/headers";
import { currentSession } from "@/app/web/session/session";
import { supportTokenOf } from "@/app/web/session/visitor";
import { findEndedSupportSession } from "@/server/support/find-support-session";
import { askedWithinPage, leaveSupport, led } from "../../web/support/leave";

/** Receives people whose support session is over: the browser forgets it, and the next page says what happened. */
export async function GET(request: Request): Promise<Response> {
  const within = askedWithinPage(request);
  if (within) return within;
  const token = supportTokenOf(await headers());
  const reference = token === null ? null : await findEndedSupportSession(token);
  // a link must not end a running session
  if (token !== null && (await currentSession())?.support) return led("/");
  await leaveSupport();
  return led(reference === null ? "/" : `/support/sessions/${reference}`);
}
