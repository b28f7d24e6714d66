import type { Queries } from "../database/client";
import { queueMail } from "../outbox/queue-mail";

type Crossed = {
  readonly told: boolean;
  readonly available: string;
  readonly threshold: string;
  readonly currency: string;
};

/**
 * Mails a customer once when its available amount falls below its threshold, and again only after it rose above. Call it
 * after the change of balance, credit limit or threshold, in the same transaction.
 */
export async function noteFunds(db: Queries, i_customer: number): Promise<void> {
  const [crossed] = await db.$queryRaw<Crossed[]>`
    UPDATE customer_preferences p
       SET low_balance_told = coalesce(c.balance + c.credit_limit < p.low_balance_threshold, false)
      FROM customers c
     WHERE c.i_customer = p.i_customer AND p.i_customer = ${i_customer}
       AND p.low_balance_told <> coalesce(c.balance + c.credit_limit < p.low_balance_threshold, false)
    RETURNING p.low_balance_told AS told, (c.balance + c.credit_limit)::text AS available,
              p.low_balance_threshold::text AS threshold, c.base_currency AS currency`;
  if (!crossed?.told) return;
  const { available, threshold, currency } = crossed;
  await queueMail(db, {
    kind: "balance_low",
    to: { i_customer },
    values: { available, threshold, currency },
  });
}
