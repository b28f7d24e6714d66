import { audit } from "../audit/audit";
import { database } from "../database/client";
import { log } from "../log";
import { uniqueKey } from "../unique-key";
import type { Visitor } from "./sign-in";
import { countWithin } from "./throttle";
import { refusedKey } from "./throttle-keys";

/** The history is told once within it. */
export const refusedWindowMs = 5 * 60 * 1000;

/**
 * Notes in the history of the customer whose login it is that a log-in was refused: once in five minutes, since whoever
 * guesses tries often. After the answer, so that nobody can tell by the time whether there is such a login.
 * @returns what goes on after the answer; for tests
 */
export function noteRefusedLogIn({ address }: Visitor, login: string): Promise<void> {
  return note(address, login).catch((error: unknown) => {
    log.error({ err: error }, "a refused log-in could not be noted");
  });
}

type Found = {
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly path: string;
  readonly login: string;
};

async function note(address: string | null, login: string): Promise<void> {
  const db = database();
  const [user] = await db.$queryRaw<Found[]>`
    SELECT w.i_web_user, w.i_customer, c.path, w.login FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE w.login_key = ${uniqueKey(login).slice(0, 256)}`;
  if (!user) return;
  const { count } = await countWithin(db, refusedKey(user.i_web_user), refusedWindowMs);
  if (count > 1) return;
  const { i_customer } = user;
  await audit(
    db,
    // whoever it was is not known: nobody of that customer
    { door: "web", i_customer, i_web_user: null, login: null, access_level: "REPORTER", address },
    {
      operation: "refuseSignIn",
      target: { i_customer, path: user.path, name: user.login },
      detail: { web_login: user.login },
    },
  );
}
