import type { Actor } from "../actor";
import { audit } from "../audit/audit";
import { readAttributes } from "../customers/read-attributes";
import { lineage } from "../customers/tree";
import { database } from "../database/client";
import { queueMail } from "../mail/queue-mail";
import { demandFreshness } from "../operation";
import { Refusal } from "../refusal";
import { endPasswordLinks } from "./links/end-links";
import { isOwnPassword } from "./own-password";
import { hashPassword } from "./password-hash";
import { demandPolicy, policyInForce } from "./password-policy";
import { endSessions, renewSession } from "./sessions";

/**
 * Chooses one's own password: in a half log-in, which thereby becomes a full one; or in a full one with the present
 * password, or where there is none yet, after one's passkey was proven once more. The one-time password and all other
 * log-ins end.
 * @param present null in a half log-in; 'none' where there is no password yet
 * @returns the id of the log-in, made anew, which the browser is to hold
 * @throws Refusal 400 policy · 403 the present password is wrong, or there is one; prove once more who you are
 */
export async function choosePassword(
  actor: Actor,
  present: { readonly password: string } | "none" | null,
  chosen: unknown,
): Promise<string | null> {
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
    await audit(db, actor, {
      operation: "choosePassword",
      target: self,
      changes: { web_password: "secret" },
    });
    await queueMail(db, { kind: "password_changed", to: { i_web_user } });
    if (actor.i_session === undefined) return null;
    return await renewSession(db, actor.i_session, { kind: "full", ownPassword: true });
  });
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
