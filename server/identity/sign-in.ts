import type { Actor } from "../actor";
import { audit } from "../audit/audit";
import { database } from "../database/client";
import { customerOfAlias } from "../network/hosts";
import { Refusal } from "../refusal";
import { isAccessLevel } from "./access-levels";
import { blockedLogIn } from "./blocked-log-in";
import { openSession, type SessionKind } from "./sessions";
import { spendOneTimePassword } from "./spend-one-time-password";
import { forgetFailures, throttled, webKey } from "./throttle";
import { belongsTo, verifyLogIn, type WebUserRow } from "./verify-log-in";

/** Somebody before the log-in page. */
export type Visitor = {
  readonly host: string;
  readonly address: string | null;
  readonly userAgent: string;
  /** from this machine itself, without forwarding headers */
  readonly local: boolean;
};

export type SignedIn = {
  /** the id that the browser is to hold */
  readonly session: string;
  readonly kind: SessionKind;
  readonly i_lang: string;
  readonly start_page: number;
};

/**
 * Logs somebody in on the web. A one-time password opens a half log-in, which can choose a new password alone.
 * Source: semantics, 'Signing in'. On an alias host only that customer, its descendants and their web users can.
 * @throws Refusal 401, the same for everything that is wrong · 403 blocked, to who has the right password, with the block's text · 429
 */
export async function signIn(visitor: Visitor, login: string, password: string): Promise<SignedIn> {
  const db = database();
  const key = webKey(login);
  const [proof, brandOwner] = await throttled(db, key, () =>
    Promise.all([verifyLogIn(db, login, password, visitor.local), customerOfAlias(visitor.host)]),
  );
  const admitted = proof.by !== "nothing" && (brandOwner === null || belongsTo(proof.user, brandOwner));
  if (!admitted) throw new Refusal(401, "Authentication failed", undefined, { key: "wrong_login" });
  await forgetFailures(db, key);
  const { user } = proof;
  if (user.blocked) throw await blockedLogIn(db, user);
  const kind = proof.by === "password" ? "full" : "half";
  return await db.$transaction(async (tx) => {
    if (kind === "half") await spendOneTimePassword(tx, user.i_web_user, password);
    const foreign = kind === "half" ? user.one_time_foreign : user.password_foreign;
    const { host, address, userAgent } = visitor;
    const session = await openSession(tx, {
      i_web_user: user.i_web_user,
      kind,
      host,
      address,
      userAgent,
      foreign,
    });
    await audit(tx, actorFor(user, address, foreign), {
      operation: "signIn",
      target: { i_customer: user.i_customer, path: user.path, name: user.login },
      detail: { by: proof.by },
    });
    return { session, kind, i_lang: user.i_lang, start_page: user.start_page };
  });
}

function actorFor(user: WebUserRow, address: string | null, foreignCredential: boolean): Actor {
  const { i_customer, i_web_user, login, access_level } = user;
  if (!isAccessLevel(access_level)) throw new Error("the database holds known access levels only");
  return { door: "web", i_customer, i_web_user, login, access_level, address, foreignCredential };
}
