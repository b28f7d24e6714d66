import type { Actor } from "../../actor/actor";
import { forgetDevices } from "../../credentials/devices";
import type { WebUserHead } from "../../credentials/find-web-user";
import { webUserHead } from "../../credentials/find-web-user";
import { endAddressLinks, endPasswordLinks } from "../../credentials/links/end-links";
import { demandAddress } from "../../credentials/links/invite-web-user";
import { goodForMs, hashOneTimePassword, makeOneTimePassword } from "../../credentials/one-time-password";
import { endSessions } from "../../credentials/sessions";
import type { Queries } from "../../database/client";
import { isOn } from "../../input/is-on";
import { readPlainText } from "../../input/read-id";
import { audit } from "../../operation/audit";
import { demandReach } from "../../operation/demands";
import { kindsOfTarget } from "../../operation/kinds-of-target";
import { editBelow } from "../../operation/needs";
import { operation } from "../../operation/operation";
import { ownAddress } from "../../outbox/own-address";
import { queueMail } from "../../outbox/queue-mail";
import { refusesSupport } from "../../tree/refuses-support";
import { rootCustomer } from "../../tree/tree";

/**
 * Makes a one-time password for the actor or for a web user below. Source: seed, resetCustomerOneTimePassword(). Only
 * this answer shows it. The old password keeps working until the person chooses a new one, unless `stop_old` is set.
 * @throws Refusal 403 right, or a key that reaches web users and not one's own · 404 no such login, not yours, or root's
 */
export const resetCustomerOneTimePassword = operation({
  name: "resetCustomerOneTimePassword",
  input: (raw, actor) => ({
    web_login: readPlainText(raw, "web_login"),
    stopOld: isOn(raw.stop_old),
    // programs get it in the answer
    asked: actor.door === "web" && raw.send === "mail",
  }),
  needs: {
    about: { what: "web_user", by: ["web_login"], whose: "own-or-below" },
    right: editBelow,
    // a colleague's opens everything that the colleague may do, so only an ADMINISTRATOR may make one
    acts: { oneself: ["look_after"], own: ["look_after", "web_users"], below: ["look_after"] },
    scope: "none",
    fresh: true,
  },
  effect: "writes",
  once: ["password"],
  async run({ db, actor, target, check, input }): Promise<OneTimePassword> {
    // root's people have a command on the machine
    if (target.i_customer === rootCustomer) throw kindsOfTarget.web_user.missing("web_login");
    await check(() => {
      // the answer would log the program in as the key's owner, or as a colleague
      if (target.i_customer === actor.i_customer) demandReach(actor, "own", "write");
    });
    const user = await webUserHead(db, target.id);
    const byMail = input.asked || (await isForItsOwnerAlone(db, actor, user));
    const address = byMail ? ((await ownAddress(db, user.i_web_user))?.email ?? "") : "";
    if (byMail) demandAddress(address);
    const { password, expires_at } = await giveOneTimePassword(db, actor, user.i_web_user);
    if (input.stopOld) {
      await db.webUser.update({
        where: { i_web_user: user.i_web_user },
        data: { password_hash: null, version: { increment: 1 } },
        select: { i_web_user: true },
      });
      await endSessions(db, user.i_web_user);
      // end what was mailed before, in case somebody else reads the mailbox
      await endPasswordLinks(db, user.i_web_user);
      await endAddressLinks(db, user.i_web_user);
      await forgetDevices(db, user.i_web_user);
    }
    await audit(db, actor, {
      operation: "resetCustomerOneTimePassword",
      target: target.customer,
      detail: { web_login: user.login, stop_old: input.stopOld, ...(byMail ? { sent: "mail" } : {}) },
    });
    const { i_web_user } = user;
    if (!byMail) return { i_web_user, password, expires_at, sent_to: null };
    await queueMail(db, {
      kind: "one_time_password",
      to: { i_web_user },
      values: { password },
    });
    return { i_web_user, password: "", expires_at, sent_to: address };
  },
});

/**
 * A customer who does not allow resellers above to open its portal must not be opened by a one-time password either: on
 * the web we mail it to its owner only. Root is not bound by this. Source: semantics, 'Support'.
 */
async function isForItsOwnerAlone(
  db: Queries,
  { door, i_customer }: Actor,
  user: Pick<WebUserHead, "i_customer">,
): Promise<boolean> {
  if (door !== "web" || i_customer === rootCustomer || user.i_customer === i_customer) return false;
  return await refusesSupport(db, user.i_customer);
}

/** Makes a one-time password and ends the earlier one. */
export async function giveOneTimePassword(
  db: Queries,
  actor: Actor,
  i_web_user: number,
): Promise<{ password: string; expires_at: Date }> {
  const password = makeOneTimePassword();
  const expires_at = new Date(Date.now() + goodForMs);
  await db.webUser.update({
    where: { i_web_user },
    data: {
      one_time_hash: hashOneTimePassword(password),
      one_time_expires_at: expires_at,
      one_time_foreign: actor.i_web_user !== i_web_user,
      one_time_set_by: actor.i_customer,
    },
    select: { i_web_user: true },
  });
  return { password, expires_at };
}

/** The new password for the answer, or '' if we mailed it to its owner and tell nobody else. */
export type OneTimePassword = {
  /** whose log-in it opens */
  readonly i_web_user: number;
  readonly password: string;
  readonly expires_at: Date;
  /** the address that we mailed it to; null: none */
  readonly sent_to: string | null;
};
