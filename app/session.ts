import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { mayAct } from "@/server/identity/access-levels";
import { findSession, type LiveSession, type SessionKind } from "@/server/identity/sessions";
import { isFresh } from "@/server/operation";
import { auth } from "./auth";
import { hostOf, visitorOf } from "./visitor";

/** The log-in of this request, looked up once. null: none, or it no longer holds. */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const claim = await auth();
  if (!claim || !("sid" in claim) || typeof claim.sid !== "string") return null;
  const given = await headers();
  return await findSession(claim.sid, hostOf(given), visitorOf(given).address);
});

/**
 * The full log-in that a page needs. Whoever has none is sent to log in and comes back afterwards; who is half
 * logged in can choose a password and nothing else.
 * @param path where the visitor is, one of our own paths
 */
export async function requireSession(path: string): Promise<LiveSession> {
  const session = await currentSession();
  if (!session) redirect(`/login?next=${encodeURIComponent(path)}`);
  if (session.kind === "half") redirect("/choose-password");
  if (session.kind === "factor") redirect("/second-factor");
  return session;
}

/** The same for a page that shows customers, or what was done with them: a level that may not read is told so. */
export async function requireReader(path: string): Promise<LiveSession> {
  const session = await requireSession(path);
  if (!mayAct(session.actor.access_level, "read")) redirect("/lacking");
  return session;
}

/**
 * The same for a page that needs a web user who has proven itself within the last minutes: others are asked for their
 * password or second factor first, and come back.
 */
export async function requireFresh(session: LiveSession, path: string): Promise<void> {
  if (!isFresh(session.actor)) redirect(`/confirm?next=${encodeURIComponent(path)}`);
}

/** The same for an action: it does not lead away, so that what was typed stays. */
export async function sessionForAction(kind: SessionKind): Promise<LiveSession | null> {
  const session = await currentSession();
  return session?.kind === kind ? session : null;
}

/** Whether a path is one of our own: where one was going is kept only as such. */
export function ownPath(text: unknown): string | null {
  return typeof text === "string" && /^\/(?![/\\])[^\\\s]*$/.test(text) && text.length < 1000 ? text : null;
}

/** Notes something for the next page: a notice after a redirect. Read once, by the page. */
export async function noteForNextPage(text: string): Promise<void> {
  (await cookies()).set("notice", text.slice(0, 300), {
    // the page forgets it as soon as it has shown it
    httpOnly: false,
    sameSite: "lax",
    maxAge: 30,
    path: "/",
  });
}
