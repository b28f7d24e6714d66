import { findCustomer } from "../customers/customer-row";
import { database } from "../database/client";
import { Prisma } from "../database/generated/client";
import { keepDoing } from "../keep-doing";
import { log } from "../log";
import { endIfDue } from "./credit-limit-ends";
import { lockFunds } from "./overcommit";

/** Locked by somebody who changes the same customer just now: the next round comes soon. */
const mostAtOnce = 1_000;

/**
 * Lets every raised credit limit whose time is over fall back, each in a transaction of its own with its entry of the
 * history. Good in several processes at once and after any of them was killed: what is due stands in the database, is
 * found without a lock (rows that another process is just ending are passed over), and is ended under the locks that
 * every change of a limit takes, in their order, by whoever comes first.
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
      // the others are not kept waiting for it; it stays due
      log.error({ err: error, i_customer: one.i_customer }, "a credit limit could not be ended");
    }
  }
  return ended;
}

async function endOne(due: { readonly i_customer: number; readonly i_wholesaler: number }): Promise<boolean> {
  return await database().$transaction(async (db) => {
    await lockFunds(db, due.i_wholesaler);
    const customer = await findCustomer(db, Prisma.sql`c.i_customer = ${due.i_customer}`, true);
    if (!customer) return false;
    return (await endIfDue(db, customer)).credit_limit !== customer.credit_limit;
  });
}

const everyMs = 30_000;

/** Ends them from now on, every half minute, in this process. @returns how to stop it, once the round in work is done */
export function keepEndingCreditLimits(): () => Promise<void> {
  return keepDoing("ending raised credit limits", everyMs, endDueCreditLimits);
}
