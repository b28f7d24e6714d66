import type { Actor, RowOfJob } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { paceMails } from "../outbox/pace";
import { idsAlong } from "../tree/tree";
import type { Changes } from "./changes";

/** A row of a job cannot be done now: it is done already, the job no longer runs, or its owner may no longer what they might. */
export class RowNotDue extends Error {
  override readonly name = "RowNotDue";

  constructor() {
    super("this row of the job is not due");
  }
}

/**
 * Spends a row of a job in the transaction that does it, so that it is done once however often somebody tries: of two
 * processes the second waits for the first. Several calls of one transaction spend it together. It is not due once the job no
 * longer runs, its owner was blocked or deleted, or has another access level than this actor. Who stops or pauses the job
 * waits for the rows that are under way: its counts are whole then, and an undoing finds all of them.
 * @throws RowNotDue
 */
export async function spendRow(db: Queries, actor: Actor): Promise<void> {
  const { job, i_web_user } = actor;
  if (!job || isSame(spentIn.get(db), job)) return;
  const stands =
    i_web_user === null
      ? Prisma.sql`true`
      : Prisma.sql`EXISTS (
          SELECT FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
           WHERE w.i_web_user = ${i_web_user} AND w.access_level = ${actor.access_level}
             AND NOT EXISTS (SELECT FROM blocks b
                              WHERE b.i_web_user = w.i_web_user OR b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)})))`;
  const spent = await writeRows(
    db,
    Prisma.sql`
    UPDATE job_rows SET outcome = 'changed', at = now(), why = ${job.why ? JSON.stringify(job.why) : null}::jsonb
     WHERE i_job = ${job.i_job} AND "row" = ${job.row} AND outcome IS NULL AND ${stands}
       AND EXISTS (SELECT FROM jobs j WHERE j.i_job = ${job.i_job} AND j.state = 'running' FOR KEY SHARE)`,
  );
  if (spent === 0) throw new RowNotDue();
  spentIn.set(db, job);
  paceMails(db);
}

const spentIn = new WeakMap<Queries, RowOfJob>();

function isSame(one: RowOfJob | undefined, other: RowOfJob): boolean {
  return one?.i_job === other.i_job && one.row === other.row;
}

/** Notes in the row of a job what it changed, as the history has it, and by which operation; in the same transaction. */
export async function noteRow(
  db: Queries,
  { job }: Actor,
  target: { readonly i_customer: number; readonly name: string },
  entry: Step,
): Promise<void> {
  if (!job) return;
  const { operation, changes = {}, undoing } = entry;
  await writeRows(
    db,
    Prisma.sql`
    UPDATE job_rows SET i_customer = ${target.i_customer}, name = ${target.name},
           changes = coalesce(changes, '{}') || ${JSON.stringify(changes)}::jsonb,
           steps = coalesce(steps, '[]') || ${JSON.stringify([{ operation, changes, undoing }])}::jsonb
     WHERE i_job = ${job.i_job} AND "row" = ${job.row}`,
  );
}

/** What one operation did to a customer in a job. */
export type Step = {
  readonly operation: string;
  /** as the history has them */
  readonly changes?: Changes;
  /** what putting it back needs beside */
  readonly undoing?: Readonly<Record<string, unknown>>;
};
