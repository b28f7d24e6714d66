import { database } from "../database/client";
import { keepDoing } from "../keep-doing";
import { log } from "../log";
import { findToken } from "./find-token";
import { isLocalAlias } from "./local-alias";
import { settleLook } from "./settle-look";

/** DNS that does not answer keeps a round waiting for seconds: many are asked for at once, and a round has no second lot. */
const mostAtOnce = 50;
/** how long a process has for what it took, before another takes it again */
const takenForSeconds = 300;

type Due = { readonly i_customer: number; readonly alias: string; readonly token: string };

/**
 * Looks at the records of aliases that are due, each by one process: what it takes is due again later, before DNS
 * is asked, and taken again where that process dies. No transaction waits for DNS.
 * @returns how many were looked at
 */
export async function lookAtDueAliases(): Promise<number> {
  const due = await take();
  await Promise.all(due.map(lookAtOne));
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

async function lookAtOne({ i_customer, alias, token }: Due): Promise<void> {
  try {
    if (alias === "" || isLocalAlias(alias)) await passOver(i_customer);
    else await settleLook({ i_customer, alias, seen: await findToken(alias, token) });
  } catch (error) {
    // the others are not kept waiting for it; it is due again
    log.error({ err: error, i_customer }, "an alias could not be looked at");
  }
}

/** There is nothing to find; a day later there may be. */
async function passOver(i_customer: number): Promise<void> {
  await database().$executeRaw`
    UPDATE alias_proofs SET next_look_at = now() + interval '1 day' WHERE i_customer = ${i_customer}`;
}

const everyMs = 5_000;

/** Looks at what is due from now on, every five seconds, in this process. @returns how to stop it */
export function keepLookingAtAliases(): () => Promise<void> {
  return keepDoing("looking at aliases", everyMs, lookAtDueAliases);
}
