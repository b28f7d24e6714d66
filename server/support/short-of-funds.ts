import type { Queries } from "../database/client";
import { decimalText, type StoredDecimal } from "../ledger/amount";
import { type CountedList, isCounted, type Looking } from "../record/customer-filter";
import { type Found, foundIn, mostShown } from "./found";

/** A direct sub-customer that can spend little or nothing more. */
export type ShortOfFunds = {
  readonly i_customer: number;
  readonly name: string;
  readonly balance: string;
  readonly base_currency: string;
};

/** Finds the direct sub-customers of the scope that are over their credit limit, or low in funds. */
export async function findShortOfFunds(
  db: Queries,
  looking: Looking,
  what: Extract<CountedList, "over" | "low">,
): Promise<Found<ShortOfFunds>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.i_customer, c.name, c.balance, c.base_currency, count(*) OVER ()::int AS count
      FROM customers c WHERE ${isCounted(what, looking)}
     ORDER BY c.balance + c.credit_limit, c.i_customer LIMIT ${mostShown}`;
  return foundIn(rows.map((row) => ({ ...row, balance: decimalText(row.balance) })));
}

type Row = Omit<ShortOfFunds, "balance"> & { readonly balance: StoredDecimal; readonly count: number };
