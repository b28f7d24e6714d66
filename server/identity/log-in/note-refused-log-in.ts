import { findLogin } from "../../credentials/find-login";
import type { Visitor } from "../../credentials/visitor";
import { database } from "../../database/client";
import { noteEvent } from "../../events/write-event";
import { log } from "../../ground/log";
import { audit } from "../../operation/audit";
import { countWithin } from "../../operation/count-within";
import { failuresUntilLocked, logIns, refusedWindowMs } from "../../operation/throttle";
import { refusedKey, toldKey, webKey } from "../../operation/throttle-keys";

/**
 * Records a refused log-in in the history of the login's customer, once in five minutes, because people who guess try
 * often. Runs after the answer, so that its time does not reveal whether the login exists.
 * @returns the work that continues after the answer; for tests
 */
export function noteRefusedLogIn({ address }: Visitor, login: string): Promise<void> {
  return note(address, login).catch((error: unknown) => {
    log.error({ err: error }, "a refused log-in could not be noted");
  });
}

async function note(address: string | null, login: string): Promise<void> {
  const db = database();
  const user = await findLogin(db, login);
  if (!user) return;
  await noteFailures(user, address);
  const { count } = await countWithin(db, refusedKey(user.i_web_user), refusedWindowMs);
  if (count > 1) return;
  const { i_customer } = user;
  await audit(
    db,
    // we do not know who it was, so the entry names nobody of that customer
    { door: "web", i_customer, i_web_user: null, login: null, access_level: "REPORTER", address },
    {
      operation: "refuseSignIn",
      target: { i_customer, path: user.path, name: user.login },
      detail: { web_login: user.login },
    },
  );
}

/**
 * Notes that a login was tried so often that its next tries have to wait, and that they have to wait as long as they ever do: each
 * once in as long as failures count.
 */
async function noteFailures(
  { i_web_user, login }: { readonly i_web_user: number; readonly login: string },
  address: string | null,
): Promise<void> {
  const db = database();
  const key = webKey(login);
  const row = await db.throttle.findUnique({ where: { throttle_key: key }, select: { failures: true } });
  for (const word of ["log_in.failed_often", "log_in.locked"] as const) {
    if ((row?.failures ?? 0) <= (word === "log_in.locked" ? failuresUntilLocked : logIns.free)) continue;
    const { count } = await countWithin(db, toldKey(word, i_web_user), logIns.windowMs);
    if (count === 1) await noteEvent(db, word, { i_web_user }, { login, address });
  }
}
