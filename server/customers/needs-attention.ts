import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { type Attention, attentions } from "../record/attention";
import { isCounted, type Looking } from "../record/customer-filter";
import { branchOf, branchSums } from "../sums/read";

/** The customers that need attention for one reason: how many, and the worst few. */
export type NeedsAttention = {
  readonly what: Attention | "blocked";
  readonly count: number;
  /** there are more than `count`, which we did not count */
  readonly isMore: boolean;
  readonly worst: readonly { readonly i_customer: number; readonly name: string }[];
};

/** The sums of a branch in one currency. Amounts are decimal text, and but for `customers` of direct sub-customers alone. */
export type BranchSum = {
  readonly currency: string;
  readonly customers: number;
  readonly blocked: number;
  readonly direct: number;
  readonly owed: string;
  readonly held: string;
  readonly credit: string;
  readonly over: number;
  readonly low: number;
};

const worstShown = 3;
/** What hangs on the rights of those above is not kept, so that we look at as many as this. */
const mostCounted = 1_000;

/** Finds the sums of a branch, and who needs attention in it. One statement. */
export async function findAttention(
  db: Queries,
  looking: Looking,
): Promise<{ readonly sums: readonly BranchSum[]; readonly attention: readonly NeedsAttention[] }> {
  const { scope } = looking;
  const [row] = await readRows<Found>(
    db,
    Prisma.sql`
    WITH ${plannedAnew} sums AS MATERIALIZED (
      SELECT * FROM ${branchSums(...branchOf(scope))} AS s)
    SELECT (SELECT coalesce(json_agg(s ORDER BY s.direct DESC, s.currency), '[]') FROM (
              SELECT currency, customers, blocked, direct, owed::numeric(38, 6)::text, held::numeric(38, 6)::text,
                     credit::numeric(38, 6)::text, over, low FROM sums) AS s) AS sums,
           ${ifAny("over", worst("over", looking))} AS over, ${ifAny("low", worst("low", looking))} AS low,
           ${ifAny("blocked", worst("blocked", looking))} AS blocked,
           ${ifAny("direct", worst("dormant", looking, mostCounted + 1))} AS dormant`,
  );
  if (!row) throw new Error("a statement without a condition has a row");
  const { sums } = row;
  const kept = (what: "over" | "low" | "blocked") => sums.reduce((all, sum) => all + sum[what], 0);
  const dormant = row.dormant?.length ?? 0;
  const counts = {
    over: kept("over"),
    low: kept("low"),
    blocked: kept("blocked"),
    dormant: Math.min(dormant, mostCounted),
  };
  return {
    sums,
    attention: [...attentions, "blocked" as const].flatMap((what) =>
      counts[what] > 0
        ? [
            {
              what,
              count: counts[what],
              isMore: what === "dormant" && dormant > mostCounted,
              worst: (row[what] ?? []).slice(0, worstShown),
            },
          ]
        : [],
    ),
  };
}

type Found = { readonly sums: readonly BranchSum[] } & Readonly<
  Record<NeedsAttention["what"], NeedsAttention["worst"] | null>
>;

/** Looks for the rows only where the sums say that there are some. */
function ifAny(figure: "over" | "low" | "blocked" | "direct", rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN (SELECT sum(${Prisma.raw(figure)}) FROM sums) > 0 THEN ${rows} END`;
}

/** Those that can spend least, as JSON. */
function worst(what: NeedsAttention["what"], looking: Looking, most = worstShown): Prisma.Sql {
  return Prisma.sql`(
    SELECT json_agg(json_build_object('i_customer', w.i_customer, 'name', w.name)) FROM (
      SELECT c.i_customer, c.name FROM customers c WHERE ${isCounted(what, looking, what === "dormant" ? "index" : "rows")}
       ORDER BY c.balance + c.credit_limit, c.i_customer LIMIT ${most}) AS w)`;
}
