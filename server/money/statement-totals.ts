import { Prisma } from "../database/generated/client";
import { ledgerKinds } from "../ledger/ledger";
import { quarterOf } from "../sums/figures";
import { branchOf, branchSpans, branchSums } from "../sums/read";
import type { Branch } from "../sums/timed";
import { within } from "../tree/tree";

/** What a statement covers: moments of booking, the first included, the last not. */
export type Period = {
  readonly since: string;
  readonly until: string;
  /** leaves out everyone below the direct sub-customers */
  readonly direct: boolean;
};

/**
 * The totals of a statement from the sums that are kept, as parts of a WITH: `moved`, what was booked in the period by currency
 * and kind, and `totals`, a row for each currency. They go back from how things are now: what a branch had at a moment is what it
 * has less what was booked since. Who is deleted had nothing left.
 */
export function statementTotals(scope: Branch, period: Period): Prisma.Sql {
  const { since, until, direct } = period;
  const [own, path] = branchOf(scope);
  const column = (name: string) => Prisma.raw(direct ? `${name}_direct` : name);
  const start = quarterOf(Prisma.sql`${since}::timestamptz`);
  const end = quarterOf(Prisma.sql`${until}::timestamptz`);
  const bounds = Prisma.sql`ARRAY[${start}, ${end}]`;
  return Prisma.sql`
    now_there AS MATERIALIZED (
      SELECT currency::text, ${Prisma.raw(direct ? "direct" : "customers")} AS customers,
             ${Prisma.raw(direct ? "owed + held" : "balance")} AS balance
        FROM ${branchSums(own, path)} AS s),
    booked AS MATERIALIZED (
      SELECT currency::text, kind, b.since >= ${end} AS later, sum(${column("amount")}) AS amount,
             sum(${column("volume")}) AS volume, sum(${column("entries")}) AS entries
        FROM ${branchSpans(scope, bounds, ledgerKinds)} AS b GROUP BY 1, 2, 3
       UNION ALL ${between(scope, period, since, "since")} UNION ALL ${between(scope, period, until, "until")}),
    moved AS MATERIALIZED (
      SELECT currency, kind, sum(amount) AS amount, sum(volume) AS volume FROM booked WHERE NOT later GROUP BY 1, 2),
    left_since AS (
      SELECT currency, sum(count) AS count FROM (
        SELECT currency, ${column("entries")} AS count
          FROM ${branchSpans(scope, bounds, ["deleted"])} AS q
         UNION ALL
        SELECT g.currency::text, -1 FROM deleted_customers g
         WHERE ${thoseOf("g", scope, direct)} AND g.deleted_at >= ${start} AND g.deleted_at < ${since}::timestamptz) AS d
       GROUP BY 1),
    totals AS (
      SELECT * FROM (
        SELECT c.currency,
               (coalesce(n.customers, 0) + coalesce((SELECT l.count FROM left_since l WHERE l.currency = c.currency), 0)
                - coalesce((SELECT sum(b.entries) FROM booked b
                             WHERE b.currency = c.currency AND b.later AND b.kind = 'opening'), 0))::int AS customers,
               coalesce(n.balance, 0) - coalesce((SELECT sum(b.amount) FROM booked b WHERE b.currency = c.currency), 0) AS opening,
               coalesce(n.balance, 0)
               - coalesce((SELECT sum(b.amount) FROM booked b WHERE b.currency = c.currency AND b.later), 0) AS closing,
               ${Prisma.join(
                 ledgerKinds.map(
                   (kind) => Prisma.sql`
               coalesce((SELECT m.amount FROM moved m WHERE m.currency = c.currency AND m.kind = ${kind}), 0) AS ${Prisma.raw(`"of_${kind}"`)}`,
                 ),
               )}
          FROM (SELECT currency FROM now_there UNION SELECT currency FROM booked) AS c
          LEFT JOIN now_there n ON n.currency = c.currency) AS t
       WHERE t.customers > 0)`;
}

/**
 * What was booked between the beginning of a moment's quarter of an hour and that moment, from the ledger, to move it to the
 * other side: before the period, or into it. All zones' days and months begin with a quarter, so mostly that is nothing.
 */
function between(scope: Branch, { direct }: Period, moment: string, bound: "since" | "until"): Prisma.Sql {
  const isWhole = Date.parse(moment) % quarterMs === 0;
  const at = Prisma.sql`${moment}::timestamptz`;
  const rows = (sign: 1 | -1, later: boolean) => Prisma.sql`
    SELECT l.currency::text, l.kind, ${later} AS later, ${Prisma.raw(sign === 1 ? "" : "-")} sum(l.amount) AS amount,
           ${Prisma.raw(sign === 1 ? "" : "-")} sum(abs(l.amount)) AS volume, ${sign} * count(*) AS entries
      FROM ledger l
     WHERE ${isWhole ? Prisma.sql`false` : Prisma.sql`true`} AND ${thoseOf("l", scope, direct)}
       AND l.at >= ${quarterOf(at)} AND l.at < ${at}
     GROUP BY 1, 2`;
  return bound === "since" ? rows(-1, false) : Prisma.sql`${rows(-1, true)} UNION ALL ${rows(1, false)}`;
}

const quarterMs = 15 * 60_000;

function thoseOf(table: "g" | "l", { path }: Branch, direct: boolean): Prisma.Sql {
  const column = Prisma.raw(`${table}.path`);
  const isDirect = Prisma.sql`strpos(substr(${column}, ${path.length + 1}::int), '/') = length(${column}) - ${path.length}::int`;
  return Prisma.sql`${within(column, path)} AND ${column} <> ${path} ${direct ? Prisma.sql`AND ${isDirect}` : Prisma.empty}`;
}
