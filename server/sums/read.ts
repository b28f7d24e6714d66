import { Prisma } from "../database/generated/client";
import { bookingColumns, changeColumns, named, stateColumns } from "./along";
import { dayOf, figuresBelow } from "./figures";
import { type Happened, happenedByRows } from "./happened";
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

function waiting(name: (typeof stateColumns)[number]): Prisma.Sql {
  if ((figuresBelow as readonly string[]).includes(name)) return Prisma.raw(`d.${name}`);
  return Prisma.raw(`CASE WHEN d.is_direct THEN d.${name === "direct" ? "customers" : name} ELSE 0 END`);
}

/**
 * What was booked in a customer's branch, in spans of time none of which contains a bound: rows with `since`, the beginning of
 * their span, and the columns of `branch_bookings`, of which several may have the same span.
 * @param bounds moments in the order of time, as an expression; nothing from before the first. Quarters of an hour contain none
 * @param kinds of entries
 */
export function branchBookings(branch: Branch, bounds: Prisma.Sql, kinds: readonly string[]): Prisma.Sql {
  const kind = Prisma.sql`kind = ANY (${kinds}::text[])`;
  const columns = named(["currency", "kind", ...bookingColumns]);
  const waiting = (path: Prisma.Sql) => Prisma.sql`
    SELECT quarter AS since, currency, kind, amount, abs(amount), 1, CASE WHEN is_direct THEN amount ELSE 0 END,
           CASE WHEN is_direct THEN abs(amount) ELSE 0 END, is_direct::int
      FROM ${waitingWithin(path)} AS d WHERE ${kind} AND NOT is_itself`;
  const rows = (happened: Happened) => Prisma.sql`
    SELECT quarter AS since, currency, kind, amount, volume, entries, CASE WHEN direct THEN amount ELSE 0 END AS amount_direct,
           CASE WHEN direct THEN volume ELSE 0 END AS volume_direct, direct::int AS entries_direct
      FROM ${happened.booked} AS h WHERE ${kind}`;
  return inTime(branch, bounds, { table: "branch_bookings", columns, which: kind, waiting, rows });
}

/** Who came and went in a customer's branch and how much was changed, likewise, with the columns of `branch_changes`. */
export function branchChanges(branch: Branch, bounds: Prisma.Sql): Prisma.Sql {
  const columns = named(["currency", ...changeColumns]);
  const waiting = (path: Prisma.Sql) => Prisma.sql`
    SELECT quarter AS since, currency, CASE WHEN is_itself THEN 0 ELSE created END, CASE WHEN is_itself THEN 0 ELSE deleted END,
           CASE WHEN is_direct THEN deleted ELSE 0 END, changes
      FROM ${waitingWithin(path)} AS d WHERE created <> 0 OR deleted <> 0 OR changes <> 0`;
  const rows = (happened: Happened) => Prisma.sql`
    SELECT quarter AS since, currency, created, deleted, CASE WHEN direct THEN deleted ELSE 0 END AS deleted_direct, changes
      FROM ${happened.changed} AS h`;
  return inTime(branch, bounds, { table: "branch_changes", columns, which: Prisma.sql`true`, waiting, rows });
}

type InTime = {
  readonly table: string;
  readonly columns: Prisma.Sql;
  readonly which: Prisma.Sql;
  /** what the differences that wait add, of a path */
  readonly waiting: (path: Prisma.Sql) => Prisma.Sql;
  /** what the rows themselves come to, where nothing is kept */
  readonly rows: (happened: Happened) => Prisma.Sql;
};

/**
 * Reads whole days where no bound is within, and else quarters of an hour, so that a year is some hundred rows for each kind and
 * currency.
 */
function inTime(
  branch: Branch,
  bounds: Prisma.Sql,
  { table, columns, which, waiting, rows }: InTime,
): Prisma.Sql {
  const [own, path] = branchOf(branch);
  const first = Prisma.sql`(${bounds})[1]`;
  if (!branch.kept)
    return Prisma.sql`(${rows(happenedByRows(Prisma.sql`SELECT ${own} AS i_customer, ${path} AS path`, first))})`;
  const cut = Prisma.sql`ARRAY(
    SELECT DISTINCT ${dayOf(Prisma.sql`bound`)} FROM unnest(${bounds}) AS bound WHERE bound <> ${dayOf(Prisma.sql`bound`)})`;
  return Prisma.sql`(
    SELECT since, ${columns} FROM ${Prisma.raw(table)}
     WHERE i_customer = ${own} AND is_day AND ${which} AND since >= ${first} AND since <> ALL (${cut})
     UNION ALL
    SELECT since, ${columns} FROM unnest(${cut}) AS day JOIN ${Prisma.raw(table)}
        ON i_customer = ${own} AND NOT is_day AND ${which} AND since >= greatest(day, ${first}) AND since < day + interval '1 day'
     UNION ALL
    SELECT * FROM (${waiting(path)}) AS waiting WHERE since >= ${first})`;
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
