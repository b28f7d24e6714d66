import { isAccessLevel } from "../../actor/access-levels";
import type { Actor } from "../../actor/actor";
import { customerOfAlias } from "../../brand/hosts";
import { blockedLogIn } from "../../credentials/blocked-log-in";
import { findDevice } from "../../credentials/devices";
import { openSession, type SessionKind } from "../../credentials/sessions";
import { spendOneTimePassword } from "../../credentials/spend-one-time-password";
import { belongsTo, holdsPassword, verifyLogIn, type WebUserRow } from "../../credentials/verify-log-in";
import type { Visitor } from "../../credentials/visitor";
import { welcome } from "../../credentials/welcome";
import { database } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { uniqueKey } from "../../ground/text/unique-key";
import { audit } from "../../operation/audit";
import { countFrom, forgetFailures, throttled } from "../../operation/throttle";
import { deviceKey, webKey } from "../../operation/throttle-keys";
import { noteRefusedLogIn } from "./note-refused-log-in";

export type SignedIn = {
  /** the id for the browser */
  readonly session: string;
  readonly kind: SessionKind;
  /** see `WebUserRow` */
  readonly i_lang: string | null;
  readonly start_page: number;
  /** what lets us recognise the browser from now on; null: it has that already, or is not fully logged in */
  readonly device: string | null;
};

/**
 * Logs somebody in on the web. A one-time password, or one that they must change, opens a half log-in, which can only
 * choose a new password; if people need a second factor, it opens one that waits for it.
 * Source: semantics, 'Signing in'. On an alias host only that customer, its descendants and their web users can log in.
 * @throws Refusal 401, the same for every mistake · 403 blocked, with the block's text, if the password is right · 429
 */
export async function signIn(visitor: Visitor, login: string, password: string): Promise<SignedIn> {
  const db = database();
  const known = await findDevice(db, visitor.device ?? null, uniqueKey(login));
  // a browser in which its owner was logged in has its own limit, so strangers cannot lock the owner out
  const key = known ? deviceKey(known.i_device) : webKey(login);
  const excuse = known ? async () => {} : await countFrom(db, visitor.address);
  const [proof, brandOwner] = await throttled(db, key, () =>
    Promise.all([verifyLogIn(db, login, password, visitor.local), customerOfAlias(visitor.host)]),
  );
  const admitted = proof.by !== "nothing" && (brandOwner === null || belongsTo(proof.user, brandOwner));
  if (!admitted) {
    void noteRefusedLogIn(visitor, login);
    throw wrongLogIn();
  }
  await forgetFailures(db, key);
  await excuse();
  const { user } = proof;
  if (user.blocked) throw await blockedLogIn(db, user);
  const becomes = proof.by === "password" && !user.password_must_change ? "full" : "half";
  const kind = user.has_factor || user.factor_required ? "factor" : becomes;
  return await db.$transaction(async (tx) => {
    if (proof.by === "password" && !(await holdsPassword(tx, user.i_web_user, proof.hash)))
      throw wrongLogIn();
    if (proof.by === "one-time password") await spendOneTimePassword(tx, user.i_web_user, password);
    const credentialSetBy = proof.by === "password" ? user.password_set_by : user.one_time_set_by;
    const { host, address, userAgent } = visitor;
    const device = kind === "full" ? await welcome(tx, user, known, visitor) : null;
    const session = await openSession(tx, {
      i_web_user: user.i_web_user,
      kind,
      becomes,
      opened_by: proof.by,
      host,
      address,
      userAgent,
      credentialSetBy,
      i_device: device?.i_device ?? null,
    });
    await audit(tx, actorFor(user, address, credentialSetBy), {
      operation: "signIn",
      target: { i_customer: user.i_customer, path: user.path, name: user.login },
      detail: { by: proof.by },
    });
    const { i_lang, start_page } = user;
    return { session, kind, i_lang, start_page, device: device?.held ?? null };
  });
}

function wrongLogIn(): Refusal {
  return new Refusal(401, "Authentication failed", undefined, { key: "wrong_login" });
}

function actorFor(user: WebUserRow, address: string | null, credentialSetBy: number | null): Actor {
  const { i_customer, i_web_user, login, access_level } = user;
  if (!isAccessLevel(access_level)) throw new Error("the database holds known access levels only");
  return { door: "web", i_customer, i_web_user, login, access_level, address, credentialSetBy };
}
