import { Prisma } from "../database/generated/client";
import { along, named, spanColumns } from "./along";
import { dayOf, quarterOf } from "./figures";
import { isChange } from "./is-change";

/** What happens beside entries of the ledger: somebody goes, or is changed. */
const [deleted, changed] = ["deleted", "changed"] as const;

/** How long we keep how much was changed: some days more than the longest chart. */
export const changesLast = { days: 40, interval: "40 days" };

const dayMs = 24 * 60 * 60 * 1_000;

/** What one difference `d` says that happened: `kind`, `amount` and how often. */
export const kindsOf = Prisma.sql`
  CROSS JOIN LATERAL (VALUES (d.kind, d.amount, (d.kind <> '')::int), (${deleted}, 0, d.deleted), (${changed}, 0, d.changes))
    AS k (kind, amount, entries)`;

/** Which of them count for a customer: what happened below, and also its own changes. */
export function counts(above: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`k.entries <> 0 AND (${above} OR k.kind = ${changed})`;
}

/** The currency that is told with them. */
export const currencyOf = Prisma.sql`CASE WHEN k.kind = ${changed} THEN '' ELSE d.currency::text END`;

/**
 * What happened in branches, from differences: a row for each thing and each branch that it is in, with `i_customer`, `kind`,
 * `quarter`, `currency`, `direct`, `amount`, `volume` and `entries`.
 * @param branches ids of the branches that count, as a query
 */
export function happenedByDifferences(differences: Prisma.Sql, branches: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT d.i_customer, k.kind, d.quarter, ${currencyOf} AS currency, d.direct, k.amount, abs(k.amount) AS volume, k.entries
      FROM (SELECT * FROM ${along(differences)} WHERE i_customer IN (${branches})) AS d ${kindsOf}
     WHERE ${counts(Prisma.sql`d.above`)})`;
}

/**
 * The same from the rows of ledger, deleted customers and history.
 * @param branches `i_customer` and `path` of the branches that count, as a query
 * @param asked `since` leaves out what happened before, as an expression; `kinds` all others
 */
export function happenedByRows(
  branches: Prisma.Sql,
  { since, kinds }: { readonly since?: Prisma.Sql; readonly kinds?: readonly string[] } = {},
): Prisma.Sql {
  const from = (moment: Prisma.Sql) => (since ? Prisma.sql`AND ${moment} >= ${since}` : Prisma.empty);
  const ofLedger = kinds?.filter((kind) => kind !== deleted && kind !== changed);
  const isAsked = (kind: string) => kinds?.includes(kind) ?? true;
  const parts = [
    ...(ofLedger?.length === 0 ? [] : [booked(branches, from, ofLedger)]),
    ...(isAsked(deleted) ? [gone(branches, from)] : []),
    ...(isAsked(changed) ? [changes(branches, from)] : []),
  ];
  return Prisma.sql`(${Prisma.join(parts, " UNION ALL ")})`;
}

type From = (moment: Prisma.Sql) => Prisma.Sql;

function booked(branches: Prisma.Sql, from: From, kinds: readonly string[] | undefined): Prisma.Sql {
  return Prisma.sql`
    SELECT b.i_customer, l.kind, ${quarterOf(Prisma.sql`l.at`)} AS quarter, l.currency::text, ${isDirect("l.path")} AS direct,
           l.amount, abs(l.amount) AS volume, 1 AS entries
      FROM (${branches}) AS b JOIN ledger l ON l.path > b.path AND l.path < ${end}
     WHERE ${kinds ? Prisma.sql`l.kind = ANY (${kinds}::text[])` : Prisma.sql`true`} ${from(Prisma.sql`l.at`)}`;
}

function gone(branches: Prisma.Sql, from: From): Prisma.Sql {
  return Prisma.sql`
    SELECT b.i_customer, ${deleted} AS kind, ${quarterOf(Prisma.sql`g.deleted_at`)} AS quarter, g.currency::text,
           ${isDirect("g.path")} AS direct, 0 AS amount, 0 AS volume, 1 AS entries
      FROM (${branches}) AS b JOIN deleted_customers g ON g.path > b.path AND g.path < ${end}
     WHERE true ${from(Prisma.sql`g.deleted_at`)}`;
}

function changes(branches: Prisma.Sql, from: From): Prisma.Sql {
  // values, so that PostgreSQL leaves all other months of the history aside before it thinks of them
  const [early, late] = [-(changesLast.days + 1), 1].map((days) => new Date(Date.now() + days * dayMs));
  return Prisma.sql`
    SELECT b.i_customer, ${changed} AS kind, ${quarterOf(Prisma.sql`h.at`)} AS quarter, '' AS currency,
           ${isDirect("h.path")} AS direct, 0 AS amount, 0 AS volume, 1 AS entries
      FROM (${branches}) AS b JOIN audit_log h ON h.path >= b.path AND h.path < ${end}
     WHERE h.at >= ${early} AND h.at < ${late} AND h.at >= ${changesSince} AND ${isChange} ${from(Prisma.sql`h.at`)}`;
}

const changesSince = quarterOf(Prisma.sql`now() - ${changesLast.interval}::interval`);

const end = Prisma.sql`left(b.path, -1) || '0'`;

function isDirect(path: string): Prisma.Sql {
  return Prisma.raw(
    `(strpos(substr(${path}, length(b.path) + 1), '/') = length(${path}) - length(b.path) AND ${path} <> b.path)`,
  );
}

/** Those of `timed_branches` t that meet a condition, with their paths, also of customers that are gone. */
export function branchesWhere(condition: Prisma.Sql): Prisma.Sql {
  // OFFSET 0: first the few branches, then what is in each
  return Prisma.sql`
    SELECT t.i_customer, c.path FROM timed_branches t
      JOIN (SELECT i_customer, path FROM customers UNION ALL SELECT i_customer, path FROM deleted_customers) AS c
        ON c.i_customer = t.i_customer
     WHERE ${condition} OFFSET 0`;
}

/** What happened less what else says it did, so that both together say nothing. */
export function less(all: Prisma.Sql, taken: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    SELECT i_customer, kind, quarter, currency, direct, amount, volume, entries FROM ${all} AS whole
     UNION ALL
    SELECT i_customer, kind, quarter, currency, direct, -amount, -volume, -entries FROM ${taken} AS taken)`;
}

/** What adds to `branch_spans`, in its columns: by the quarter of an hour, and by the day. */
export function spansOf(happened: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH quarters AS MATERIALIZED (
      SELECT i_customer, kind, quarter, currency, sum(amount) AS amount, sum(volume) AS volume, sum(entries) AS entries,
             coalesce(sum(amount) FILTER (WHERE direct), 0) AS amount_direct,
             coalesce(sum(volume) FILTER (WHERE direct), 0) AS volume_direct,
             coalesce(sum(entries) FILTER (WHERE direct), 0) AS entries_direct
        FROM ${happened} AS happened GROUP BY i_customer, kind, quarter, currency)
    SELECT i_customer, kind, false, quarter, currency, ${named(spanColumns)} FROM quarters
     UNION ALL
    SELECT i_customer, kind, true, ${dayOf(Prisma.sql`quarter`)} AS day, currency, ${sums} FROM quarters
     GROUP BY i_customer, kind, day, currency
     ORDER BY 1, 2, 3, 4, 5`;
}

const sums = named(spanColumns.map((column) => `sum(${column})`));

/**
 * How much happened in each branch: `i_customer` and a count of the rows that one has to read who adds it up. A change counts as
 * ten, as finding one in the history takes so much longer.
 * @param counted by path how much happened there that counts for those above, and how many changes
 */
export function countAlong(counted: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT i_customer, sum(CASE WHEN above THEN below ELSE 0 END + changes * 10)::bigint AS count
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
  SELECT path, sum(below) AS below, sum(changes) AS changes FROM (
    SELECT path, count(*) AS below, 0 AS changes FROM ledger GROUP BY path
     UNION ALL
    SELECT path, 1, 0 FROM deleted_customers
     UNION ALL
    SELECT h.path, 0, 1 FROM audit_log h WHERE ${isChange} AND h.at >= ${changesSince}) AS e
   GROUP BY path)`;
