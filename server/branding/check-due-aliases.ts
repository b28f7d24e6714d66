import { isLocalAlias } from "../brand/alias/alias-name";
import { findToken } from "../brand/alias/alias-proof";
import { database } from "../database/client";
import { log } from "../ground/log";
import { settleCheck } from "./settle-check";

/** A silent DNS server delays a round by seconds, so we ask for many at once and for only one batch per round. */
const mostAtOnce = 50;
/** how long a process may work on its batch before another takes it over */
const takenForSeconds = 300;

type Due = { readonly i_customer: number; readonly alias: string; readonly token: string };

/**
 * Checks the records of all aliases that are due. A process postpones what it takes before it asks DNS, so that no
 * other process takes the same, and one that dies loses nothing. No transaction waits for DNS.
 * @returns the number of aliases
 */
export async function checkDueAliases(): Promise<number> {
  const due = await take();
  await Promise.all(due.map(checkOne));
  return due.length;
}

async function take(): Promise<Due[]> {
  return await database().$queryRaw<Due[]>`
    UPDATE alias_proofs p SET next_look_at = now() + make_interval(secs => ${takenForSeconds})
      FROM customers c
     WHERE c.i_customer = p.i_customer
       AND p.i_customer IN (SELECT d.i_customer FROM alias_proofs d WHERE d.next_look_at <= now()
                             ORDER BY d.next_look_at LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)
    RETURNING p.i_customer, c.dns_alias AS alias, p.token`;
}

async function checkOne({ i_customer, alias, token }: Due): Promise<void> {
  try {
    if (alias === "" || isLocalAlias(alias)) await passOver(i_customer);
    else await settleCheck({ i_customer, alias, seen: await findToken(alias, token) });
  } catch (error) {
    // one failure must not stop the others; this alias is due again later
    log.error({ err: error, i_customer }, "an alias could not be looked at");
  }
}

/** Postpones an alias that has nothing to check by a day. */
async function passOver(i_customer: number): Promise<void> {
  await database().$executeRaw`
    UPDATE alias_proofs SET next_look_at = now() + interval '1 day' WHERE i_customer = ${i_customer}`;
}
