import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";

/**
 * The condition that row `r` of a job changed its customer, and that no undoing has put that back: one that was stopped
 * leaves the rest to the next.
 * @param i_job the job that is undone
 */
export function leftToUndo(i_job: Prisma.Sql | number): Prisma.Sql {
  return Prisma.sql`
    r.i_job = ${i_job} AND r.outcome = 'changed'
    AND NOT EXISTS (SELECT FROM jobs u JOIN job_rows b ON b.i_job = u.i_job
                     WHERE u.undoes = ${i_job} AND b.i_customer = r.i_customer AND b.outcome = 'changed')`;
}

/** How many customers of a job an undoing would be about. */
export async function countLeftToUndo(db: Queries, i_job: number): Promise<number> {
  const [row] = await readRows<{ count: number }>(
    db,
    Prisma.sql`SELECT count(DISTINCT r.i_customer)::int AS count FROM job_rows r WHERE ${leftToUndo(i_job)}`,
  );
  return row?.count ?? 0;
}
