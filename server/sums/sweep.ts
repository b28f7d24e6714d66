import { inTransaction } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { takeTurn } from "./fold";
import { changesLast } from "./happened";
import { timedTables } from "./tables";

/** Deletes the changes of spans of time that no chart shows any more, and sums of customers that are gone. */
export async function sweepBranchSums(): Promise<void> {
  await inTransaction(async (db) => {
    // whoever folds may be about to add to them; the next round sweeps
    if (!(await takeTurn(db))) return;
    await writeRows(
      db,
      Prisma.sql`DELETE FROM branch_changes WHERE since < now() - ${changesLast}::interval AND created = 0 AND deleted = 0`,
    );
    await writeRows(db, Prisma.sql`DELETE FROM branch_sums s WHERE s.customers = 0 AND ${isGone("s")}`);
    for (const { table } of timedTables)
      await writeRows(
        db,
        Prisma.sql`
        DELETE FROM ${Prisma.raw(table)} WHERE i_customer IN (SELECT t.i_customer FROM timed_branches t WHERE t.kept AND ${isGone("t")})`,
      );
    await writeRows(db, Prisma.sql`DELETE FROM timed_branches t WHERE ${isGone("t")}`);
  });
}

function isGone(table: string): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT FROM customers c WHERE c.i_customer = ${Prisma.raw(table)}.i_customer)`;
}
