import type { Actor } from "../actor/actor";
import { systemActor } from "../actor/system-actor";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { log } from "../ground/log";
import { audit } from "../operation/audit";
import { mailChanges } from "./mail-changes";
import { type Ending, endingActor, endingOf, findSupportSessions } from "./session-row";

/** Ends a session that no longer holds, in its own transaction. One that has ended stays as it is. */
export async function closeSupportSession(i_support: number, by: Ending): Promise<void> {
  await database().$transaction(async (tx) => await closeSupportSessionIn(tx, i_support, by, systemActor));
}

/**
 * Ends a session after whatever runs in it; writes its entry in the history and queues the mail about its changes.
 * @param actor who ends it; the system actor if nobody does
 */
export async function closeSupportSessionIn(
  db: Queries,
  i_support: number,
  by: Ending,
  actor: Actor,
): Promise<void> {
  const ended = await db.$executeRaw`
    UPDATE support_sessions SET ended_at = least(now(), ends_at), ended_by = ${by}
     WHERE i_support = ${i_support} AND ended_at IS NULL`;
  if (ended === 0) return;
  const [row] = await findSupportSessions(db, Prisma.sql`p.i_support = ${i_support}`);
  if (!row) throw new Error("a session that was ended is there");
  await audit(db, endingActor(row, actor), {
    operation: "endSupport",
    target: { i_customer: row.i_customer, path: row.path, name: row.name },
    detail: { by },
  });
  await mailChanges(db, row);
}

/** Ends the sessions of a log-in that ends, or that opens another one. */
export async function closeSupportSessionsOf(
  db: Queries,
  i_session: number,
  by: Ending,
  actor: Actor,
): Promise<void> {
  const running = await db.supportSession.findMany({
    where: { i_session, ended_at: null },
    select: { i_support: true },
  });
  for (const { i_support } of running) await closeSupportSessionIn(db, i_support, by, actor);
}

/** Ends the sessions that no longer hold and that no request will notice any more. @returns how many */
export async function closeDueSupportSessions(): Promise<number> {
  const running = await findSupportSessions(database(), Prisma.sql`p.ended_at IS NULL ORDER BY p.i_support`);
  let ended = 0;
  for (const row of running) {
    const ending = endingOf(row);
    if (ending === null) continue;
    try {
      await closeSupportSession(row.i_support, ending);
      ended += 1;
    } catch (error) {
      // go on with the others; this one opens nothing any more, and we try again in the next round
      log.error({ err: error, i_support: row.i_support }, "a support session could not be ended");
    }
  }
  return ended;
}
