import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import type { Step } from "../../operation/job-row";
import type { BlockSet } from "../../record/told-block";
import { isCreated, type UsedSince, usedSince } from "../../record/used-since";
import { leftToUndo } from "./left-to-undo";

/** What a job did to a customer, and what stands there now beside the customer's own values. */
export type StandingSince = {
  /** in the order in which it did them */
  readonly steps: readonly Step[];
  readonly blocks: readonly BlockSet[];
  /** its credit limit will end by itself */
  readonly ends: boolean;
  /** what has happened to a customer that the job created; null: it did not */
  readonly used: readonly UsedSince[] | null;
  /** those below it, all of whom the job created, go before it */
  readonly has_customers: boolean;
};

/** Finds that for customers whom a job changed, in one statement. */
export async function findStanding(
  db: Queries,
  i_job: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StandingSince>> {
  const job = Prisma.sql`${i_job}::int`;
  const rows = await readRows<StandingSince & { readonly i_customer: number }>(
    db,
    Prisma.sql`
    SELECT c.i_customer,
           (SELECT json_agg(s.step ORDER BY r."row", s.place)
              FROM job_rows r, jsonb_array_elements(r.steps) WITH ORDINALITY AS s (step, place)
             WHERE ${leftToUndo(job)} AND r.i_customer = c.i_customer) AS steps,
           coalesce((SELECT json_agg(json_build_object('set_by', b.set_by_customer, 'reason', b.reason, 'note', b.note, 'text', b.text))
                       FROM blocks b WHERE b.i_customer = c.i_customer), '[]') AS blocks,
           EXISTS (SELECT FROM credit_limit_ends e WHERE e.i_customer = c.i_customer AND e.at > now()) AS ends,
           CASE WHEN ${isCreated(Prisma.sql`c`, job)} THEN to_json(${usedSince(job)}) END AS used,
           EXISTS (SELECT FROM customers k WHERE k.i_wholesaler = c.i_customer) AS has_customers
      FROM customers c WHERE c.i_customer = ANY (${[...ids]}::int[])`,
  );
  return new Map(rows.flatMap((row) => (row.steps === null ? [] : [[row.i_customer, row] as const])));
}
