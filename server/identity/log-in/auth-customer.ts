import { type Actor, isProgram } from "../../actor/actor";
import { findLogin, type LoginOwner } from "../../credentials/find-login";
import { spendOneTimePassword } from "../../credentials/spend-one-time-password";
import { belongsTo, verifyLogIn } from "../../credentials/verify-log-in";
import { database, type Queries } from "../../database/client";
import { isLocal } from "../../ground/network/networks";
import { Refusal } from "../../ground/refusal";
import { settings } from "../../ground/settings";
import { readPlainText } from "../../input/read-id";
import { type AuditEntry, audit } from "../../operation/audit";
import { operation } from "../../operation/operation";
import { forgetFailures, throttled } from "../../operation/throttle";
import { authKey } from "../../operation/throttle-keys";

/**
 * Checks whether a login and a password belong together. Source: seed, authCustomer().
 * Callers may ask about themselves, their descendants and their web users; a trusted host about anybody.
 * @throws Refusal 401 for every failure, in the same words and time · 410 authenticated by the one-time password, which
 *   this uses up · 429
 */
export const authCustomer = operation({
  name: "authCustomer",
  input: (raw) => ({ username: readPlainText(raw, "username"), password: readPlainText(raw, "password") }),
  needs: { about: "scope", right: null, acts: ["read_web_users"], scope: "none" },
  // do not hold a transaction open while hashing; each write is a single statement
  effect: "writes-itself",
  async run({ db, actor, input, madeEntry }) {
    const key = authKey(actor, input.username);
    const local = !isProgram(actor) || isLocal(actor.address);
    const { username, password } = input;
    const proof = await throttled(db, key, () => verifyLogIn(db, username, password, local));
    madeEntry();
    if (
      proof.by === "nothing" ||
      proof.user.blocked ||
      !belongsTo(proof.user, actor.i_customer) ||
      // a password alone no longer proves anything
      (proof.user.has_factor && !settings().authcustomerWithoutFactor)
    ) {
      await auditFailure(db, actor, username);
      throw new Refusal(401, "Authentication failed", undefined, { key: "not_authenticated" });
    }
    await forgetFailures(db, key);
    const { user } = proof;
    if (proof.by === "password") {
      await audit(db, actor, entryOf(user, { by: proof.by }));
      return { i_customer: user.i_customer, i_web_user: user.i_web_user, i_access_level: user.access_level };
    }
    await database().$transaction(async (tx) => {
      await spendOneTimePassword(tx, user.i_web_user, input.password);
      await audit(tx, actor, entryOf(user, { by: proof.by }));
    });
    throw new Refusal(410, "Authenticated by the one-time password, which is now used up", undefined, {
      key: "one_time_used",
    });
  },
});

function entryOf(
  { i_customer, path, login }: Pick<LoginOwner, "i_customer" | "path" | "login">,
  detail: Readonly<Record<string, unknown>>,
): AuditEntry {
  const target = { i_customer, path, name: login };
  return { operation: "authCustomer", target, detail: { ...detail, web_login: login } };
}

/**
 * The entry of a failure: in the history of whose login it is, if that is within the caller's sight, else in the caller's
 * own, without what was typed. Does the same work for every reason.
 */
async function auditFailure(db: Queries, actor: Actor, username: string): Promise<void> {
  const user = await findLogin(db, username);
  const refused = { refused: 401 };
  const isSeen = user !== undefined && belongsTo(user, actor.i_customer);
  await audit(db, actor, isSeen ? entryOf(user, refused) : { operation: "authCustomer", detail: refused });
}
