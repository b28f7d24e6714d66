import { headers } from "next/headers";
import { currentSession } from "@/app/session";
import { supportTokenOf } from "@/app/visitor";
import { findEndedStay } from "@/server/support/find-stay";
import { leaveSupport, led } from "../leave";

/** Where somebody comes whose support session is over: the browser forgets it, and is shown what became of it. */
export async function GET(): Promise<Response> {
  const token = supportTokenOf(await headers());
  const reference = token === null ? null : await findEndedStay(token);
  // one that runs is not left by a link
  if (token !== null && (await currentSession())?.stay) return led("/");
  await leaveSupport();
  return led(reference === null ? "/" : `/support/sessions/${reference}`);
}
