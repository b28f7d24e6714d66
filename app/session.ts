import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Act, mayAct } from "@/server/identity/access-levels";
import { findSession, type LiveSession, type SessionKind } from "@/server/identity/sessions";
import { pathHeader } from "@/server/network/caller";
import { isFresh } from "@/server/operation";
import { findStay } from "@/server/support/find-stay";
import { heldSession } from "./auth";
import { hostOf, isForwarded, supportTokenOf, visitorOf } from "./visitor";

/** Who is there: a log-in; one whose support session is over and not put away yet; or nobody. */
type Visit = {
  readonly session: LiveSession | null;
  readonly isOver: boolean;
  /** the log-in itself, whatever it works as */
  readonly log_in: LiveSession | null;
};

/** Who is there in this request, looked up once. */
const currentVisit = cache(async (): Promise<Visit> => {
  const id = await heldSession();
  if (id === null) return nobody;
  const given = await headers();
  const { address } = visitorOf(given);
  const session = await findSession(id, hostOf(given), address, isForwarded(given));
  const token = supportTokenOf(given);
  // a log-in that is not whole yet can choose a password or prove a factor, and nothing else
  if (session?.kind !== "full" || token === null) return { session, isOver: false, log_in: session };
  // whoever worked as a customer a moment ago does not go on as itself, unknowing
  const stay = await findStay(session, token, given.get(pathHeader) ?? "");
  return { session: stay, isOver: stay === null, log_in: session };
});

const nobody: Visit = { session: null, isOver: false, log_in: null };

/** The log-in of this request, whether or not a support session in it is over: what is ended by logging out. */
export async function currentLogIn(): Promise<LiveSession | null> {
  return (await currentVisit()).log_in;
}

/** The log-in of this request, in a support session the customer's. null: none, or it no longer holds. */
export async function currentSession(): Promise<LiveSession | null> {
  return (await currentVisit()).session;
}

/**
 * The full log-in that a page needs. Whoever has none is sent to log in and comes back afterwards; who is half
 * logged in can choose a password and nothing else.
 * @param path where the visitor is, one of our own paths
 */
export async function requireSession(path: string): Promise<LiveSession> {
  const { session, isOver } = await currentVisit();
  if (isOver) redirect(overPath);
  if (!session) redirect(`/login?next=${encodeURIComponent(path)}`);
  if (session.kind === "half") redirect("/choose-password");
  if (session.kind === "factor") redirect("/second-factor");
  return session;
}

/** The same for a page that shows customers, or what was done with them: a level that may not read is told so. */
export async function requireReader(path: string): Promise<LiveSession> {
  return await requireAct(path, "read");
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

/** Where it is said that a support session is over, and the browser forgets it: a route, so that the whole page is loaded. */
const overPath = "/support/over";

/** The same for what needs a row of the table of access levels: a level that lacks it is told so. */
export async function requireAct(path: string, act: Act): Promise<LiveSession> {
  const session = await requireSession(path);
  if (!mayAct(session.actor.access_level, act)) redirect(`/lacking?act=${act}`);
  return session;
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
