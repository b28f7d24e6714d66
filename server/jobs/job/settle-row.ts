import { database } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { isDatabaseAway } from "../../database/is-away";
import { writeRows } from "../../database/rows";
import { log } from "../../ground/log";
import { Refusal } from "../../ground/refusal";
import { RowNotDue } from "../../operation/job-row";
import { type KeptRefusal, keptRefusal } from "./kept-refusal";

/** What became of a row. `not due`: another process has done it, or the job rests. */
export type Outcome = "changed" | "unchanged" | "refused" | "not due";

/** A row of a job. */
export type RowOfJob = { readonly i_job: number; readonly row: number };

/** The whole job has to wait; the row is due again then. */
export class MustWait extends Error {
  constructor(readonly until: Date) {
    super("the job has to wait");
  }
}

/**
 * Calls the operation of a row, and settles the row where it is refused.
 * @param onChange what to do instead where somebody else has changed the same meanwhile
 * @throws MustWait of the call, and what says that the database is away
 */
export async function callForRow(
  row: RowOfJob,
  call: () => Promise<unknown>,
  { onChange }: { readonly onChange?: (() => Promise<Outcome>) | undefined } = {},
): Promise<Outcome> {
  try {
    await call();
    return "changed";
  } catch (error) {
    if (error instanceof RowNotDue) return "not due";
    if (onChange && error instanceof Refusal && error.reason?.key === "changed_meanwhile")
      return await onChange();
    if (error instanceof Refusal) return await settle(row, "refused", keptRefusal(error));
    // the queue tries the whole again
    if (error instanceof MustWait || isDatabaseAway(error)) throw error;
    log.error({ err: error, ...row }, "a row of a job failed");
    return await settle(row, "refused", failed);
  }
}

/** The customer of a row is there no longer. */
export const gone: KeptRefusal = {
  code: 404,
  message: "It is no longer there.",
  attribute: null,
  key: "gone",
};

const failed: KeptRefusal = {
  code: 409,
  message: "It failed; our fault.",
  attribute: null,
  key: "row_failed",
};

/** Says what became of a row that changes nothing, unless another process has said so. */
export async function settle(
  { i_job, row }: RowOfJob,
  outcome: "unchanged" | "refused",
  why: KeptRefusal | null,
): Promise<Outcome> {
  const settled = await writeRows(
    database(),
    Prisma.sql`
    UPDATE job_rows SET outcome = ${outcome}, why = ${why === null ? null : JSON.stringify(why)}::jsonb, at = now()
     WHERE i_job = ${i_job} AND "row" = ${row} AND outcome IS NULL`,
  );
  return settled === 1 ? outcome : "not due";
}

/** Adds up in a job what became of some of its rows. One that rests or has ended meanwhile is counted anew: its rows say what is so. */
export async function countOutcomes(i_job: number, outcomes: readonly Outcome[]): Promise<void> {
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const added = await writeRows(
    database(),
    Prisma.sql`
    UPDATE jobs SET changed = changed + ${count("changed")}, unchanged = unchanged + ${count("unchanged")},
                    refused = refused + ${count("refused")}, seen_at = now()
     WHERE i_job = ${i_job} AND state = 'running'`,
  );
  if (added > 0) return;
  await writeRows(
    database(),
    Prisma.sql`
    WITH ${countedRows(i_job)} UPDATE jobs j SET ${counts} FROM counted WHERE j.i_job = ${i_job}`,
  );
}

/** What became of a job's rows, as `counted` of a WITH. */
export function countedRows(i_job: number): Prisma.Sql {
  return Prisma.sql`counted AS (
    SELECT count(*)::int AS total, count(*) FILTER (WHERE outcome = 'changed')::int AS changed,
           count(*) FILTER (WHERE outcome = 'unchanged')::int AS unchanged,
           count(*) FILTER (WHERE outcome = 'refused')::int AS refused
      FROM job_rows WHERE i_job = ${i_job})`;
}

/** Writes it into the job, whenever it rests or ends: a process that was killed has added up nothing. */
export const counts = Prisma.sql`
  total = counted.total, changed = counted.changed, unchanged = counted.unchanged, refused = counted.refused`;
