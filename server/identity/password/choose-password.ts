import type { Actor } from "../../actor/actor";
import { findDevice, forgetDevices } from "../../credentials/devices";
import { endKeysWithPassword, type KeysThen } from "../../credentials/keys/end-keys";
import { endAddressLinks, endPasswordLinks } from "../../credentials/links/end-links";
import { isOwnPassword } from "../../credentials/own-password";
import { hashPassword } from "../../credentials/password-hash";
import { demandPolicy, policyInForce } from "../../credentials/password-policy";
import { endSessions, renewSession } from "../../credentials/sessions";
import type { Visitor } from "../../credentials/visitor";
import { welcome } from "../../credentials/welcome";
import { database, type Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { uniqueKey } from "../../ground/text/unique-key";
import { audit } from "../../operation/audit";
import { demandFreshness } from "../../operation/demands";
import { type Asked, demandMay } from "../../operation/may";
import { queueMail } from "../../outbox/queue-mail";
import { readAttributes } from "../../record/read-attributes";
import { lineageOf } from "../../tree/tree";

/** What `choosePassword` needs, which is no operation: support sessions cannot touch what belongs to a person. */
export const choosingPassword: Asked<unknown> = {
  definition: { needs: { about: "scope", right: null, acts: ["own"], scope: "none" } },
};

/**
 * Chooses one's own password: in a half log-in, which becomes a full one; or in a full one with the present password or,
 * if there is none yet, after proving one's passkey again. Ends the one-time password and all other log-ins.
 * @param present null in a half log-in; 'none' if there is no password yet
 * @param visitor the browser, which becomes a known one if this completes its log-in
 * @param keys whether the person's own keys end with the old password; those of somebody else's password do
 * @returns what the browser has to store: the log-in's new id
 * @throws Refusal 400 policy · 403 in a support session; wrong or unexpected present password; identity not confirmed
 */
export async function choosePassword(
  actor: Actor,
  present: { readonly password: string } | "none" | null,
  chosen: unknown,
  visitor: Visitor | null = null,
  keys: KeysThen = "stay",
): Promise<Browser | null> {
  demandMay(choosingPassword, { actor, rights: {} });
  const { web_password = "" } = readAttributes({ web_password: chosen ?? "" });
  const { i_web_user } = actor;
  if (i_web_user === null) throw new Error("a person chooses a password");
  if (present === "none") await demandNoPassword(actor, i_web_user);
  else if (present !== null && !(await isOwnPassword(i_web_user, present.password))) throw wrongPassword();
  const lineage = await lineageOf(database(), actor.i_customer);
  const self = lineage.at(-1);
  if (!self) throw new Refusal(404, "The customer was deleted meanwhile", undefined, { key: "not_found" });
  demandPolicy("web_password", web_password, policyInForce(lineage), [self.name, actor.login ?? ""]);
  const password_hash = await hashPassword(web_password);
  return await database().$transaction(async (db) => {
    const browser = await goOn(db, actor, { i_web_user, isFirst: present === null, visitor });
    await db.webUser.update({
      where: { i_web_user },
      data: {
        password_hash,
        password_foreign: false,
        password_set_by: null,
        password_must_change: false,
        password_changed_at: new Date(),
        version: { increment: 1 },
        one_time_hash: null,
        one_time_expires_at: null,
      },
      select: { i_web_user: true },
    });
    await endKeysWithPassword(db, actor, { i_web_user, target: self }, keys);
    await endSessions(db, i_web_user, actor.i_session);
    await endPasswordLinks(db, i_web_user);
    // somebody new may still have to confirm their address, so keep that link
    if (present !== null) await endAddressLinks(db, i_web_user);
    await forgetDevices(db, i_web_user, browser?.i_device);
    await audit(db, actor, {
      operation: "choosePassword",
      target: self,
      changes: { web_password: "secret" },
    });
    await queueMail(db, { kind: "password_changed", to: { i_web_user } });
    return browser;
  });
}

/** What the browser has to store from now on. */
type Browser = {
  readonly session: string;
  /** the token by which we recognise it; null: it has one already, or stays unknown */
  readonly device: string | null;
  readonly i_device: number | null;
};

/**
 * Renews the log-in in which somebody chooses a password. If it has meanwhile ended, by a block or a password chosen
 * elsewhere, nothing changes. A half log-in becomes full, which completes it.
 * @throws Refusal 401 the log-in has ended
 */
async function goOn(
  db: Queries,
  { i_session, login }: Actor,
  of: { readonly i_web_user: number; readonly isFirst: boolean; readonly visitor: Visitor | null },
): Promise<Browser | null> {
  if (i_session === undefined) return null;
  const session = await renewSession(db, i_session, { kind: "full", ownPassword: true });
  if (session === null)
    throw new Refusal(401, "The log-in has ended", undefined, { key: "not_authenticated" });
  const row = await db.session.findUniqueOrThrow({
    where: { i_session },
    select: { i_device: true, web_user: { select: { login: true, last_log_in_at: true } } },
  });
  if (!of.isFirst || !of.visitor) return { session, device: null, i_device: row.i_device };
  const known = await findDevice(db, of.visitor.device ?? null, uniqueKey(login ?? ""));
  const user = { i_web_user: of.i_web_user, ...row.web_user };
  const { i_device, held } = await welcome(db, user, known, of.visitor);
  await db.session.updateMany({ where: { i_session }, data: { i_device } });
  return { session, device: held, i_device };
}

/** Whether a web user has a password. People who accepted their invitation with a passkey have none. */
export async function hasPassword({ i_web_user }: Actor): Promise<boolean> {
  const found = await database().webUser.findUnique({
    where: { i_web_user: i_web_user ?? 0 },
    select: { password_hash: true },
  });
  return (found?.password_hash ?? null) !== null;
}

async function demandNoPassword(actor: Actor, i_web_user: number): Promise<void> {
  demandFreshness(actor);
  if (await hasPassword({ ...actor, i_web_user })) throw wrongPassword();
}

function wrongPassword(): Refusal {
  return new Refusal(403, "The present password is wrong", "current_password", { key: "wrong_password" });
}
