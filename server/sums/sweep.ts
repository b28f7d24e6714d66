import { inTransaction } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { takeTurn } from "./fold";
import { changesLast } from "./happened";

/** Deletes the changes of spans of time that no chart shows any more, and sums of customers that are gone. */
export async function sweepBranchSums(): Promise<void> {
  await inTransaction(async (db) => {
    // whoever folds may be about to add to them; the next round sweeps
    if (!(await takeTurn(db))) return;
    const tooOld = Prisma.sql`s.kind = 'changed' AND s.since < now() - ${changesLast.interval}::interval`;
    const kept = Prisma.sql`SELECT t.i_customer FROM timed_branches t WHERE t.kept`;
    await writeRows(db, Prisma.sql`DELETE FROM branch_spans s WHERE s.i_customer IN (${kept}) AND ${tooOld}`);
    await writeRows(
      db,
      Prisma.sql`DELETE FROM branch_spans s WHERE s.i_customer IN (${kept} AND ${isGone("t")})`,
    );
    await writeRows(db, Prisma.sql`DELETE FROM branch_sums s WHERE s.customers = 0 AND ${isGone("s")}`);
    await writeRows(db, Prisma.sql`DELETE FROM timed_branches t WHERE ${isGone("t")}`);
  });
}

function isGone(table: string): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT FROM customers c WHERE c.i_customer = ${Prisma.raw(table)}.i_customer)`;
}
