import { text } from "@/attributes/kinds/text";
import { type DecimalText, fromMillionths, millionths } from "@/attributes/reading/decimal";
import type { Queries } from "../database/client";
import { readId } from "../input/read-id";
import { byKind, readOptional } from "../input/read-parameter";
import { creditLimitInForce } from "../ledger/credit-limit-ends";
import { canGive, readFunds } from "../ledger/overcommit";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";

/** A customer's funds, as a form shows them before a change. */
export type FundsPreview = {
  readonly i_customer: number;
  readonly balance: DecimalText;
  /** the limit in force */
  readonly credit_limit: DecimalText;
  readonly available: DecimalText;
  readonly currency: string;
  /** to what the credit limit falls back by itself, and when; null: it is permanent */
  readonly ends: { readonly falls_to: DecimalText; readonly at: Date } | null;
  /** how far max(balance, 0) + credit limit may rise, by the parent's funds; null: no limit */
  readonly can_give: DecimalText | null;
  /** the booking under the key, if the caller sent one */
  readonly booked: { readonly i_entry: string; readonly amount: DecimalText } | null;
};

/**
 * Returns the funds of a direct sub-customer of the scope, and what its parent can still give it. With its
 * `idempotency_key` a form asks whether it has booked already. @throws Refusal 400 · 404
 */
export const previewFunds = operation({
  name: "previewFunds",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "child" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    idempotency_key: readOptional(raw, "idempotency_key", byKind(text({ min: 1, max: 128 }))),
  }),
  async run({ db, scope, input }): Promise<FundsPreview> {
    const [row] = await db.$queryRaw<Row[]>`
      SELECT c.i_customer, c.balance::text, ${creditLimitInForce("c")}::text AS credit_limit, c.base_currency,
             e.falls_to::text, e.at
        FROM customers c LEFT JOIN credit_limit_ends e ON e.i_customer = c.i_customer AND e.at > now()
       WHERE c.i_customer = ${input.i_customer}`;
    if (!row) throw notFound();
    const { i_customer, balance, credit_limit, base_currency: currency, falls_to, at } = row;
    return {
      i_customer,
      balance,
      credit_limit,
      available: fromMillionths(millionths(balance) + millionths(credit_limit)),
      currency,
      ends: falls_to === null || at === null ? null : { falls_to, at },
      booked: await bookedUnder(db, i_customer, input.idempotency_key),
      can_give: await canGive(db, await readFunds(db, scope.i_customer), row),
    };
  },
});

async function bookedUnder(
  db: Queries,
  i_customer: number,
  key: string | undefined,
): Promise<FundsPreview["booked"]> {
  if (key === undefined) return null;
  const [row] = await db.$queryRaw<{ i_entry: string; amount: DecimalText }[]>`
    SELECT i_entry::text, abs(amount)::text AS amount FROM ledger
     WHERE i_customer = ${i_customer} AND idempotency_key = ${key}`;
  return row ?? null;
}

type Row = Pick<FundsPreview, "i_customer" | "balance" | "credit_limit"> & {
  readonly base_currency: string;
  readonly falls_to: DecimalText | null;
  readonly at: Date | null;
};
