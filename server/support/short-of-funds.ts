import { type Attention, needsAttention } from "../customers/attention";
import type { EffectiveRights } from "../customers/rights";
import type { Node } from "../customers/tree";
import type { Queries } from "../database/client";
import { decimalText, type StoredDecimal } from "../money/amount";
import { type Found, foundIn, mostShown } from "./found";

/** A direct sub-customer that can spend little or nothing more. */
export type ShortOfFunds = {
  readonly i_customer: number;
  readonly name: string;
  readonly balance: string;
  readonly base_currency: string;
};

/**
 * The direct sub-customers of the scope that are over their credit limit, or low in funds: whom the overview counts so, and
 * the list of customers has for `needs`.
 */
export async function findShortOfFunds(
  db: Queries,
  scope: Node,
  what: Extract<Attention, "over" | "low">,
  rights: EffectiveRights,
): Promise<Found<ShortOfFunds>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.i_customer, c.name, c.balance, c.base_currency, count(*) OVER ()::int AS count
      FROM customers c WHERE c.i_wholesaler = ${scope.i_customer} AND ${needsAttention(what, rights)}
     ORDER BY c.balance + c.credit_limit, c.i_customer LIMIT ${mostShown}`;
  return foundIn(rows.map((row) => ({ ...row, balance: decimalText(row.balance) })));
}

type Row = Omit<ShortOfFunds, "balance"> & { readonly balance: StoredDecimal; readonly count: number };
