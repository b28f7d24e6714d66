import { mayAct } from "../actor/access-levels";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { timeZoneName } from "../dictionaries/dictionaries";
import { dayBefore, daysOfMonths } from "../ground/time/calendar";
import { startOfDay, todayIn } from "../ground/time/clock";
import { creditLimitInForce } from "../ledger/credit-limit-ends";
import { type LedgerSum, ledgerKinds } from "../ledger/ledger";
import { type Commitment, commitmentOf } from "../ledger/overcommit";
import { operation } from "../operation/operation";
import { needsAttention } from "../record/attention";
import type { Looking } from "../record/customer-filter";
import { branchSpans } from "../sums/read";
import { type Branch, timedBranch } from "../sums/timed";
import type { Node } from "../tree/tree";
import { findAttention, type NeedsAttention } from "./needs-attention";

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
  /** how many of its webhooks the program has switched off */
  readonly webhooks_off: number;
  /** null if the reader sees only its own figures. Source: semantics, 'Access levels' */
  readonly below: Below | null;
};

/** The figures of the scope and of everybody below it. Five statements; months and days in the scope's time zone. */
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
           CASE WHEN c.is_root THEN NULL WHEN ${needsAttention("over", {})} THEN 'over' WHEN ${needsAttention("low", {})} THEN 'low' END AS needs,
           (SELECT count(*)::int FROM webhook_endpoints p
             WHERE p.i_customer = c.i_customer AND p.state = 'off' AND p.why <> 'person') AS webhooks_off
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
  const [{ sums, attention }, commitment, [found]] = await Promise.all([
    findAttention(db, looking),
    commitmentOf(db, scope.i_customer),
    findInTime(db, await timedBranch(db, scope), zone),
  ]);
  if (!found) throw new Error("a statement without a condition has a row");
  const descendants = sums.reduce((all, { customers }) => all + customers, 0);
  return {
    direct: sums.reduce((all, { direct }) => all + direct, 0),
    descendants,
    attention,
    commitment,
    sums: sums.flatMap(({ currency, owed, held, credit, direct }) =>
      direct > 0 ? [{ currency, owed, held, credit, customers: direct }] : [],
    ),
    growth: withTotals(found.months, descendants),
    activity: found.days.map((day) => ({ ...day, payments: day.payments ?? {} })),
  };
}

type Month = Omit<Below["growth"][number], "total">;
type Day = Omit<Below["activity"][number], "payments"> & {
  readonly payments: Below["activity"][number]["payments"] | null;
};
type Found = { readonly months: readonly Month[]; readonly days: readonly Day[] };

async function findInTime(db: Queries, branch: Branch, zone: string): Promise<Found[]> {
  // sending two statements would take us longer
  return await readRows<Found>(
    db,
    Prisma.sql`SELECT ${plannedAnew} ${listed(months(branch, zone))} AS months, ${listed(days(branch, zone))} AS days`,
  );
}

/** The rows of a query, in its order, as one value. */
function listed(query: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(json_agg(listed), '[]') FROM (${query}) AS listed)`;
}

/** Counts who came and went in each of twelve months. Who came has the first entry of a ledger. */
function months(branch: Branch, zone: string): Prisma.Sql {
  const today = todayIn(zone);
  const thisMonth = Number(today.slice(5, 7));
  const firsts = lastOf(12, (ago) => daysOfMonths(today, thisMonth - ago, 1).since);
  return Prisma.sql`
    WITH ${spans(firsts, zone)},
    happened AS MATERIALIZED (
      SELECT ${placeOf(Prisma.sql`b.since`)} AS place, (sum(b.entries) FILTER (WHERE b.kind = 'opening'))::int AS created,
             (sum(b.entries) FILTER (WHERE b.kind = 'deleted'))::int AS deleted
        FROM ${branchSpans(branch, allBounds, ["opening", "deleted"])} AS b GROUP BY 1)
    SELECT left(s.first, 7) AS month, coalesce(h.created, 0) AS created, coalesce(h.deleted, 0) AS deleted
      FROM spans s LEFT JOIN happened h ON h.place = s.place ORDER BY s.place`;
}

/** Something of each of the last so many, from how many ago it is, today's last. */
function lastOf<Value>(count: number, of: (ago: number) => Value): Value[] {
  return Array.from({ length: count }, (_, place) => of(count - 1 - place));
}

/**
 * Spans of time up to now, each with its place, its first day and its first moment, as parts of a WITH. Our own clock says when a
 * day begins: PostgreSQL takes the second of two midnights.
 * @param firsts the first days of months, or days, of a zone, the latest last
 */
function spans(firsts: readonly string[], zone: string): Prisma.Sql {
  const moments = firsts.map((day) => startOfDay(day, zone).toISOString());
  return Prisma.sql`spans AS MATERIALIZED (
      SELECT place::int, first, since
        FROM unnest(${firsts}::text[], ${moments}::timestamptz[]) WITH ORDINALITY AS s (first, since, place)),
    bounds AS MATERIALIZED (SELECT array_agg(since ORDER BY place) AS since FROM spans)`;
}

const allBounds = Prisma.sql`(SELECT since FROM bounds)`;

/** The place of the span to which a moment belongs: one look among their beginnings, instead of one at each of them. */
function placeOf(moment: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`width_bucket(${moment}, ${allBounds})`;
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
function days(branch: Branch, zone: string): Prisma.Sql {
  return Prisma.sql`
    WITH ${spans(
      lastOf(30, (ago) => dayBefore(todayIn(zone), ago)),
      zone,
    )},
    happened AS MATERIALIZED (
      SELECT ${placeOf(Prisma.sql`b.since`)} AS place, b.kind, b.currency, sum(b.entries)::int AS entries,
             sum(b.amount)::numeric(38, 6)::text AS amount
        FROM ${branchSpans(branch, allBounds, ["payment", "changed"])} AS b GROUP BY 1, 2, 3)
    SELECT s.first AS day, coalesce(c.entries, 0) AS changes,
           (SELECT json_object_agg(p.currency, p.amount) FROM happened p
             WHERE p.place = s.place AND p.kind = 'payment') AS payments
      FROM spans s LEFT JOIN happened c ON c.place = s.place AND c.kind = 'changed' ORDER BY s.place`;
}
