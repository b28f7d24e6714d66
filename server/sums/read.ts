import { Prisma } from "../database/generated/client";
import { stateColumns } from "./along";
import { figuresBelow } from "./figures";

/**
 * The sums of a customer's branch as they are now, a row for each currency, with the columns of `branch_sums`: the kept ones
 * and the differences that wait, in one statement and so as of one moment.
 * @param i_customer and its path, as expressions
 */
export function branchSums(i_customer: Prisma.Sql, path: Prisma.Sql): Prisma.Sql {
  const summed = stateColumns.map((name) => `sum(s.${name}) AS ${name}`).join(", ");
  return Prisma.sql`(
    SELECT s.currency, ${Prisma.raw(summed)} FROM (
      SELECT k.currency, ${Prisma.raw(stateColumns.map((name) => `k.${name}`).join(", "))}
        FROM branch_sums k WHERE k.i_customer = ${i_customer}
       UNION ALL
      SELECT d.currency, ${Prisma.join(stateColumns.map(waiting))}
        FROM ${waitingWithin(path)} AS d WHERE currency <> '' AND NOT is_itself) AS s
     GROUP BY s.currency)`;
}

function waiting(name: (typeof stateColumns)[number]): Prisma.Sql {
  if ((figuresBelow as readonly string[]).includes(name)) return Prisma.raw(`d.${name}`);
  return Prisma.raw(`CASE WHEN d.is_direct THEN d.${name === "direct" ? "customers" : name} ELSE 0 END`);
}

/**
 * Who came and went and what was changed in a customer's branch since a moment: rows with `quarter`, `currency` and the columns
 * of `branch_quarters`, of which several may have the same quarter.
 */
export function branchQuarters(i_customer: Prisma.Sql, path: Prisma.Sql, since: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT quarter, currency, created, deleted, deleted_direct, changes FROM branch_quarters
     WHERE i_customer = ${i_customer} AND quarter >= ${since}
     UNION ALL
    SELECT quarter, currency, CASE WHEN is_itself THEN 0 ELSE created END, CASE WHEN is_itself THEN 0 ELSE deleted END,
           CASE WHEN is_direct THEN deleted ELSE 0 END, changes
      FROM ${waitingWithin(path)} AS d WHERE quarter >= ${since})`;
}

/** What was booked in a customer's branch since a moment, likewise, with the columns of `branch_bookings`. */
export function branchBookings(i_customer: Prisma.Sql, path: Prisma.Sql, since: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT quarter, currency, kind, amount, volume, entries, amount_direct, volume_direct, entries_direct
      FROM branch_bookings WHERE i_customer = ${i_customer} AND quarter >= ${since}
     UNION ALL
    SELECT quarter, currency, kind, amount, abs(amount), 1, CASE WHEN is_direct THEN amount ELSE 0 END,
           CASE WHEN is_direct THEN abs(amount) ELSE 0 END, is_direct::int
      FROM ${waitingWithin(path)} AS d WHERE quarter >= ${since} AND kind <> '' AND NOT is_itself)`;
}

/** The differences that wait, of a customer and of everybody below it. */
function waitingWithin(path: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT *, path = ${path} AS is_itself,
           strpos(substr(path, length(${path}) + 1), '/') = length(path) - length(${path}) AND path <> ${path} AS is_direct
      FROM branch_differences WHERE path >= ${path} AND path < left(${path}, -1) || '0')`;
}

/** A customer's id and path, as a statement has them. */
export function branchOf({
  i_customer,
  path,
}: {
  readonly i_customer: number;
  readonly path: string;
}): [i_customer: Prisma.Sql, path: Prisma.Sql] {
  return [Prisma.sql`${i_customer}::int`, Prisma.sql`${path}::text`];
}
