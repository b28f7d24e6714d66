import { audit } from "../audit/audit";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { keepDoing } from "../keep-doing";
import { mailChanges } from "./mail-changes";
import { type Ending, endingOf, findStays, stayActor } from "./stay";

/** Ends a session, in a transaction of its own. What has ended stays as it is. */
export async function endStay(i_support: number, by: Ending): Promise<void> {
  await database().$transaction(async (tx) => await endStayIn(tx, i_support, by));
}

/**
 * Ends a session: with its entry in the history, and the mail that says what was changed in it.
 * @returns whether it still ran
 */
export async function endStayIn(db: Queries, i_support: number, by: Ending): Promise<boolean> {
  const ended = await db.$executeRaw`
    UPDATE support_sessions SET ended_at = least(now(), ends_at), ended_by = ${by}
     WHERE i_support = ${i_support} AND ended_at IS NULL`;
  if (ended === 0) return false;
  const [row] = await findStays(db, Prisma.sql`p.i_support = ${i_support}`);
  if (!row) throw new Error("a session that was ended is there");
  await audit(db, stayActor(row, { address: row.address }), { operation: "endSupport", detail: { by } });
  await mailChanges(db, row);
  return true;
}

/** Ends the sessions of a log-in: with it, or for another that it opens. */
export async function endStaysOf(db: Queries, i_session: number, by: Ending): Promise<void> {
  const running = await db.supportSession.findMany({
    where: { i_session, ended_at: null },
    select: { i_support: true },
  });
  for (const { i_support } of running) await endStayIn(db, i_support, by);
}

/** Ends what does not hold any longer: nobody may ask for a page any more who would notice. @returns how many */
export async function endDueStays(): Promise<number> {
  const running = await findStays(database(), Prisma.sql`p.ended_at IS NULL`);
  let ended = 0;
  for (const row of running) {
    const ending = endingOf(row);
    if (ending === null) continue;
    await endStay(row.i_support, ending);
    ended += 1;
  }
  return ended;
}

/** Ends them every five seconds, in this process. @returns how to stop it */
export function keepEndingStays(): () => Promise<void> {
  return keepDoing("ending support sessions", 5_000, endDueStays);
}
