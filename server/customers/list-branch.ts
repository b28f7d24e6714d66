import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { readCursor, writeCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import { operation } from "../operation/operation";
import { type Stopping, stopping } from "../record/stopping";
import { branchSums } from "../sums/read";

/** A customer in the tree, with what is below it. */
export type Branch = Stopping & {
  readonly i_customer: number;
  readonly name: string;
  readonly balance: string;
  readonly base_currency: string;
  readonly children: number;
  readonly descendants: number;
  /** balances of the customer and everything below it, per currency, the reader's own first */
  readonly sums: readonly { readonly currency: string; readonly sum: string }[];
};

const pageSize = 50;

/**
 * Lists one page of the children of a customer in the scope, by name, each with the counts and sums of its branch. The
 * number of statements is fixed: a node with 100,000 children opens like one with ten.
 * @throws Refusal 404
 */
export const listBranch = operation({
  name: "listBranch",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null),
  }),
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  stale: "allowed",
  async run({ db, actor, lineage, input }): Promise<{ branches: Branch[]; next: string | null }> {
    const from = input.cursor
      ? Prisma.sql`AND (c.name_order, c.i_customer) > (${input.cursor.value}, ${input.cursor.id})`
      : Prisma.empty;
    const rows = await db.$queryRaw<Row[]>`
      SELECT ${plannedAnew} c.i_customer, c.name, c.name_order, c.balance, c.base_currency,
             ${stopping(actor, lineage)},
             coalesce(below.children, 0)::int AS children, coalesce(below.descendants, 0)::int AS descendants,
             coalesce(below.sums, '[]') AS sums
        FROM (SELECT * FROM customers c WHERE c.i_wholesaler = ${input.i_customer} ${from}
               ORDER BY c.name_order, c.i_customer LIMIT ${pageSize + 1}) AS c
        JOIN customers own ON own.i_customer = ${actor.i_customer}
        CROSS JOIN LATERAL (
          SELECT sum(s.direct) AS children, sum(s.customers) AS descendants,
                 json_agg(json_build_object('currency', s.currency, 'sum', s.sum::numeric(38, 6)::text)
                          ORDER BY s.currency <> own.base_currency, s.currency) AS sums
            FROM (SELECT b.currency, sum(b.direct) AS direct, sum(b.customers) AS customers, sum(b.balance) AS sum
                    FROM (SELECT currency, direct, customers, balance FROM ${branchSums(Prisma.sql`c.i_customer`, Prisma.sql`c.path`)} AS k
                           WHERE customers > 0
                           UNION ALL SELECT c.base_currency, 0, 0, c.balance) AS b
                   GROUP BY b.currency) AS s) AS below
       ORDER BY c.name_order, c.i_customer`;
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return {
      branches: page.map(({ name_order: _key, balance, ...row }) => ({
        ...row,
        balance: decimalText(balance),
      })),
      next: last && rows.length > pageSize ? writeCursor(last.name_order, last.i_customer, false) : null,
    };
  },
});

type Row = Omit<Branch, "balance"> & { readonly balance: StoredDecimal; readonly name_order: string };
