import { Prisma } from "../database/generated/client";
import { decimalText, type StoredDecimal } from "../money/amount";
import { operation } from "../operation";
import { within } from "./tree";

export type Overview = {
  readonly name: string;
  readonly balance: string;
  readonly credit_limit: string;
  readonly base_currency: string;
  readonly direct: number;
  readonly descendants: number;
  readonly blocked: number;
  /** direct sub-customers that can spend nothing more */
  readonly low: number;
  /** of the direct sub-customers, per currency; never added across currencies */
  readonly sums: readonly {
    readonly currency: string;
    readonly owed: string;
    readonly held: string;
    readonly customers: number;
  }[];
  /** descendants that were created in each of the last twelve months, the oldest first */
  readonly growth: readonly { readonly month: string; readonly created: number }[];
};

/** The scope's own figures and those of what is below it. Three statements, the scope's own apart. */
export const getOverview = operation({
  name: "getOverview",
  input: () => ({}),
  needs: { right: null, acts: ["overview"], scope: "i_wholesaler" },
  writes: false,
  async run({ db, scope }): Promise<Overview> {
    const below = Prisma.sql`${within(Prisma.sql`c.path`, scope.path)} AND c.i_customer <> ${scope.i_customer}`;
    const direct = Prisma.sql`c.i_wholesaler = ${scope.i_customer}`;
    const [[own], sums, growth] = await Promise.all([
      db.$queryRaw<Own[]>`
        SELECT s.name, s.balance, s.credit_limit, s.base_currency, n.*
          FROM customers s, LATERAL (
            SELECT count(*)::int AS descendants, count(*) FILTER (WHERE ${direct})::int AS direct,
                   count(*) FILTER (WHERE EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer))::int AS blocked,
                   count(*) FILTER (WHERE ${direct} AND c.balance + c.credit_limit <= 0)::int AS low
              FROM customers c WHERE ${below}) AS n
         WHERE s.i_customer = ${scope.i_customer}`,
      db.$queryRaw<{ currency: string; owed: StoredDecimal; held: StoredDecimal; customers: number }[]>`
        SELECT c.base_currency AS currency, count(*)::int AS customers,
               coalesce(sum(c.balance) FILTER (WHERE c.balance < 0), 0) AS owed,
               coalesce(sum(c.balance) FILTER (WHERE c.balance > 0), 0) AS held
          FROM customers c WHERE ${direct} GROUP BY 1 ORDER BY 2 DESC`,
      db.$queryRaw<{ month: string; created: number }[]>`
        SELECT to_char(m.month, 'YYYY-MM') AS month, count(c.i_customer)::int AS created
          FROM generate_series(date_trunc('month', now()) - interval '11 months', now(), '1 month') AS m(month)
          LEFT JOIN customers c ON ${below} AND c.created_at >= m.month AND c.created_at < m.month + interval '1 month'
         GROUP BY m.month ORDER BY m.month`,
    ]);
    if (!own) throw new Error("the scope was found a moment ago");
    return {
      ...own,
      balance: decimalText(own.balance),
      credit_limit: decimalText(own.credit_limit),
      sums: sums.map((row) => ({ ...row, owed: decimalText(row.owed), held: decimalText(row.held) })),
      growth,
    };
  },
});

type Own = Omit<Overview, "sums" | "growth" | "balance" | "credit_limit"> & {
  readonly balance: StoredDecimal;
  readonly credit_limit: StoredDecimal;
};
