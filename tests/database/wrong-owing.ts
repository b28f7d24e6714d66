import { database } from "@/server/database/client";

/** The customers of whom it is not kept since when they owe: since the first entry after the last that left nothing owed. */
export async function findWrongOwing(): Promise<readonly { readonly i_customer: number }[]> {
  return await database().$queryRaw`
    SELECT c.i_customer FROM customers c
     WHERE c.balance < 0 AND c.owes_since IS DISTINCT FROM (
       SELECT min(l.at) FROM ledger l
        WHERE l.i_customer = c.i_customer
          AND l.place > coalesce((SELECT max(p.place) FROM ledger p
                                   WHERE p.i_customer = c.i_customer AND p.balance_after >= 0), 0))`;
}
