import type { Actor } from "../actor";
import { audit } from "../audit/audit";
import { readAttributes } from "../customers/read-attributes";
import { lineage } from "../customers/tree";
import { database, type Queries } from "../database/client";
import { queueMail } from "../mail/queue-mail";
import { demandAct, demandFreshness } from "../operation";
import { Refusal } from "../refusal";
import { uniqueKey } from "../unique-key";
import { findDevice, forgetDevices } from "./devices";
import { endAddressLinks, endPasswordLinks } from "./links/end-links";
import { isOwnPassword } from "./own-password";
import { hashPassword } from "./password-hash";
import { demandPolicy, policyInForce } from "./password-policy";
import { endSessions, renewSession } from "./sessions";
import type { Visitor } from "./sign-in";
import { welcome } from "./welcome";

/**
 * Chooses one's own password: in a half log-in, which thereby becomes a full one; or in a full one with the present
 * password, or where there is none yet, after one's passkey was proven once more. The one-time password and all other
 * log-ins end.
 * @param present null in a half log-in; 'none' where there is no password yet
 * @param visitor the browser, which is known from now on where this is what completes its log-in
 * @returns what the browser is to hold: the log-in's id, made anew
 * @throws Refusal 400 policy · 403 in a support session; the present password is wrong, or there is one; prove once more who you are
 */
export async function choosePassword(
  actor: Actor,
  present: { readonly password: string } | "none" | null,
  chosen: unknown,
  visitor: Visitor | null = null,
): Promise<Browser | null> {
  // a person's own: nothing of it is in reach of a support session
  demandAct(actor, "own");
  const { web_password = "" } = readAttributes({ web_password: chosen ?? "" });
  const { i_web_user } = actor;
  if (i_web_user === null) throw new Error("a person chooses a password");
  if (present === "none") await demandNoPassword(actor, i_web_user);
  else if (present !== null && !(await isOwnPassword(i_web_user, present.password))) throw wrongPassword();
  const way = await lineage(database(), actor.i_customer);
  const self = way.at(-1);
  if (!self) throw new Refusal(404, "The customer was deleted meanwhile", undefined, { key: "not_found" });
  demandPolicy("web_password", web_password, policyInForce(way), [self.name, actor.login ?? ""]);
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
        one_time_hash: null,
        one_time_expires_at: null,
      },
      select: { i_web_user: true },
    });
    await endSessions(db, i_web_user, actor.i_session);
    await endPasswordLinks(db, i_web_user);
    // of somebody who was just added the address may still wait to be confirmed
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

/** What the browser is to hold from now on. */
type Browser = {
  readonly session: string;
  /** by what it is known; null: it holds it already, or is not known */
  readonly device: string | null;
  readonly i_device: number | null;
};

/**
 * Makes the log-in anew in which a password is chosen; one that has ended meanwhile, by a block or a password chosen
 * elsewhere, chooses nothing. A half one becomes full by it, which is when the person has come in.
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
    select: { i_device: true, web_user: { select: { last_log_in_at: true } } },
  });
  if (!of.isFirst || !of.visitor) return { session, device: null, i_device: row.i_device };
  const known = await findDevice(db, of.visitor.device ?? null, uniqueKey(login ?? ""));
  const user = { i_web_user: of.i_web_user, last_log_in_at: row.web_user.last_log_in_at };
  const { i_device, held } = await welcome(db, user, known, of.visitor);
  await db.session.updateMany({ where: { i_session }, data: { i_device } });
  return { session, device: held, i_device };
}

/** Whether a web user has a password: who accepted an invitation by a passkey has none. */
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
