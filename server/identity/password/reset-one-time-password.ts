import type { Actor } from "../../actor/actor";
import { forgetDevices } from "../../credentials/devices";
import { endAddressLinks, endPasswordLinks } from "../../credentials/links/end-links";
import { demandAddress } from "../../credentials/links/invite-web-user";
import { isOn } from "../../credentials/links/is-on";
import { goodForMs, hashOneTimePassword, makeOneTimePassword } from "../../credentials/one-time-password";
import { endSessions } from "../../credentials/sessions";
import type { Queries } from "../../database/client";
import { hasLogin, likeliestLogin } from "../../database/find-by-key";
import { Refusal } from "../../ground/refusal";
import { readPlainText } from "../../input/read-id";
import { audit } from "../../operation/audit";
import { demandAct } from "../../operation/demands";
import { operation } from "../../operation/operation";
import { ownAddress } from "../../outbox/own-address";
import { queueMail } from "../../outbox/queue-mail";
import { refusesSupport } from "../../tree/refuses-support";
import { demand, effectiveRights } from "../../tree/rights";
import { lineageOf } from "../../tree/tree";

/**
 * Makes a one-time password for the actor or for a web user below. Source: seed, resetCustomerOneTimePassword(). Only
 * this answer shows it. The old password keeps working until the person chooses a new one, unless `stop_old` is set.
 * @throws Refusal 403 right · 404 no such login, not yours, or root's
 */
export const resetCustomerOneTimePassword = operation({
  name: "resetCustomerOneTimePassword",
  input: (raw, actor) => ({
    web_login: readPlainText(raw, "web_login"),
    stopOld: isOn(raw.stop_old),
    // programs get it in the answer
    asked: actor.door === "web" && raw.send === "mail",
  }),
  needs: { right: null, acts: ["look_after"], scope: "none", fresh: true },
  effect: "writes",
  async run({ db, actor, input }): Promise<OneTimePassword> {
    const user = await findUser(db, input.web_login, actor.i_customer);
    // people need no right for themselves, and the right to edit customers for those below
    if (user?.i_customer !== actor.i_customer) {
      const lineage = await lineageOf(db, actor.i_customer);
      demand(effectiveRights(lineage), { area: "customers", action: "edit" });
    }
    if (!user || user.i_customer === 1) {
      throw new Refusal(404, "There is no such login, or it is not yours", "web_login", { key: "not_found" });
    }
    // a colleague's one-time password opens everything that the colleague may do, so only an ADMINISTRATOR may make one
    if (user.i_customer === actor.i_customer && user.i_web_user !== actor.i_web_user && actor.door === "web")
      demandAct(actor, "web_users");
    const byMail = input.asked || (await isForItsOwnerAlone(db, actor, user));
    const address = byMail ? ((await ownAddress(db, user.i_web_user))?.email ?? "") : "";
    if (byMail) demandAddress(address);
    const { password, expires_at } = await giveOneTimePassword(db, actor, user.i_web_user);
    if (input.stopOld) {
      await db.webUser.update({
        where: { i_web_user: user.i_web_user },
        data: { password_hash: null },
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
      target: user,
      detail: { web_login: user.login, stop_old: input.stopOld, ...(byMail ? { sent: "mail" } : {}) },
    });
    if (!byMail) return { password, expires_at, sent_to: null };
    await queueMail(db, {
      kind: "one_time_password",
      to: { i_web_user: user.i_web_user },
      values: { password },
    });
    return { password: "", expires_at, sent_to: address };
  },
});

/**
 * A customer who does not allow resellers above to open its portal must not be opened by a one-time password either: on
 * the web we mail it to its owner only. Root is not bound by this. Source: semantics, 'Support'.
 */
async function isForItsOwnerAlone(
  db: Queries,
  { door, i_customer }: Actor,
  user: Pick<Found, "i_customer">,
): Promise<boolean> {
  if (door !== "web" || i_customer === 1 || user.i_customer === i_customer) return false;
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
  readonly password: string;
  readonly expires_at: Date;
  /** the address that we mailed it to; null: none */
  readonly sent_to: string | null;
};

type Found = {
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly login: string;
  readonly path: string;
  readonly name: string;
};

async function findUser(db: Queries, login: string, top: number): Promise<Found | null> {
  const [row] = await db.$queryRaw<Found[]>`
    SELECT w.i_web_user, w.i_customer, w.login, c.path, c.name
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE ${hasLogin(login)}
       AND ${top} = ANY (string_to_array(rtrim(c.path, '/'), '/')::int[])
     ${likeliestLogin(login)}`;
  return row ?? null;
}
