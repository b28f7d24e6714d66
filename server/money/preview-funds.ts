import { text } from "@/attributes/kinds/text";
import type { DecimalText } from "@/attributes/reading/decimal";
import type { Queries } from "../database/client";
import { readId } from "../input/read-id";
import { byKind, readOptional } from "../input/read-parameter";
import { type ToldFunds, toldFunds } from "../ledger/told-funds";
import { operation } from "../operation/operation";

/** A customer's funds, as a form shows them before a change. */
export type FundsPreview = ToldFunds & {
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
  async run({ db, input: { i_customer, idempotency_key } }): Promise<FundsPreview> {
    const [funds, booked] = await Promise.all([
      toldFunds(db, i_customer),
      bookedUnder(db, i_customer, idempotency_key),
    ]);
    return { ...funds, booked };
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
