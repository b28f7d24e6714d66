import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import {
  branchesWhere,
  countAlong,
  countedRows,
  happenedByDifferences,
  happenedByRows,
  less,
  spansOf,
} from "./happened";
import { insertInto, spans } from "./tables";

/** Where more happened in a branch, its sums by time are kept; reading as many rows takes some ten milliseconds. */
const usual = 40_000;
let most = usual;

/** Lets little be much. Only for tests, which cannot have so many entries; no setting leads here. */
export function keepTimesFrom(count: number): void {
  most = count;
}

/** The start of a statement that counts what happened, and tells in whose branches it has become much. */
export function countHappened(counted: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO timed_branches AS known (i_customer, happened) ${countAlong(counted)}
        ON CONFLICT (i_customer) DO UPDATE SET happened = known.happened + excluded.happened
    RETURNING CASE WHEN NOT kept AND happened > ${most}::int THEN i_customer END AS grown`;
}

/**
 * Keeps the sums by time of some branches from now on. What their rows say less what the differences that wait say is as of
 * one moment, since one statement reads both; whoever folds those later adds them. Only with the turn at folding.
 */
export async function keepTimes(db: Queries, branches: readonly number[]): Promise<void> {
  if (branches.length === 0) return;
  const ids = Prisma.sql`SELECT unnest(${branches}::int[])`;
  const paths = branchesWhere(Prisma.sql`t.i_customer = ANY (${branches}::int[])`);
  const happened = less(happenedByRows(paths), happenedByDifferences(Prisma.sql`branch_differences`, ids));
  await writeRows(db, Prisma.sql`${insertInto(spans)} ${spansOf(happened)}`);
  await writeRows(
    db,
    Prisma.sql`UPDATE timed_branches SET kept = true WHERE i_customer = ANY (${branches}::int[])`,
  );
}

/** Counts anew from the rows what happened in each branch, and which are kept from now on: those that were, and those where it is much. */
export async function countTimesAnew(db: Queries): Promise<void> {
  await writeRows(db, Prisma.sql`DELETE FROM timed_branches WHERE NOT kept`);
  await writeRows(db, Prisma.sql`UPDATE timed_branches SET happened = 0`);
  await writeRows(db, countHappened(countedRows));
  await writeRows(
    db,
    Prisma.sql`UPDATE timed_branches SET kept = true WHERE NOT kept AND happened > ${most}::int`,
  );
}

/** A customer's branch, and whether its sums by time are kept. Once they are, they stay so. */
export type Branch = { readonly i_customer: number; readonly path: string; readonly kept: boolean };

/** Finds whether the sums by time of a customer's branch are kept. */
export async function timedBranch(
  db: Queries,
  { i_customer, path }: Pick<Branch, "i_customer" | "path">,
): Promise<Branch> {
  const rows = await readRows(
    db,
    Prisma.sql`SELECT i_customer FROM timed_branches WHERE i_customer = ${i_customer} AND kept`,
  );
  return { i_customer, path, kept: rows.length > 0 };
}
