import { foldedInSql } from "../database/folded-in-sql";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import type { Cursor } from "../input/cursor";
import { type LedgerKind, ledgerKinds } from "../ledger/ledger";
import { parentAlong, within } from "../tree/tree";

export const statementOrders = ["name", "tree"] as const;
export type StatementOrder = (typeof statementOrders)[number];

type Asked = {
  readonly since: string;
  readonly until: string;
  readonly direct: boolean;
  readonly order: StatementOrder;
  readonly limit: number;
  readonly cursor: Cursor | null;
};

/**
 * Builds the one query of a statement: sums per sub-customer from the ledger alone, then names, then one page and the
 * totals. It always returns one row. In the order of the tree it reads only as much of the ledger as one page needs.
 * @param top path of the scope
 * @param stopped who stops a customer `c`, see `stoppedBy`
 */
export function statementQuery(top: string, asked: Asked, stopped: Prisma.Sql): Prisma.Sql {
  const { since, until } = asked;
  const tree = asked.order === "tree";
  const sums = Prisma.sql`
    SELECT l.path, max(l.i_customer) AS i_customer, bool_or(l.at >= ${since}::timestamptz) AS moved,
           coalesce(sum(l.amount) FILTER (WHERE l.at < ${since}::timestamptz), 0) AS opening,
           ${eachKind(
             (kind) => Prisma.sql`coalesce(sum(l.amount) FILTER (
             WHERE l.at >= ${since}::timestamptz AND l.kind = ${kind}), 0) AS ${columnOf(kind)}`,
           )},
           sum(l.amount) AS closing
      FROM ledger l
     WHERE ${within(Prisma.sql`l.path`, top)} AND l.path <> ${top} AND l.at < ${until}::timestamptz
       ${asked.direct ? Prisma.sql`AND strpos(substr(l.path, ${top.length + 1}::int), '/') = length(l.path) - ${top.length}::int` : Prisma.empty}
       ${tree && asked.cursor ? Prisma.sql`AND l.path > ${asked.cursor.value}` : Prisma.empty}
     GROUP BY l.path ${tree ? Prisma.sql`ORDER BY l.path LIMIT ${asked.limit}` : Prisma.empty}`;
  return Prisma.sql`
    WITH ${plannedAnew} sums AS MATERIALIZED (${sums}), named AS MATERIALIZED (${named(since)}),
         page AS (SELECT * FROM named ${tree ? Prisma.empty : byName(asked)})
    SELECT (SELECT coalesce(jsonb_agg(${row(top, stopped)} ORDER BY ${tree ? Prisma.sql`p.path` : Prisma.sql`p.sort_key, p.i_customer`}), '[]')
              FROM page p LEFT JOIN customers c ON c.i_customer = p.i_customer) AS rows,
           ${tree ? Prisma.sql`'[]'::jsonb` : totals} AS totals, ${tree ? Prisma.sql`'{}'::text[]` : kinds} AS kinds,
           (SELECT max(path) FROM sums HAVING count(*) = ${asked.limit}) AS last_path,
           ${until}::timestamptz > now() - interval '1 minute' AS provisional`;
}

/** Adds names, today's or the last, and drops customers deleted before the period. */
function named(since: string): Prisma.Sql {
  return Prisma.sql`
    SELECT s.*, coalesce(c.name, gone.name) AS name, coalesce(c.base_currency, gone.currency) AS currency,
           coalesce(c.name_order, ${foldedInSql(Prisma.sql`gone.name`)}) COLLATE "C" AS sort_key
      FROM sums s
      LEFT JOIN customers c ON c.i_customer = s.i_customer
      LEFT JOIN LATERAL (
        SELECT e.name, e.currency, greatest(e.at, (
                 SELECT max(h.at) FROM audit_log h
                  WHERE h.i_customer = s.i_customer AND h.operation = 'deleteCustomer' AND h.changes <> '{}')) AS ended
          FROM ledger e WHERE c.i_customer IS NULL AND e.i_customer = s.i_customer
         ORDER BY e.place DESC LIMIT 1) AS gone ON true
     WHERE c.i_customer IS NOT NULL OR s.moved OR gone.ended >= ${since}::timestamptz`;
}

function byName({ cursor, limit }: Asked): Prisma.Sql {
  const from = cursor
    ? Prisma.sql`WHERE (sort_key, i_customer) > (${cursor.value} COLLATE "C", ${cursor.id})`
    : Prisma.empty;
  return Prisma.sql`${from} ORDER BY sort_key, i_customer LIMIT ${limit + 1}`;
}

function row(top: string, stopped: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`jsonb_build_object(
    'i_customer', p.i_customer, 'name', p.name, 'currency', p.currency, 'sort_key', p.sort_key,
    'below', length(substr(p.path, ${top.length + 1}::int)) - length(replace(substr(p.path, ${top.length + 1}::int), '/', '')) - 1,
    'parent_name', (SELECT coalesce(o.name, e.name)
                      FROM ledger e LEFT JOIN customers o ON o.i_customer = e.i_customer
                     WHERE e.i_customer = ${parentAlong(Prisma.sql`p.path`)}
                     ORDER BY e.place DESC LIMIT 1),
    'today', CASE WHEN c.i_customer IS NOT NULL THEN jsonb_build_object(
               'credit_limit', c.credit_limit::text,
               'blocked', EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer),
               'stopped_by', ${stopped}) END,
    ${figures((column) => Prisma.sql`p.${column}`)})`;
}

const totals = Prisma.sql`(
  SELECT coalesce(jsonb_agg(jsonb_build_object('currency', t.currency, 'customers', t.customers,
                                               ${figures((column) => Prisma.sql`t.${column}`)})
                            ORDER BY t.currency), '[]')
    FROM (SELECT n.currency, count(*)::int AS customers, sum(n.opening) AS opening, sum(n.closing) AS closing,
                 ${eachKind((kind) => Prisma.sql`sum(n.${columnOf(kind)}) AS ${columnOf(kind)}`)}
            FROM named n GROUP BY n.currency) AS t)`;

const kinds = Prisma.sql`(
  SELECT array_remove(ARRAY[${eachKind(
    (kind) => Prisma.sql`CASE WHEN bool_or(n.${columnOf(kind)} <> 0) THEN ${kind}::text END`,
  )}], NULL) FROM named n)`;

/** The members of a JSON object, amounts as decimal text with six places. */
function figures(column: (name: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  const text = (name: Prisma.Sql) => Prisma.sql`${column(name)}::numeric(38, 6)::text`;
  return Prisma.sql`
    'opening', ${text(Prisma.sql`opening`)}, 'closing', ${text(Prisma.sql`closing`)},
    'sums', jsonb_build_object(${eachKind((kind) => Prisma.sql`${kind}::text, ${text(columnOf(kind))}`)})`;
}

function eachKind(part: (kind: LedgerKind) => Prisma.Sql): Prisma.Sql {
  return Prisma.join(ledgerKinds.map(part));
}

/** The kinds come from our own code, so a raw column name is safe. */
function columnOf(kind: LedgerKind): Prisma.Sql {
  return Prisma.raw(`"of_${kind}"`);
}
