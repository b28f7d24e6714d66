import { audit } from "../audit/audit";
import { readPlainText } from "../customers/read-id";
import { database } from "../database/client";
import { operation } from "../operation";
import { Refusal } from "../refusal";
import { settings } from "../settings";
import { spendOneTimePassword } from "./spend-one-time-password";
import { forgetFailures, throttled } from "./throttle";
import { authKey } from "./throttle-keys";
import { belongsTo, verifyLogIn } from "./verify-log-in";

/**
 * Checks whether a login and a password belong together. Source: seed, authCustomer().
 * Callers may ask about themselves, their descendants and their web users; a trusted host about anybody.
 * @throws Refusal 401 for every failure, in the same words and time · 410 authenticated by the one-time password, which
 *   this uses up · 429
 */
export const authCustomer = operation({
  name: "authCustomer",
  input: (raw) => ({ username: readPlainText(raw, "username"), password: readPlainText(raw, "password") }),
  needs: { right: null, acts: ["read_web_users"], scope: "none" },
  // do not hold a transaction open while hashing; each write is a single statement
  writes: false,
  once: true,
  async run({ db, actor, input }) {
    const key = authKey(actor, input.username);
    const local = actor.door !== "api" || isLocal(actor.address);
    const { username, password } = input;
    const proof = await throttled(db, key, () => verifyLogIn(db, username, password, local));
    if (
      proof.by === "nothing" ||
      proof.user.blocked ||
      !belongsTo(proof.user, actor.i_customer) ||
      // a password alone no longer proves anything
      (proof.user.has_factor && !settings().authcustomerWithoutFactor)
    ) {
      throw new Refusal(401, "Authentication failed", undefined, { key: "not_authenticated" });
    }
    await forgetFailures(db, key);
    const { user } = proof;
    if (proof.by === "password") {
      return { i_customer: user.i_customer, i_web_user: user.i_web_user, i_access_level: user.access_level };
    }
    await database().$transaction(async (tx) => {
      await spendOneTimePassword(tx, user.i_web_user, input.password);
      await audit(tx, actor, {
        operation: "authCustomer",
        target: { i_customer: user.i_customer, path: user.path, name: user.login },
        detail: { by: "one-time password" },
      });
    });
    throw new Refusal(410, "Authenticated by the one-time password, which is now used up", undefined, {
      key: "one_time_used",
    });
  },
});

/** Whether an address belongs to this machine. */
export function isLocal(address: string | null): boolean {
  return address === "::1" || (address?.startsWith("127.") ?? false);
}
