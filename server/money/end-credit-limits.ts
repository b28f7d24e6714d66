import { database } from "../database/client";
import { log } from "../ground/log";
import { Refusal } from "../ground/refusal";
import { endIfDue } from "../ledger/credit-limit-ends";
import { lockCustomers } from "../operation/lock-places";
import { storedCustomer } from "../record/customer-row";

const mostAtOnce = 1_000;

/**
 * Ends every expired credit limit, each in its own transaction with its history entry. Several processes may run it at
 * once, and one may be killed midway: the due rows are in the database, the search skips rows that another process is
 * ending, and each end takes the same locks, in the same order, as every change of a limit.
 * @returns how many this call ended
 */
export async function endDueCreditLimits(): Promise<number> {
  const due = await database().$queryRaw<{ i_customer: number; i_wholesaler: number }[]>`
    SELECT e.i_customer, c.i_wholesaler FROM credit_limit_ends e JOIN customers c USING (i_customer)
     WHERE e.at <= now() ORDER BY e.at LIMIT ${mostAtOnce} FOR UPDATE OF e SKIP LOCKED`;
  let ended = 0;
  for (const one of due) {
    try {
      if (await endOne(one)) ended += 1;
    } catch (error) {
      // it was deleted meanwhile, and its end with it
      if (error instanceof Refusal && error.code === 404) continue;
      // it stays due; the others do not wait for it
      log.error({ err: error, i_customer: one.i_customer }, "a credit limit could not be ended");
    }
  }
  return ended;
}

async function endOne(due: { readonly i_customer: number; readonly i_wholesaler: number }): Promise<boolean> {
  return await database().$transaction(async (db) => {
    await lockCustomers(db, [due.i_wholesaler, due.i_customer]);
    const customer = await storedCustomer(db, due.i_customer);
    return (await endIfDue(db, customer)).credit_limit !== customer.credit_limit;
  });
}
