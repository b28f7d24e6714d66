import { isAccessLevel } from "../../actor/access-levels";
import type { Actor } from "../../actor/actor";
import { admits } from "../../brand/hosts";
import { blockedLogIn } from "../../credentials/blocked-log-in";
import { findDevice } from "../../credentials/devices";
import { openSession, renewSession, type SessionKind } from "../../credentials/sessions";
import { findUserById } from "../../credentials/verify-log-in";
import type { Visitor } from "../../credentials/visitor";
import { welcome } from "../../credentials/welcome";
import { database } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { uniqueKey } from "../../ground/text/unique-key";
import { audit } from "../../operation/audit";
import { countFrom } from "../../operation/throttle";
import { checkPasskey, type PasskeyAnswer } from "../factors/passkeys";
import { type FactorProof, proveFactor } from "../factors/prove-factor";

/** A log-in that went on: what the browser is to hold. */
export type WentOn = {
  readonly session: string;
  readonly kind: SessionKind;
  /** what the browser is to hold so that it is known; null: it holds it already, or is not logged in fully */
  readonly device: string | null;
};

/**
 * Ends the wait for the second factor: the log-in becomes full, or one that chooses a password. Its id is made anew.
 * @throws Refusal 400 the code is wrong · 401 the log-in has ended · 429
 */
export async function finishLogIn(visitor: Visitor, actor: Actor, proof: FactorProof): Promise<WentOn> {
  const { i_web_user, i_session } = actor;
  if (i_web_user === null || i_session === undefined) throw ended();
  await proveFactor({ ...actor, i_web_user }, proof);
  return await goOn(visitor, actor, Object.keys(proof)[0] ?? "code");
}

/** The same once a first factor was set up because one is required. */
export async function goOn(visitor: Visitor, actor: Actor, by: string): Promise<WentOn> {
  const { i_web_user, i_session } = actor;
  if (i_web_user === null || i_session === undefined) throw ended();
  const known = await findDevice(database(), visitor.device ?? null, uniqueKey(actor.login ?? ""));
  return await database().$transaction(async (db) => {
    const waiting = await db.session.findFirst({
      where: { i_session, kind: "factor" },
      select: { becomes: true, web_user: { select: { login: true, last_log_in_at: true } } },
    });
    if (!waiting) throw ended();
    const kind = waiting.becomes === "half" ? "half" : "full";
    const session = await renewSession(db, i_session, { kind });
    if (session === null) throw ended();
    const device =
      kind === "full" ? await welcome(db, { i_web_user, ...waiting.web_user }, known, visitor) : null;
    if (device) await db.session.updateMany({ where: { i_session }, data: { i_device: device.i_device } });
    await audit(db, actor, { operation: "proveFactor", detail: { by } });
    return { session, kind, device: device?.held ?? null };
  });
}

/**
 * Logs somebody in by a passkey alone: it is two factors in one, what one has and who one is.
 * @throws Refusal 401 it is nobody's, or not for this host · 403 blocked · 429
 */
export async function signInByPasskey(
  visitor: Visitor,
  passkey: PasskeyAnswer,
  origin: string,
): Promise<WentOn & { readonly i_lang: string | null }> {
  const db = database();
  const excuse = await countFrom(db, visitor.address);
  const i_web_user = await checkPasskey({ passkey, host: visitor.host, origin }, null);
  const user = i_web_user === null ? null : await findUserById(db, i_web_user);
  if (!user || !(await admits(visitor.host, user.path))) throw wrongPasskey();
  await excuse();
  if (user.blocked) throw await blockedLogIn(db, user);
  const { access_level } = user;
  if (!isAccessLevel(access_level)) throw new Error("the database holds known access levels only");
  const known = await findDevice(db, visitor.device ?? null, uniqueKey(user.login));
  return await db.$transaction(async (tx) => {
    // it may have been removed meanwhile, and the log-ins ended: one more would outlive them
    const held = await tx.$queryRaw<unknown[]>`
      SELECT FROM factors WHERE credential_id = ${passkey.id} AND i_web_user = ${user.i_web_user} FOR SHARE`;
    if (held.length === 0) throw wrongPasskey();
    const kind = user.password_must_change ? "half" : "full";
    const device = kind === "full" ? await welcome(tx, user, known, visitor) : null;
    const session = await openSession(tx, {
      i_web_user: user.i_web_user,
      kind,
      becomes: kind,
      opened_by: "passkey",
      host: visitor.host,
      address: visitor.address,
      userAgent: visitor.userAgent,
      credentialSetBy: null,
      i_device: device?.i_device ?? null,
    });
    const { i_customer, login } = user;
    await audit(
      tx,
      { door: "web", i_customer, i_web_user: user.i_web_user, login, access_level, address: visitor.address },
      {
        operation: "signIn",
        target: { i_customer, path: user.path, name: login },
        detail: { by: "passkey" },
      },
    );
    return { session, kind, device: device?.held ?? null, i_lang: user.i_lang };
  });
}

function wrongPasskey(): Refusal {
  return new Refusal(401, "Authentication failed", undefined, { key: "wrong_passkey" });
}

function ended(): Refusal {
  return new Refusal(401, "The log-in has ended", undefined, { key: "not_authenticated" });
}
