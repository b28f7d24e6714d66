import { Prisma } from "../database/generated/client";
import { along, bookingColumns, changeColumns, named } from "./along";
import { dayOf, quarterOf } from "./figures";
import { isChange } from "./is-change";

/**
 * What happened in branches: a row for each entry of the ledger, coming, going and change and each branch that it is in, with `i_customer`,
 * `quarter`, `direct`, and what it adds. It comes from differences or from the rows themselves, which say the same.
 */
export type Happened = {
  /** what was booked below: `currency`, `kind`, `amount`, `volume`, `entries` */
  readonly booked: Prisma.Sql;
  /** who came and went below, and what was changed there or in the customer itself: `currency`, `created`, `deleted`, `changes` */
  readonly changed: Prisma.Sql;
};

/** How long we keep how much was changed in a quarter of an hour: some days more than the longest chart. */
export const changesLast = "40 days";

const changesSince = quarterOf(Prisma.sql`now() - ${changesLast}::interval`);

/**
 * What happened by differences.
 * @param branches ids of the branches that count, as a query
 */
export function happenedByDifferences(differences: Prisma.Sql, branches: Prisma.Sql): Happened {
  return {
    booked: Prisma.sql`(
      SELECT i_customer, quarter, direct, currency::text, kind, amount, abs(amount) AS volume, 1 AS entries
        FROM ${along(differences)} WHERE kind <> '' AND above AND i_customer IN (${branches}))`,
    changed: Prisma.sql`(
      SELECT i_customer, quarter, direct, currency::text, CASE WHEN above THEN created ELSE 0 END AS created,
             CASE WHEN above THEN deleted ELSE 0 END AS deleted, changes
        FROM ${along(differences)}
       WHERE ((created <> 0 OR deleted <> 0) AND above OR changes <> 0) AND i_customer IN (${branches}))`,
  };
}

/**
 * What happened by the rows of ledger, deleted customers and history.
 * @param branches `i_customer` and `path` of the branches that count, as a query
 * @param since leaves out what happened before, as an expression; null: nothing but changes that are not kept any more
 */
export function happenedByRows(branches: Prisma.Sql, since: Prisma.Sql | null = null): Happened {
  const direct = (path: string) =>
    Prisma.raw(`strpos(substr(${path}, length(b.path) + 1), '/') = length(${path}) - length(b.path)`);
  const upTo = Prisma.sql`left(b.path, -1) || '0'`;
  const from = (moment: string) => (since ? Prisma.sql`AND ${Prisma.raw(moment)} >= ${since}` : Prisma.empty);
  return {
    booked: Prisma.sql`(
      SELECT b.i_customer, ${quarterOf(Prisma.sql`l.at`)} AS quarter, ${direct("l.path")} AS direct, l.currency::text, l.kind,
             l.amount, abs(l.amount) AS volume, 1 AS entries
        FROM (${branches}) AS b JOIN ledger l ON l.path > b.path AND l.path < ${upTo} ${from("l.at")})`,
    changed: Prisma.sql`(
      SELECT b.i_customer, ${quarterOf(Prisma.sql`c.created_at`)} AS quarter, ${direct("c.path")} AS direct,
             c.base_currency::text AS currency, 1 AS created, 0 AS deleted, 0 AS changes
        FROM (${branches}) AS b JOIN customers c ON c.path > b.path AND c.path < ${upTo} ${from("c.created_at")}
       UNION ALL
      SELECT b.i_customer, ${quarterOf(Prisma.sql`l.at`)}, ${direct("g.path")}, g.currency::text, 1, 0, 0
        FROM (${branches}) AS b JOIN deleted_customers g ON g.path > b.path AND g.path < ${upTo}
        JOIN ledger l ON l.i_customer = g.i_customer AND l.place = 1 ${from("l.at")}
       UNION ALL
      SELECT b.i_customer, ${quarterOf(Prisma.sql`g.deleted_at`)}, ${direct("g.path")}, g.currency::text, 0, 1, 0
        FROM (${branches}) AS b JOIN deleted_customers g ON g.path > b.path AND g.path < ${upTo} ${from("g.deleted_at")}
       UNION ALL
      SELECT b.i_customer, ${quarterOf(Prisma.sql`h.at`)}, ${direct("h.path")}, '', 0, 0, 1
        FROM (${branches}) AS b JOIN audit_log h ON h.path >= b.path AND h.path < ${upTo}
       WHERE ${isChange} AND h.at >= ${changesSince} ${from("h.at")})`,
  };
}

/** What happened less what else says it did, so that both together say nothing. */
export function less(all: Happened, taken: Happened): Happened {
  return {
    booked: Prisma.sql`(
      SELECT i_customer, quarter, direct, currency, kind, amount, volume, entries FROM ${all.booked} AS whole
       UNION ALL
      SELECT i_customer, quarter, direct, currency, kind, -amount, -volume, -entries FROM ${taken.booked} AS taken)`,
    changed: Prisma.sql`(
      SELECT i_customer, quarter, direct, currency, created, deleted, changes FROM ${all.changed} AS whole
       UNION ALL
      SELECT i_customer, quarter, direct, currency, -created, -deleted, -changes FROM ${taken.changed} AS taken)`,
  };
}

/**
 * How much happened in each branch: `i_customer` and a count of what may make its sums be kept.
 * @param counted by path how much happened there that counts for those above alone, and for the customer itself too
 */
export function countAlong(counted: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT i_customer, sum(CASE WHEN above THEN below ELSE 0 END + changes)::bigint AS count
      FROM ${along(counted)} WHERE above OR changes <> 0 GROUP BY i_customer ORDER BY i_customer`;
}

/** What differences count there. */
export function countedDifferences(differences: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT path, count(*) FILTER (WHERE kind <> '') + sum(deleted) AS below, sum(changes) AS changes
      FROM ${differences} AS d WHERE kind <> '' OR deleted <> 0 OR changes <> 0 GROUP BY path)`;
}

/** What the rows themselves count there. */
export const countedRows = Prisma.sql`(
  SELECT path, count(*) AS below, 0 AS changes FROM ledger GROUP BY path
   UNION ALL
  SELECT path, 1, 0 FROM deleted_customers
   UNION ALL
  SELECT h.path, 0, count(*) FROM audit_log h WHERE ${isChange} AND h.at >= ${changesSince} GROUP BY h.path)`;

/** What adds to `branch_bookings`, in its columns: by the quarter of an hour, and by the day. */
export function bookingsOf({ booked }: Happened): Prisma.Sql {
  return Prisma.sql`
    WITH quarters AS MATERIALIZED (
      SELECT i_customer, kind, quarter, currency, sum(amount) AS amount, sum(volume) AS volume, sum(entries) AS entries,
             coalesce(sum(amount) FILTER (WHERE direct), 0) AS amount_direct,
             coalesce(sum(volume) FILTER (WHERE direct), 0) AS volume_direct,
             coalesce(sum(entries) FILTER (WHERE direct), 0) AS entries_direct
        FROM ${booked} AS happened GROUP BY i_customer, kind, quarter, currency)
    ${bySpans(["i_customer", "kind"], bookingColumns)}`;
}

/** What adds to `branch_changes`, likewise. */
export function changesOf({ changed }: Happened): Prisma.Sql {
  return Prisma.sql`
    WITH quarters AS MATERIALIZED (
      SELECT i_customer, quarter, currency, sum(created) AS created, sum(deleted) AS deleted,
             coalesce(sum(deleted) FILTER (WHERE direct), 0) AS deleted_direct, sum(changes) AS changes
        FROM ${changed} AS happened GROUP BY i_customer, quarter, currency)
    ${bySpans(["i_customer"], changeColumns)}`;
}

function bySpans(keys: readonly string[], columns: readonly string[]): Prisma.Sql {
  const sums = named(columns.map((column) => `sum(${column})`));
  return Prisma.sql`
    SELECT ${named(keys)}, false, quarter, currency, ${named(columns)} FROM quarters
     UNION ALL
    SELECT ${named(keys)}, true, ${dayOf(Prisma.sql`quarter`)} AS day, currency, ${sums}
      FROM quarters GROUP BY ${named(keys)}, day, currency`;
}
