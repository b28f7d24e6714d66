import { lookingAfter, type WebUserHead, webUserHead } from "../../credentials/find-web-user";
import { demandAddress, type Invited, inviteWebUser } from "../../credentials/links/invite-web-user";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { readId } from "../../input/read-id";
import { audit } from "../../operation/audit";
import { operation } from "../../operation/operation";
import { ownAddress } from "../../outbox/own-address";

/**
 * Sends an invitation again, to a web user who has no password yet.
 * @throws Refusal 403 right or level · 404 · 409 the person has a password, or no address
 */
export const sendInvitation = operation({
  name: "sendInvitation",
  needs: { ...lookingAfter, fresh: true },
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, target, input: { i_web_user } }): Promise<{ sent_to: string }> {
    const { customer } = target;
    const user = await webUserHead(db, i_web_user);
    const { email, invited_until } = await inviteAgain(db, user, actor.i_customer);
    await audit(db, actor, {
      operation: "sendInvitation",
      target: customer,
      detail: { web_login: user.login, invited_until },
    });
    return { sent_to: email };
  },
});

/**
 * Mails a new invitation to a person's present address after the last one ended.
 * @returns the address, and until when the invitation is valid
 * @throws Refusal 409 the person can log in already, or has no address
 */
export async function inviteAgain(
  db: Queries,
  { i_web_user, email: typed }: Pick<WebUserHead, "i_web_user" | "email">,
  set_by: number,
): Promise<Invited> {
  if (await isIn(db, i_web_user)) throw hasPassword();
  const { last_log_in_at } = await db.webUser.findUniqueOrThrow({
    where: { i_web_user },
    select: { last_log_in_at: true },
  });
  const own = (await ownAddress(db, i_web_user))?.email ?? "";
  // use an address that somebody else typed only before the first log-in: accepting the invitation proves it
  const email = own || (last_log_in_at === null ? typed : "");
  demandAddress(email);
  return await inviteWebUser(db, { i_web_user, email, set_by });
}

/** Whether a person can log in already. Then an invitation would only help somebody who reads old mail. */
async function isIn(db: Queries, i_web_user: number): Promise<boolean> {
  const { password_hash } = await db.webUser.findUniqueOrThrow({
    where: { i_web_user },
    select: { password_hash: true },
  });
  return (
    password_hash !== null ||
    (await db.factor.count({ where: { i_web_user, confirmed_at: { not: null } } })) > 0
  );
}

/** Refuses to invite people who can log in already. */
function hasPassword(): Refusal {
  return new Refusal(409, "The web user has a password already; send a one-time password", "i_web_user", {
    key: "has_password",
  });
}
