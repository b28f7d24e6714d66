import type { Actor } from "../../actor";
import { audit } from "../../audit/audit";
import { readAttributes } from "../../customers/read-attributes";
import { lineage } from "../../customers/tree";
import { database } from "../../database/client";
import { queueMail } from "../../mail/queue-mail";
import { customerOfAlias } from "../../network/hosts";
import { Refusal } from "../../refusal";
import { isAccessLevel } from "../access-levels";
import { hashPassword } from "../password-hash";
import { demandPolicy, policyInForce } from "../password-policy";
import { endSessions, openSession } from "../sessions";
import type { Visitor } from "../sign-in";
import { findLink, spendLink } from "./open-link";

/**
 * Chooses a password by a mailed link, which is thereby used up: all log-ins end, the one-time password and a second
 * link with them, and this browser is logged in; where a second factor is needed, it waits for it: a link replaces the
 * password only. An accepted invitation proves the address that it was sent to.
 * @param held what the browser was given for the link
 * @returns the id of the log-in that the browser is to hold
 * @throws Refusal 400 policy · 410 the link is not good any longer
 */
export async function choosePasswordByLink(
  visitor: Visitor,
  held: string,
  chosen: unknown,
): Promise<{ session: string }> {
  const { web_password = "" } = readAttributes({ web_password: chosen ?? "" });
  const db = database();
  const link = await findLink(db, held);
  if (!link || (link.kind !== "invitation" && link.kind !== "reset")) throw linkGone();
  const way = await lineage(db, link.i_customer);
  const self = way.at(-1);
  const brandOwner = await customerOfAlias(visitor.host);
  if (!self || (brandOwner !== null && !way.some((node) => node.i_customer === brandOwner))) throw linkGone();
  demandPolicy("web_password", web_password, policyInForce(way), [self.name, link.login]);
  const password_hash = await hashPassword(web_password);
  return await db.$transaction(async (tx) => {
    if (!(await spendLink(tx, link))) throw linkGone();
    const { i_web_user } = link;
    const [user] = await tx.$queryRaw<{ access_level: string; email: string; needs_factor: boolean }[]>`
      SELECT w.access_level, w.email,
             EXISTS (SELECT FROM factors f WHERE f.i_web_user = w.i_web_user AND f.confirmed_at IS NOT NULL)
               OR EXISTS (SELECT FROM customer_preferences p
                           WHERE p.i_customer = w.i_customer AND p.require_factor) AS needs_factor
        FROM web_users w WHERE w.i_web_user = ${i_web_user}`;
    if (!user || !isAccessLevel(user.access_level)) throw linkGone();
    const proves = link.kind === "invitation" && link.email !== "" && link.email === user.email;
    await tx.webUser.update({
      where: { i_web_user },
      data: {
        password_hash,
        password_foreign: false,
        password_set_by: null,
        password_must_change: false,
        password_changed_at: new Date(),
        one_time_hash: null,
        one_time_expires_at: null,
        ...(proves ? { email_verified_at: new Date() } : {}),
      },
      select: { i_web_user: true },
    });
    await tx.link.deleteMany({
      where: { i_web_user, kind: { in: ["invitation", "reset"] }, i_link: { not: link.i_link } },
    });
    await endSessions(tx, i_web_user);
    const session = await openSession(tx, {
      i_web_user,
      kind: user.needs_factor ? "factor" : "full",
      becomes: "full",
      opened_by: "link",
      host: visitor.host,
      address: visitor.address,
      userAgent: visitor.userAgent,
      credentialSetBy: null,
    });
    const actor: Actor = {
      door: "web",
      i_customer: link.i_customer,
      i_web_user,
      login: link.login,
      access_level: user.access_level,
      address: visitor.address,
    };
    await audit(tx, actor, {
      operation: "choosePassword",
      target: self,
      changes: { web_password: "secret" },
      detail: { web_login: link.login, by: link.kind },
    });
    if (link.kind === "reset") await queueMail(tx, { kind: "password_changed", to: { i_web_user } });
    return { session };
  });
}

/** A link that is used, too old, or was replaced by a newer one. */
export function linkGone(): Refusal {
  return new Refusal(410, "The link is used up or too old; ask for a new one", undefined, {
    key: "link_gone",
  });
}
