import { Prisma } from "../database/generated/client";
import { plannedAnew } from "../database/statement-names";
import { readCursor, writeCursor } from "../input/cursor";
import { readId } from "../input/read-id";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import { operation } from "../operation/operation";
import { type Stopping, stopping } from "../record/stopping";

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
             (SELECT count(*)::int FROM customers k WHERE k.i_wholesaler = c.i_customer) AS children, below.sums
        FROM (SELECT * FROM customers c WHERE c.i_wholesaler = ${input.i_customer} ${from}
               ORDER BY c.name_order, c.i_customer LIMIT ${pageSize + 1}) AS c
        JOIN customers own ON own.i_customer = ${actor.i_customer}
        CROSS JOIN LATERAL (
          SELECT json_agg(json_build_object('currency', s.base_currency, 'sum', s.sum::text, 'count', s.count)) AS sums
            FROM (SELECT d.base_currency, sum(d.balance) AS sum, count(*)::int AS count FROM customers d
                   WHERE d.path >= c.path AND d.path < left(c.path, -1) || '0'
                   GROUP BY d.base_currency ORDER BY d.base_currency <> own.base_currency, d.base_currency) AS s) AS below
       ORDER BY c.name_order, c.i_customer`;
    const page = rows.slice(0, pageSize);
    const last = page.at(-1);
    return {
      branches: page.map(({ name_order: _key, sums, balance, ...row }) => ({
        ...row,
        balance: decimalText(balance),
        descendants: sums.reduce((total, { count }) => total + count, 0) - 1,
        sums: sums.map(({ currency, sum }) => ({ currency, sum })),
      })),
      next: last && rows.length > pageSize ? writeCursor(last.name_order, last.i_customer, false) : null,
    };
  },
});

type Row = Omit<Branch, "descendants" | "sums" | "balance"> & {
  readonly balance: StoredDecimal;
  readonly name_order: string;
  readonly sums: readonly { currency: string; sum: string; count: number }[];
};
