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
        FROM (SELECT *, strpos(substr(path, length(${path}) + 1), '/') = length(path) - length(${path}) AS is_direct
                FROM branch_differences
               WHERE path > ${path} AND path < left(${path}, -1) || '0' AND currency <> '') AS d) AS s
     GROUP BY s.currency)`;
}

function waiting(name: (typeof stateColumns)[number]): Prisma.Sql {
  if ((figuresBelow as readonly string[]).includes(name)) return Prisma.raw(`d.${name}`);
  return Prisma.raw(`CASE WHEN d.is_direct THEN d.${name === "direct" ? "customers" : name} ELSE 0 END`);
}

/**
 * What happened in a customer's branch since a moment: rows with `quarter`, `currency` and the columns of `branch_quarters`, of
 * which several may have the same quarter.
 */
export function branchQuarters(i_customer: Prisma.Sql, path: Prisma.Sql, since: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT quarter, currency, created, deleted, paid, changes FROM branch_quarters
     WHERE i_customer = ${i_customer} AND quarter >= ${since}
     UNION ALL
    SELECT quarter, currency, CASE WHEN path <> ${path} THEN created ELSE 0 END,
           CASE WHEN path <> ${path} THEN deleted ELSE 0 END, CASE WHEN path <> ${path} THEN paid ELSE 0 END, changes
      FROM branch_differences
     WHERE path >= ${path} AND path < left(${path}, -1) || '0' AND quarter >= ${since})`;
}
