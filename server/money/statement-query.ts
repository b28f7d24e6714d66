import { largestInt } from "@/attributes/kinds/number";
import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import type { Cursor } from "../input/cursor";
import { type LedgerKind, ledgerKinds } from "../ledger/ledger";
import type { Branch } from "../sums/timed";
import { idsOn, parentAlong, within } from "../tree/tree";
import { type Period, statementTotals } from "./statement-totals";

export const statementOrders = ["name", "tree"] as const;
export type StatementOrder = (typeof statementOrders)[number];

type Asked = Period & {
  readonly order: StatementOrder;
  readonly limit: number;
  readonly cursor: Cursor | null;
};

/**
 * Builds the one query of a statement. It finds the customers of one page, living and deleted ones, and reads their figures
 * alone: the closing figure of the last day before the period, and the entries from there on. The totals come from the sums that
 * are kept. It always returns one row.
 * @param stopped who stops a customer `c`, see `stoppedBy`
 */
export function statementQuery(scope: Branch, asked: Asked, stopped: Prisma.Sql): Prisma.Sql {
  const tree = asked.order === "tree";
  const order = orderOf("p", asked);
  return Prisma.sql`
    WITH ${plannedAnew} ${tree ? Prisma.empty : Prisma.sql`${statementTotals(scope, asked)},`}
    page AS MATERIALIZED (
      SELECT p.*, f.* FROM (
        SELECT * FROM ((${living(scope, asked)}) UNION ALL (${gone(scope, asked)})) AS p
         ORDER BY ${order} LIMIT ${asked.limit + 1}) AS p
       CROSS JOIN LATERAL (${figuresOf(asked)}) AS f)
    SELECT (SELECT coalesce(jsonb_agg(${row(scope.path, stopped)} ORDER BY ${order}), '[]')
              FROM page p LEFT JOIN customers c ON c.i_customer = p.i_customer) AS rows,
           ${tree ? Prisma.sql`'[]'::jsonb` : totals} AS totals, ${tree ? Prisma.sql`'{}'::text[]` : kinds} AS kinds,
           (SELECT p.path FROM page p WHERE (SELECT count(*) FROM page) > ${asked.limit}
             ORDER BY ${order} LIMIT 1 OFFSET ${asked.limit - 1}) AS last_path,
           ${asked.until}::timestamptz > now() - interval '1 minute' AS provisional`;
}

/** Those that are there now and were before the period ended. */
function living(scope: Branch, asked: Asked): Prisma.Sql {
  if (asked.order === "tree") return livingWhere(scope, asked, cameBefore("c", asked.until));
  // hardly any of many: in the order of the names one would look at all of them to find those few
  const isFew = Prisma.sql`(
    (SELECT coalesce(sum(t.customers), 0) FROM totals t) < ${fewOfMany.few}::int
    AND (SELECT coalesce(sum(n.customers), 0) FROM now_there n) > ${fewOfMany.many}::int)`;
  const first = Prisma.sql`
    SELECT l.i_customer FROM ledger l
     WHERE l.place = 1 AND l.at < ${asked.until}::timestamptz AND ${within(Prisma.sql`l.path`, scope.path)}`;
  return Prisma.sql`
    (${livingWhere(scope, asked, Prisma.sql`NOT ${isFew} AND ${cameBefore("c", asked.until)}`)})
     UNION ALL
    (${livingWhere(scope, asked, Prisma.sql`${isFew} AND c.i_customer = ANY (ARRAY(${first}))`)})`;
}

/** Rows of customers, which cost some microseconds each. */
const usual = { few: 5_000, many: 20_000 };
let fewOfMany = usual;

/** Lets few customers be many. Only for tests, which cannot have so many; no setting leads here. */
export function boundFewOfMany(to: typeof usual = usual): void {
  fewOfMany = to;
}

function livingWhere(scope: Branch, asked: Asked, were: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT c.i_customer, c.path, c.name, c.base_currency::text AS currency, c.name_order AS sort_key
      FROM customers c
     WHERE ${those("c", scope, asked)} AND ${were} ${from("c", asked)}
     ORDER BY ${orderOf("c", asked)} LIMIT ${asked.limit + 1}`;
}

/** Those that were deleted since the period began, under their last names. */
function gone(scope: Branch, asked: Asked): Prisma.Sql {
  return Prisma.sql`
    SELECT g.i_customer, g.path, g.name, g.currency::text, g.name_order
      FROM deleted_customers g
     WHERE ${those("g", scope, asked)} AND ${cameBefore("g", asked.until)} ${from("g", asked)}
       AND (g.deleted_at >= ${asked.since}::timestamptz
            OR EXISTS (SELECT FROM ledger l WHERE l.path = g.path AND l.at >= ${asked.since}::timestamptz))
     ORDER BY ${orderOf("g", asked)} LIMIT ${asked.limit + 1}`;
}

function those(table: "c" | "g", { i_customer, path }: Branch, { direct }: Asked): Prisma.Sql {
  const own = Prisma.raw(table);
  return direct
    ? Prisma.sql`${own}.i_wholesaler = ${i_customer}`
    : Prisma.sql`${within(Prisma.sql`${own}.path`, path)} AND ${own}.path <> ${path}`;
}

/** A customer came with the first entry of its ledger. */
function cameBefore(table: "c" | "g", until: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT l.at FROM ledger l WHERE l.i_customer = ${Prisma.raw(table)}.i_customer AND l.place = 1) < ${until}::timestamptz`;
}

/** Direct ones are in the tree by their id, which has an index below each parent, and whoever is deeper by the path. */
function orderOf(table: "c" | "g" | "p", { order, direct }: Asked): Prisma.Sql {
  if (order === "tree") return Prisma.raw(direct ? `${table}.i_customer` : `${table}.path`);
  return Prisma.raw(`${table}.${table === "p" ? "sort_key" : "name_order"}, ${table}.i_customer`);
}

function from(table: "c" | "g", { order, cursor, direct }: Asked): Prisma.Sql {
  if (!cursor) return Prisma.empty;
  const own = Prisma.raw(table);
  if (order === "name")
    return Prisma.sql`AND (${own}.name_order, ${own}.i_customer) > (${cursor.value} COLLATE "C", ${cursor.id})`;
  if (!direct) return Prisma.sql`AND ${own}.path > ${cursor.value}`;
  const last = Number(idsOn(cursor.value).at(-1));
  // from the beginning where an address was made by hand
  return Prisma.sql`AND ${own}.i_customer > ${last > 0 && last <= largestInt ? Math.floor(last) : 0}::int`;
}

/** The figures of customer `p`. */
function figuresOf({ since, until }: Period): Prisma.Sql {
  const day = Prisma.sql`(${since}::timestamptz AT TIME ZONE 'UTC')::date`;
  const sum = (amount: Prisma.Sql) => Prisma.sql`coalesce(${amount}, 0)`;
  return Prisma.sql`
    SELECT b.opening, m.*, b.opening + m.booked AS closing
      FROM (SELECT ${sum(Prisma.sql`(
              SELECT d.closing FROM ledger_days d WHERE d.i_customer = p.i_customer AND d.day < ${day}
               ORDER BY d.day DESC LIMIT 1)`)} + ${sum(Prisma.sql`(
              SELECT sum(l.amount) FROM ledger l
               WHERE l.path = p.path AND l.at >= ${day}::timestamp AT TIME ZONE 'UTC' AND l.at < ${since}::timestamptz)`)} AS opening) AS b,
           (SELECT ${sum(Prisma.sql`sum(l.amount)`)} AS booked,
                   ${eachKind((kind) => Prisma.sql`${sum(Prisma.sql`sum(l.amount) FILTER (WHERE l.kind = ${kind})`)} AS ${columnOf(kind)}`)}
              FROM ledger l
             WHERE l.path = p.path AND l.at >= ${since}::timestamptz AND l.at < ${until}::timestamptz) AS m`;
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
                            ORDER BY t.currency), '[]') FROM totals t)`;

const kinds = Prisma.sql`(
  SELECT array_remove(ARRAY[${eachKind(
    (kind) =>
      Prisma.sql`CASE WHEN EXISTS (SELECT FROM moved m WHERE m.kind = ${kind} AND m.volume <> 0) THEN ${kind}::text END`,
  )}], NULL))`;

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
