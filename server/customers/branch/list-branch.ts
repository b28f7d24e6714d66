import { Prisma } from "../../database/generated/client";
import { plannedAnew } from "../../database/statement-names";
import { type Cursor, readCursor, writeCursor } from "../../input/cursor";
import { readCount, readId } from "../../input/read-id";
import { rowsIn } from "../../input/read-page";
import { decimalText, type StoredDecimal } from "../../ledger/amount";
import { operation } from "../../operation/operation";
import { type Stopping, stopping } from "../../record/stopping";
import { branchOf, branchSums } from "../../sums/read";

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

export type Branches = {
  readonly branches: Branch[];
  /** how many children there are */
  readonly children: number;
  readonly next: string | null;
};

/** How many children come at once. */
export const windowSize = 100;

/**
 * Lists a window of the children of a customer in the scope, by name, each with the counts and sums of its branch, and how
 * many children there are. `offset` says how many come before it: they are counted in the index alone, so a node with
 * 100,000 children is read in the middle like one with ten. Programs go on from the place `after`, with a `limit` of their own.
 * @throws Refusal 404
 */
export const listBranch = operation({
  name: "listBranch",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    offset: readCount(raw, "offset") ?? 0,
    cursor: readCursor(typeof raw.after === "string" ? raw.after : null),
    // addresses hold text, so only our own code passes a number
    limit: rowsIn(raw.limit, windowSize),
  }),
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  stale: "allowed",
  async run({ db, actor, lineage, target, input }): Promise<Branches> {
    const rows = await db.$queryRaw<Row[]>`
      SELECT ${plannedAnew} c.i_customer, c.name, c.name_order AS place, c.balance, c.base_currency, ${stopping(actor, lineage)},
             coalesce(below.children, 0)::int AS children, coalesce(below.descendants, 0)::int AS descendants,
             coalesce(below.sums, '[]') AS sums, all_of_them.siblings
        FROM (SELECT coalesce(sum(k.direct), 0)::int AS siblings
                FROM ${branchSums(...branchOf(target.customer))} AS k) AS all_of_them
        LEFT JOIN (${windowOf(input)}) AS c ON true
        LEFT JOIN customers own ON own.i_customer = ${actor.i_customer}
        LEFT JOIN LATERAL (
          SELECT sum(s.direct) AS children, sum(s.customers) AS descendants,
                 json_agg(json_build_object('currency', s.currency, 'sum', s.sum::numeric(38, 6)::text)
                          ORDER BY s.currency <> own.base_currency, s.currency) AS sums
            FROM (SELECT b.currency, sum(b.direct) AS direct, sum(b.customers) AS customers, sum(b.balance) AS sum
                    FROM (SELECT currency, direct, customers, balance FROM ${branchSums(Prisma.sql`c.i_customer`, Prisma.sql`c.path`)} AS k
                           WHERE customers > 0
                           UNION ALL SELECT c.base_currency, 0, 0, c.balance) AS b
                   GROUP BY b.currency) AS s) AS below ON true
       ORDER BY c.name_order, c.i_customer`;
    const found = rows.filter((row) => row.i_customer !== null);
    const shown = found.slice(0, input.limit);
    const last = shown.at(-1);
    return {
      branches: shown.map(({ siblings: _siblings, place: _place, balance, ...row }) => ({
        ...row,
        balance: decimalText(balance),
      })),
      children: Math.max(rows[0]?.siblings ?? 0, seenBy(input.offset, shown.length)),
      next:
        last && found.length > input.limit
          ? writeCursor(last.place, last.i_customer, false, (input.cursor?.before ?? 0) + shown.length)
          : null,
    };
  },
});

/** Rows that are there count, whatever the sums say. */
function seenBy(offset: number, rows: number): number {
  return rows > 0 ? offset + rows : 0;
}

/** The rows of a window, and one more where others follow. */
function windowOf({
  i_customer,
  offset,
  cursor,
  limit,
}: {
  readonly i_customer: number;
  readonly offset: number;
  readonly cursor: Cursor | null;
  readonly limit: number;
}): Prisma.Sql {
  const children = Prisma.sql`
    FROM customers w WHERE w.i_wholesaler = ${i_customer}`;
  const inOrder = Prisma.sql`ORDER BY w.name_order, w.i_customer LIMIT ${limit + 1}::int`;
  if (cursor)
    return Prisma.sql`
      SELECT w.* ${children} AND (w.name_order, w.i_customer) > (${cursor.value}, ${cursor.id}::int) ${inOrder}`;
  if (offset === 0) return Prisma.sql`SELECT w.* ${children} ${inOrder}`;
  // the index finds the place without the rows before it, and they are read from there on
  return Prisma.sql`
    WITH place AS MATERIALIZED (
      SELECT w.name_order, w.i_customer ${children} ORDER BY w.name_order, w.i_customer OFFSET ${offset} LIMIT 1)
    SELECT w.* ${children}
       AND (w.name_order, w.i_customer) >= ((SELECT name_order FROM place), (SELECT i_customer FROM place))
     ${inOrder}`;
}

/** One window's row; of a window without any there is one without a customer. */
type Row = Omit<Branch, "balance"> & {
  readonly balance: StoredDecimal;
  readonly siblings: number;
  readonly place: string;
};
