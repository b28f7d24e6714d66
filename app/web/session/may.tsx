import type { LiveSession } from "@/server/credentials/sessions";
import {
  type Asked,
  demandMay as demandOf,
  demandRightFor,
  type Lack,
  lackOf,
  type Part,
  type Reader,
} from "@/server/operation/may";
import type { Relation } from "@/server/operation/needs";
import { requireSession } from "./session";
import { currentStanding } from "./standing";

async function readerOf(session: LiveSession): Promise<Reader> {
  return { actor: session.actor, rights: (await currentStanding(session)).rights };
}

/** Asks whether the reader may do an operation: see `may`. */
export type Ask = <Input>(
  operation: Asked<Input>,
  relation?: Relation,
  part?: Part<NoInfer<Input>>,
) => boolean;

/**
 * Whether a page shows the link or button of an operation: what the operation itself needs says so.
 * @param relation whose its target is; by default the reader's own, or below where it can be nothing else
 * @param part the part of an input that makes a difference; absent: whether the reader may do it with some input
 */
export async function may<Input>(
  session: LiveSession,
  operation: Asked<Input>,
  relation?: Relation,
  part?: Part<NoInfer<Input>>,
): Promise<boolean> {
  return (await lacks(session, operation, relation, part)) === null;
}

/** The same for many questions of one page. */
export async function asker(session: LiveSession): Promise<Ask> {
  const reader = await readerOf(session);
  return (operation, relation, part) => lackOf(operation, reader, relation, part) === null;
}

/** What keeps the reader from an operation; null: nothing. */
export async function lacks<Input>(
  session: LiveSession,
  operation: Asked<Input>,
  relation?: Relation,
  part?: Part<NoInfer<Input>>,
): Promise<Lack | null> {
  return lackOf(operation, await readerOf(session), relation, part);
}

/** Refuses a page with the words of the operation that it is for. @throws Refusal, which the frame shows */
export async function demandMay<Input>(
  session: LiveSession,
  operation: Asked<Input>,
  relation?: Relation,
): Promise<void> {
  demandOf(operation, await readerOf(session), relation);
}

/** Refuses a page that people may read whose company has an operation's right, whatever their level. @throws Refusal */
export async function demandRight<Input>(session: LiveSession, operation: Asked<Input>): Promise<void> {
  demandRightFor(operation, await readerOf(session));
}

/**
 * Returns the full log-in that a page needs, as `requireSession` does, if the reader may do the operation that the page is
 * for. @throws Refusal
 */
export async function requireFor<Input>(
  path: string,
  operation: Asked<Input>,
  relation?: Relation,
): Promise<LiveSession> {
  const session = await requireSession(path);
  await demandMay(session, operation, relation);
  return session;
}
