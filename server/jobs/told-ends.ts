import type { Actor } from "../actor/actor";
import type { BegunJob } from "../credentials/begun-jobs";
import { database } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";

/**
 * The jobs of somebody that have ended and of whose end they are told now: once, in whichever of their pages asks first.
 * @param begun what the look-up of their log-in found; without an ended one it asks nothing
 */
export async function endsToTell(actor: Actor, begun: readonly BegunJob[]): Promise<readonly BegunJob[]> {
  const ended = begun.filter(({ state }) => state === "done" || state === "stopped");
  if (ended.length === 0) return [];
  const ids = ended.map(({ i_job }) => i_job);
  const told = await readRows<{ i_job: number }>(
    database(),
    Prisma.sql`
    UPDATE jobs SET told = true
     WHERE i_job = ANY (${ids}::int[]) AND i_customer = ${actor.i_customer} AND NOT told RETURNING i_job`,
  );
  return ended.filter(({ i_job }) => told.some((one) => one.i_job === i_job));
}
