import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { withoutPasted } from "@/attributes/reading/unseen";
import { blockThatEnded } from "@/server/credentials/ended-log-in";
import { findSession, type LiveSession, type SessionKind } from "@/server/credentials/sessions";
import { courseOf, requestHeader } from "@/server/doors/front/course";
import { pathHeader } from "@/server/ground/network/caller";
import type { Refusal } from "@/server/ground/refusal";
import { isFresh } from "@/server/operation/demands";
import { findSupportSession } from "@/server/support/find-support-session";
import { noteLineage } from "@/server/tree/request-lineage";
import { heldSession } from "./auth";
import { hostOf, isForwarded, supportTokenOf, visitorOf } from "./visitor";

/** Who is there: a log-in, a log-in whose support session is over but not yet closed, or nobody. */
type Visit = {
  readonly session: LiveSession | null;
  readonly isOver: boolean;
  /** the log-in itself, whoever it works as */
  readonly log_in: LiveSession | null;
};

/** Finds out who is there, once per request. */
const currentVisit = cache(async (): Promise<Visit> => {
  const given = await headers();
  const course = courseOf(given.get(requestHeader));
  if (course) course.reached = true;
  const id = await heldSession();
  if (id === null) return nobody;
  const { address } = visitorOf(given);
  const session = await findSession(id, hostOf(given), address, isForwarded(given));
  const token = supportTokenOf(given);
  // a log-in that is not complete can only choose a password or prove a factor
  if (session?.kind !== "full" || token === null)
    return { session: noted(session), isOver: false, log_in: session };
  // somebody who just worked as a customer must not continue as themselves without noticing
  const support = await findSupportSession(session, token, given.get(pathHeader) ?? "");
  return { session: noted(support), isOver: support === null, log_in: session };
});

/** The operations of this request need not look for the customers above again. */
function noted(session: LiveSession | null): LiveSession | null {
  if (session) noteLineage(session.actor, session.lineage);
  return session;
}

const nobody: Visit = { session: null, isOver: false, log_in: null };

/** The log-in of this request, even if its support session is over. Logging out ends this one. */
export async function currentLogIn(): Promise<LiveSession | null> {
  return (await currentVisit()).log_in;
}

/** The log-in of this request; in a support session, acting as the customer. null: none, or no longer valid. */
export async function currentSession(): Promise<LiveSession | null> {
  return (await currentVisit()).session;
}

/** Tells of a log-in that this browser still holds and that is no longer valid, and of the block that ended it. null: none */
export async function endedLogIn(): Promise<{ readonly block: Refusal | null } | null> {
  const id = await heldSession();
  if (id === null || (await currentVisit()).log_in) return null;
  return { block: await blockThatEnded(id) };
}

/**
 * Returns the full log-in that a page needs. It sends visitors without one to log in, from where they come back, and
 * visitors with half a log-in to choose a password.
 * @param path the visitor's page, one of our own paths
 */
export async function requireSession(path: string): Promise<LiveSession> {
  const { session, isOver } = await currentVisit();
  if (isOver) redirect(overPath);
  if (!session) redirect(`/login?next=${encodeURIComponent(path)}`);
  if (session.kind === "half") redirect("/choose-password");
  if (session.kind === "factor") redirect("/second-factor");
  return session;
}

/**
 * The same for pages that need a recently confirmed identity. It asks other visitors for their password or second factor
 * first, from where they come back.
 */
export async function requireFresh(session: LiveSession, path: string): Promise<void> {
  if (!isFresh(session.actor)) redirect(`/confirm?next=${encodeURIComponent(path)}`);
}

/** The same for actions. It never redirects, so that people keep what they typed. */
export async function sessionForAction(kind: SessionKind): Promise<LiveSession | null> {
  const session = await currentSession();
  return session?.kind === kind ? session : null;
}

/** Tells that a support session is over and makes the browser forget it. A route, so that the browser loads a whole page. */
const overPath = "/support/over";

/**
 * Returns the text as a header can carry it if it is one of our own paths, so that nobody can redirect people elsewhere;
 * else null.
 */
export function ownPath(text: unknown): string | null {
  if (typeof text !== "string" || text.length >= 1000) return null;
  if (!/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(text) || !URL.canParse(text, anyOrigin)) return null;
  const { origin, pathname, search, hash } = new URL(text, anyOrigin);
  // two slashes may be left where dots were
  return origin === anyOrigin && !pathname.startsWith("//") ? pathname + search + hash : null;
}

const anyOrigin = "http://portal";

/**
 * Leaves a notice for the next page, which shows it once, without the invisible marks of what somebody pasted.
 * @param isFine false: not all went well, so it stays until somebody closes it
 */
export async function noteForNextPage(text: string, isFine = true): Promise<void> {
  (await cookies()).set(isFine ? "notice" : "notice_stays", withoutPasted(text).slice(0, 300), {
    // the page's script deletes it after showing it; before JavaScript it is gone with the time in which pages follow one another
    httpOnly: false,
    sameSite: "lax",
    maxAge: 10,
    path: "/",
  });
}
