import { database, inTransaction, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { named } from "./along";
import { countedDifferences } from "./happened";
import { insertInto, type Kept, keptTables } from "./tables";
import { countHappened, keepTimes } from "./timed";

/** As many differences as a reader of root's sums adds up in some milliseconds. */
const mostAtOnce = 10_000;

/**
 * Adds the differences that wait to the sums of everybody above, and deletes them, in one transaction: a reader sees a
 * difference or the sum that has it, never both and never neither. One process at a time; another one leaves at once.
 * @returns how many it folded
 */
export async function foldBranchSums(): Promise<number> {
  let folded = 0;
  for (;;) {
    const count = await inTransaction(async (db) => ((await takeTurn(db)) ? await foldSome(db) : 0));
    folded += count;
    if (count < mostAtOnce) return folded;
  }
}

/** Takes the turn at folding until the transaction ends. @returns whether nobody else has it */
export async function takeTurn(db: Queries): Promise<boolean> {
  const rows = await readRows(
    db,
    Prisma.sql`SELECT i_branch_folding FROM branch_folding FOR UPDATE SKIP LOCKED`,
  );
  return rows.length > 0;
}

/** How many differences wait. Where many do, work on many customers at once waits too. */
export async function countWaiting(): Promise<number> {
  const [row] = await readRows<{ count: number }>(
    database(),
    Prisma.sql`SELECT count(*)::int AS count FROM branch_differences`,
  );
  return row?.count ?? 0;
}

async function foldSome(db: Queries): Promise<number> {
  const [row] = await readRows<{ count: number; grown: number[] }>(
    db,
    Prisma.sql`
    WITH ${plannedAnew} taken AS MATERIALIZED (
      DELETE FROM branch_differences WHERE i_difference IN (
        SELECT i_difference FROM branch_differences ORDER BY i_difference LIMIT ${mostAtOnce})
      RETURNING *),
    ${Prisma.join(keptTables.map(foldInto))},
    counted AS (${countHappened(countedDifferences(Prisma.sql`taken`))})
    SELECT (SELECT count(*)::int FROM taken) AS count,
           ARRAY(SELECT grown FROM counted WHERE grown IS NOT NULL ORDER BY grown) AS grown`,
  );
  await keepTimes(db, row?.grown ?? []);
  return row?.count ?? 0;
}

/** Adds what the taken differences come to in one table, as a part of a WITH. */
function foldInto(kept: Kept): Prisma.Sql {
  const { table, keys, columns, fromDifferences } = kept;
  const added = columns.map((column) => `${column} = kept.${column} + excluded.${column}`);
  return Prisma.sql`${Prisma.raw(table)}_folded AS (
      ${insertInto(kept)} ${fromDifferences(Prisma.sql`taken`)}
          ON CONFLICT (${named(keys)}) DO UPDATE SET ${named(added)})`;
}
