import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";

/**
 * Locks the support session in which an act runs, so that the session cannot end before the act does: the mail about the
 * session then lists it, and nothing happens after the end. Does nothing outside of a session.
 * @param db the transaction of the act
 * @throws Refusal 403 it is over
 */
export async function lockSupportSession(db: Queries, actor: Actor): Promise<void> {
  await demandSupportSession(db, actor, Prisma.sql`FOR SHARE`);
}

/** Checks the same for an act that only reads, without the lock. @throws Refusal 403 it is over */
export async function checkSupportSession(db: Queries, actor: Actor): Promise<void> {
  await demandSupportSession(db, actor, Prisma.empty);
}

async function demandSupportSession(db: Queries, { support }: Actor, lock: Prisma.Sql): Promise<void> {
  if (!support) return;
  const [held] = await readRows<{ changes: boolean }>(
    db,
    Prisma.sql`
    SELECT changes_at IS NOT NULL AS changes FROM support_sessions
     WHERE i_support = ${support.i_support} AND ended_at IS NULL AND ends_at > now() ${lock}`,
  );
  if (held && (held.changes || !support.changes)) return;
  throw supportSessionOver();
}

/** The refusal for people who act in a session that is over. */
export function supportSessionOver(): Refusal {
  return new Refusal(403, "This support session is over.", undefined, { key: "support_over" });
}
