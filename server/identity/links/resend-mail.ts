import { lookingAfter, webUserHead } from "../../credentials/find-web-user";
import { demandAddress } from "../../credentials/links/invite-web-user";
import { makeLink } from "../../credentials/links/make-link";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { readId } from "../../input/read-id";
import { audit } from "../../operation/audit";
import { demandAct } from "../../operation/demands";
import { operation } from "../../operation/operation";
import { ownAddress } from "../../outbox/own-address";
import { queueMail } from "../../outbox/queue-mail";
import { giveOneTimePassword } from "../password/reset-one-time-password";
import { askAddress } from "./change-address";
import { inviteAgain } from "./invite";
import { isResendable, type Resendable } from "./is-resendable";

/**
 * Sends the last mail to a web user again if the person may be waiting for it: an invitation, a link, a one-time password
 * or a welcome. We do not store secrets, so this makes a new one and ends the old.
 * @throws Refusal 403 right or level · 404 · 409 there is nothing to send, or it is no longer useful
 */
export const resendMail = operation({
  name: "resendMail",
  needs: { ...lookingAfter, fresh: true },
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, target, input: { i_web_user } }): Promise<{ sent_to: string }> {
    const { customer } = target;
    const user = await webUserHead(db, i_web_user);
    const last = await db.mail.findFirst({
      where: { i_web_user },
      select: { kind: true, recipient: true },
      orderBy: { i_mail: "desc" },
    });
    if (!last || !isResendable(last.kind)) throw nothingToSend();
    const { kind, recipient } = last;
    // only an administrator may change an address, and so resend its confirmation
    if (kind === "verify_email") demandAct(actor, "web_users");
    const to = { i_web_user };
    const again: Record<Resendable, () => Promise<string>> = {
      invitation: async () => (await inviteAgain(db, user, actor.i_customer)).email,
      verify_email: async () => {
        if (user.email === recipient && (await isProven(db, i_web_user))) throw nothingToSend();
        await askAddress(db, { i_web_user, email: recipient, set_by: actor.i_customer });
        return recipient;
      },
      reset_link: async () => {
        const path = await makeLink(db, "reset", { i_web_user, email: "", set_by: actor.i_customer });
        await queueMail(db, { kind, to, path });
        return await ownAddressOf(db, i_web_user);
      },
      one_time_password: async () => {
        const { password } = await giveOneTimePassword(db, actor, i_web_user);
        await queueMail(db, { kind, to, values: { password } });
        return await ownAddressOf(db, i_web_user);
      },
      welcome: async () => {
        await queueMail(db, { kind, to });
        return await ownAddressOf(db, i_web_user);
      },
    };
    const sent_to = await again[kind]();
    demandAddress(sent_to);
    await audit(db, actor, {
      operation: "resendMail",
      target: customer,
      detail: { web_login: user.login, mail: kind },
    });
    return { sent_to };
  },
});

async function isProven(db: Queries, i_web_user: number): Promise<boolean> {
  const { email_verified_at } = await db.webUser.findUniqueOrThrow({
    where: { i_web_user },
    select: { email_verified_at: true },
  });
  return email_verified_at !== null;
}

async function ownAddressOf(db: Queries, i_web_user: number): Promise<string> {
  return (await ownAddress(db, i_web_user))?.email ?? "";
}

function nothingToSend(): Refusal {
  return new Refusal(409, "There is no mail to send again", undefined, {
    key: "nothing_to_send",
  });
}
