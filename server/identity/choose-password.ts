import type { Actor } from "../actor";
import { audit } from "../audit/audit";
import { readAttributes } from "../customers/read-attributes";
import { lineage } from "../customers/tree";
import { database } from "../database/client";
import { Refusal } from "../refusal";
import { isOwnPassword } from "./own-password";
import { hashPassword } from "./password-hash";
import { demandPolicy, policyInForce } from "./password-policy";

/**
 * Chooses one's own password: in a half log-in, which thereby becomes a full one; or in a full one with the present
 * password. The one-time password and all other log-ins end.
 * @param present null in a half log-in
 * @throws Refusal 400 policy · 403 the present password is wrong
 */
export async function choosePassword(actor: Actor, present: string | null, chosen: unknown): Promise<void> {
  const { web_password = "" } = readAttributes({ web_password: chosen ?? "" });
  const { i_web_user } = actor;
  if (i_web_user === null) throw new Error("a person chooses a password");
  if (present !== null && !(await isOwnPassword(i_web_user, present))) {
    throw new Refusal(403, "The present password is wrong", "current_password", { key: "wrong_password" });
  }
  const way = await lineage(database(), actor.i_customer);
  const self = way.at(-1);
  if (!self) throw new Refusal(404, "The customer was deleted meanwhile", undefined, { key: "not_found" });
  demandPolicy("web_password", web_password, policyInForce(way), [self.name, actor.login ?? ""]);
  const password_hash = await hashPassword(web_password);
  await database().$transaction(async (db) => {
    await db.webUser.update({
      where: { i_web_user },
      data: {
        password_hash,
        password_foreign: false,
        password_changed_at: new Date(),
        one_time_hash: null,
        one_time_expires_at: null,
      },
      select: { i_web_user: true },
    });
    await db.session.deleteMany({ where: { i_web_user, i_session: { not: actor.i_session ?? 0 } } });
    await db.session.updateMany({
      where: { i_session: actor.i_session ?? 0 },
      data: {
        kind: "full",
        foreign_credential: false,
        expires_at: new Date(Date.now() + 12 * 60 * 60 * 1000),
      },
    });
    await audit(db, actor, {
      operation: "choosePassword",
      target: self,
      changes: { web_password: "secret" },
    });
  });
}
