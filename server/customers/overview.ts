import { mayAct } from "../actor/access-levels";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { timeZoneName } from "../dictionaries/dictionaries";
import { creditLimitInForce } from "../ledger/credit-limit-ends";
import { type LedgerSum, ledgerKinds } from "../ledger/ledger";
import { type Commitment, commitmentOf } from "../ledger/overcommit";
import { isChange } from "../operation/is-change";
import { operation } from "../operation/operation";
import { type Attention, attentions, needsAttention } from "../record/attention";
import { isCounted, type Looking } from "../record/customer-filter";
import { below, type Node, within } from "../tree/tree";

/** The customers that need attention for one reason: how many, and the worst few. */
export type NeedsAttention = {
  readonly what: Attention | "blocked";
  readonly count: number;
  readonly worst: readonly { readonly i_customer: number; readonly name: string }[];
};

/** What resellers see of the customers below them. */
export type Below = {
  readonly direct: number;
  readonly descendants: number;
  /** the reasons that occur. `blocked` counts all levels, the others count direct sub-customers */
  readonly attention: readonly NeedsAttention[];
  /** how much of its funds the scope has given to direct sub-customers; null: it has no overcommit protection */
  readonly commitment: Commitment | null;
  /** of direct sub-customers, one row per currency */
  readonly sums: readonly {
    readonly currency: string;
    readonly owed: string;
    readonly held: string;
    readonly credit: string;
    readonly customers: number;
  }[];
  /** descendants at the end of each of the last twelve months, the oldest first */
  readonly growth: readonly {
    readonly month: string;
    readonly created: number;
    readonly deleted: number;
    readonly total: number;
  }[];
  /** of the last thirty days, the oldest first */
  readonly activity: readonly {
    readonly day: string;
    readonly changes: number;
    /** payments booked, by currency */
    readonly payments: Readonly<Record<string, string>>;
  }[];
};

export type Overview = {
  readonly name: string;
  readonly balance: string;
  readonly credit_limit: string;
  readonly base_currency: string;
  readonly is_root: boolean;
  /** the bookings of the last thirty days by kind, without zero sums: together they are the change of the balance */
  readonly booked: readonly LedgerSum[];
  /** we tell the scope when less than this is available; null: never */
  readonly threshold: string | null;
  /** whether the scope itself can spend little or nothing more, by the rule for sub-customers */
  readonly needs: "over" | "low" | null;
  /** null if the reader sees only its own figures. Source: semantics, 'Access levels' */
  readonly below: Below | null;
};

/** The figures of the scope and of everybody below it. Four statements; months and days in the scope's time zone. */
export const getOverview = operation({
  name: "getOverview",
  input: () => ({}),
  needs: { about: "scope", right: null, acts: ["overview"], scope: "i_wholesaler" },
  effect: "reads",
  stale: "allowed",
  async run({ db, actor, scope, lineage, rights }): Promise<Overview> {
    const [own, below] = await Promise.all([
      findOwn(db, scope),
      mayAct(actor.access_level, "read") ? findBelow(db, { scope, lineage, rights }) : null,
    ]);
    return { ...own, below };
  },
});

async function findOwn(db: Queries, { i_customer }: Node): Promise<Omit<Overview, "below">> {
  const [own] = await readRows<Omit<Overview, "below">>(
    db,
    Prisma.sql`
    SELECT c.name, c.balance::text, c.credit_limit::text, c.base_currency, c.is_root,
           (SELECT coalesce(json_agg(s), '[]') FROM (
              SELECT l.kind, count(*)::int AS entries, sum(l.amount)::numeric(38, 6)::text AS amount FROM ledger l
               WHERE l.i_customer = c.i_customer AND l.at > now() - interval '30 days'
               GROUP BY l.kind HAVING sum(l.amount) <> 0) AS s) AS booked,
           (SELECT p.low_balance_threshold::numeric(38, 6)::text FROM customer_preferences p WHERE p.i_customer = c.i_customer) AS threshold,
           CASE WHEN c.is_root THEN NULL WHEN ${needsAttention("over", {})} THEN 'over' WHEN ${needsAttention("low", {})} THEN 'low' END AS needs
      FROM (SELECT s.i_customer, s.name, s.balance, ${creditLimitInForce("s")} AS credit_limit, s.base_currency,
                   s.i_wholesaler IS NULL AS is_root
              FROM customers s WHERE s.i_customer = ${i_customer}) AS c`,
  );
  if (!own) throw new Error("the scope was found a moment ago");
  return {
    ...own,
    booked: ledgerKinds.flatMap((kind) => own.booked.filter((sum) => sum.kind === kind)),
  };
}

async function findBelow(db: Queries, looking: Looking): Promise<Below> {
  const { scope } = looking;
  const zone = timeZoneName(scope.i_time_zone);
  const [counts, commitment, [found]] = await Promise.all([
    count(db, looking),
    commitmentOf(db, scope.i_customer),
    // sending three statements would take us longer
    readRows<Found>(
      db,
      Prisma.sql`
      SELECT ${plannedAnew} ${listed(sums(scope))} AS sums, ${listed(months(scope, zone))} AS months,
             ${listed(days(scope, zone))} AS days`,
    ),
  ]);
  if (!found) throw new Error("a statement without a condition has a row");
  return {
    ...counts,
    commitment,
    sums: found.sums,
    growth: withTotals(found.months, counts.descendants),
    activity: found.days.map((day) => ({ ...day, payments: day.payments ?? {} })),
  };
}

type Month = Omit<Below["growth"][number], "total">;
type Day = Omit<Below["activity"][number], "payments"> & {
  readonly payments: Below["activity"][number]["payments"] | null;
};
type Found = {
  readonly sums: Below["sums"];
  readonly months: readonly Month[];
  readonly days: readonly Day[];
};

/** The rows of a query, in its order, as one value. */
function listed(query: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(listed), '[]') FROM (${query}) AS listed)`;
}

const worstShown = 3;

async function count(
  db: Queries,
  looking: Looking,
): Promise<Pick<Below, "direct" | "descendants" | "attention">> {
  const { scope } = looking;
  const direct = Prisma.sql`c.i_wholesaler = ${scope.i_customer}`;
  const kinds = [...attentions, "blocked" as const].map((what) => ({ what, sql: isCounted(what, looking) }));
  const flags = kinds.map(({ what, sql }) => Prisma.sql`(${sql}) AS ${Prisma.raw(what)}`);
  const columns = kinds.map(
    ({ what }) => Prisma.sql`
      count(*) FILTER (WHERE ${Prisma.raw(what)})::int AS ${Prisma.raw(what)},
      (array_agg(i_customer ORDER BY available, i_customer)
         FILTER (WHERE ${Prisma.raw(what)}))[1:${Prisma.raw(String(worstShown))}] AS ${Prisma.raw(`${what}_worst`)}`,
  );
  const named = kinds.map(
    ({ what }) => Prisma.sql`
      (SELECT json_agg(json_build_object('i_customer', w.i_customer, 'name', w.name) ORDER BY t.place)
         FROM unnest(${Prisma.raw(`${what}_worst`)}) WITH ORDINALITY AS t (i_customer, place)
         JOIN customers w ON w.i_customer = t.i_customer) AS ${Prisma.raw(`${what}_named`)}`,
  );
  const [row] = await readRows<Record<string, unknown>>(
    db,
    Prisma.sql`
    SELECT ${plannedAnew} counted.*, ${Prisma.join(named)} FROM (
    SELECT count(*)::int AS descendants, count(*) FILTER (WHERE direct)::int AS direct, ${Prisma.join(columns)}
      FROM (SELECT c.i_customer, c.balance + c.credit_limit AS available, ${direct} AS direct,
                   ${Prisma.join(flags)}
              FROM customers c WHERE ${below(Prisma.sql`c.path`, scope)}) AS c) AS counted`,
  );
  if (!row) throw new Error("a count has a row");
  return {
    direct: Number(row.direct),
    descendants: Number(row.descendants),
    attention: kinds.flatMap(({ what }) => {
      // json_build_object above makes this shape
      const worst = (row[`${what}_named`] ?? []) as NeedsAttention["worst"];
      return Number(row[what]) > 0 ? [{ what, count: Number(row[what]), worst }] : [];
    }),
  };
}

function sums(scope: Node): Prisma.Sql {
  const text = (sum: Prisma.Sql) => Prisma.sql`coalesce(${sum}, 0)::numeric(38, 6)::text`;
  return Prisma.sql`
    SELECT c.base_currency AS currency, count(*)::int AS customers,
           ${text(Prisma.sql`sum(c.credit_limit)`)} AS credit,
           ${text(Prisma.sql`sum(c.balance) FILTER (WHERE c.balance < 0)`)} AS owed,
           ${text(Prisma.sql`sum(c.balance) FILTER (WHERE c.balance > 0)`)} AS held
      FROM customers c WHERE c.i_wholesaler = ${scope.i_customer} GROUP BY 1 ORDER BY 2 DESC, 1`;
}

/** Counts who came and went in each of twelve months; deleted customers came with the first entry of their ledger. */
function months(scope: Node, zone: string): Prisma.Sql {
  return Prisma.sql`
    WITH months AS (
      SELECT month FROM generate_series(date_trunc('month', now() AT TIME ZONE ${zone}) - interval '11 months',
                                        now() AT TIME ZONE ${zone}, '1 month') AS m(month)),
    gone AS (
      SELECT h.i_customer, h.at FROM audit_log h
       WHERE h.operation = 'deleteCustomer' AND ${below(Prisma.sql`h.path`, scope)}),
    events AS (
      SELECT c.created_at AS at, 1 AS created, 0 AS deleted
        FROM customers c WHERE ${below(Prisma.sql`c.path`, scope)}
       UNION ALL
      SELECT l.at, 1, 0 FROM gone JOIN ledger l ON l.i_customer = gone.i_customer AND l.place = 1
       UNION ALL
      SELECT gone.at, 0, 1 FROM gone)
    SELECT to_char(m.month, 'YYYY-MM') AS month, coalesce(sum(e.created), 0)::int AS created,
           coalesce(sum(e.deleted), 0)::int AS deleted
      FROM months m LEFT JOIN events e ON date_trunc('month', e.at AT TIME ZONE ${zone}) = m.month
     GROUP BY m.month ORDER BY m.month`;
}

/** Adds the total at the end of each month, counting back from today's. */
function withTotals(months: readonly Month[], today: number): Below["growth"] {
  let total = today;
  return months
    .toReversed()
    .map((month) => {
      const at = { ...month, total };
      total += month.deleted - month.created;
      return at;
    })
    .toReversed();
}

/** Counts changes and sums up payments on each of thirty days. */
function days(scope: Node, zone: string): Prisma.Sql {
  return Prisma.sql`
    WITH days AS (
      SELECT day::date AS day FROM generate_series((now() AT TIME ZONE ${zone})::date - 29,
                                                   (now() AT TIME ZONE ${zone})::date, '1 day') AS d(day)),
    since AS (SELECT min(day)::timestamp AT TIME ZONE ${zone} AS at FROM days),
    paid AS (
      SELECT day, json_object_agg(currency, amount) AS payments
        FROM (SELECT (l.at AT TIME ZONE ${zone})::date AS day, l.currency, sum(l.amount)::text AS amount
                FROM ledger l, since
               WHERE l.kind = 'payment' AND l.at >= since.at AND ${below(Prisma.sql`l.path`, scope)}
               GROUP BY 1, 2) AS sums
       GROUP BY day),
    changed AS (
      SELECT (h.at AT TIME ZONE ${zone})::date AS day, count(*)::int AS changes
        FROM audit_log h, since
       WHERE h.at >= since.at AND ${isChange} AND ${within(Prisma.sql`h.path`, scope.path)}
       GROUP BY 1)
    SELECT to_char(days.day, 'YYYY-MM-DD') AS day, coalesce(changed.changes, 0) AS changes, paid.payments
      FROM days LEFT JOIN paid ON paid.day = days.day LEFT JOIN changed ON changed.day = days.day
     ORDER BY days.day`;
}
