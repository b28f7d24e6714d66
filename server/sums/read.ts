import { Prisma } from "../database/generated/client";
import { named, spanColumns, stateColumns } from "./along";
import { dayOf, figuresBelow } from "./figures";
import { counts, currencyOf, happenedByRows, kindsOf } from "./happened";
import type { Branch } from "./timed";

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

/** How many customers are below one, at any depth, as an expression. @param i_customer and its path, as expressions */
export function countBelow(i_customer: Prisma.Sql, path: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(sum(s.customers), 0)::int FROM ${branchSums(i_customer, path)} AS s)`;
}

function waiting(name: (typeof stateColumns)[number]): Prisma.Sql {
  if ((figuresBelow as readonly string[]).includes(name)) return Prisma.raw(`d.${name}`);
  return Prisma.raw(`CASE WHEN d.is_direct THEN d.${name === "direct" ? "customers" : name} ELSE 0 END`);
}

/**
 * What happened in a customer's branch, in spans of time none of which contains a bound: rows with `since`, the beginning of their
 * span, and the columns of `branch_spans`, of which several may have the same span. Where a branch's sums by time are kept, whole
 * days are read where no bound is within, and else quarters of an hour: a year is some hundred rows for each kind and currency.
 * @param bounds moments in the order of time that each begin a quarter of an hour, as an expression; nothing from before the first
 * @param kinds what to tell, see `BranchSpan`
 */
export function branchSpans(branch: Branch, bounds: Prisma.Sql, kinds: readonly string[]): Prisma.Sql {
  const [own, path] = branchOf(branch);
  const since = Prisma.sql`(${bounds})[1]`;
  if (!branch.kept) {
    const happened = happenedByRows(Prisma.sql`SELECT ${own} AS i_customer, ${path} AS path`, {
      since,
      kinds,
    });
    return Prisma.sql`(SELECT quarter AS since, kind, currency, ${added("h", "h")} FROM ${happened} AS h)`;
  }
  const columns = named(["since", "kind", "currency", ...spanColumns]);
  const cut = Prisma.sql`ARRAY(
    SELECT DISTINCT ${dayOf(Prisma.sql`bound`)} FROM unnest(${bounds}) AS bound WHERE bound <> ${dayOf(Prisma.sql`bound`)})`;
  const those = Prisma.sql`i_customer = ${own} AND kind = ANY (${kinds}::text[])`;
  return Prisma.sql`(
    SELECT ${columns} FROM branch_spans
     WHERE ${those} AND is_day AND since >= ${since} AND since <> ALL (${cut})
     UNION ALL
    SELECT ${columns} FROM unnest(${cut}) AS day JOIN branch_spans
        ON ${those} AND NOT is_day AND since >= greatest(day, ${since}) AND since < day + interval '1 day'
     UNION ALL
    SELECT d.quarter, k.kind, ${currencyOf}, ${added("k", "d")}
      FROM (SELECT *, is_direct AS direct FROM ${waitingWithin(path)} AS w) AS d ${kindsOf}
     WHERE ${counts(Prisma.sql`NOT d.is_itself`)} AND k.kind = ANY (${kinds}::text[]) AND d.quarter >= ${since})`;
}

/** What one thing adds, in the columns of `branch_spans`. */
function added(thing: string, place: string): Prisma.Sql {
  const all = [`${thing}.amount`, `abs(${thing}.amount)`, `${thing}.entries`];
  const direct = all.map((sum) => `CASE WHEN ${place}.direct THEN ${sum} ELSE 0 END`);
  return Prisma.raw([...all, ...direct].map((sum, index) => `${sum} AS ${spanColumns[index]}`).join(", "));
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
