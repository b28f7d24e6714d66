import type { Actor } from "../../actor/actor";
import { forgetDevices } from "../../credentials/devices";
import { managing, webUserHead } from "../../credentials/find-web-user";
import { endMailed } from "../../credentials/links/end-links";
import { limitMails } from "../../credentials/links/limit-mails";
import { makeLink } from "../../credentials/links/make-link";
import { findLink, linkGone, type OpenLink, spendLink } from "../../credentials/links/open-link";
import { tellOldAddress } from "../../credentials/links/tell-old-address";
import { endSessions } from "../../credentials/sessions";
import { readAddress } from "../../credentials/web-user-input";
import { database, type Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { readId } from "../../input/read-id";
import { readRequired } from "../../input/read-parameter";
import { audit } from "../../operation/audit";
import { operation } from "../../operation/operation";
import { ownAddress } from "../../outbox/own-address";
import { queueMail } from "../../outbox/queue-mail";
import { lockSearchText, writeSearchText } from "../../record/write-search-text";
import { lineageOf } from "../../tree/tree";

/**
 * Requests another address for a web user. Nothing changes until somebody opens the link that we mail there. An
 * ADMINISTRATOR of its customer, who has just confirmed their identity, or one above may do it.
 * @throws Refusal 400 · 403 right or level · 404
 */
export const changeAddress = operation({
  name: "changeAddress",
  needs: { ...managing, fresh: true },
  effect: "writes",
  input: (raw) => ({
    i_web_user: readId(raw, "i_web_user"),
    email: readRequired(raw, "email", readAddress),
  }),
  async run({ db, actor, target, check, input: { i_web_user, email } }): Promise<{ sent_to: string }> {
    const { customer } = target;
    const user = await webUserHead(db, i_web_user);
    await check(() => {
      if (email !== "") return;
      throw new Refusal(400, "Parameter email must not be empty", "email", { key: "required" });
    });
    await askAddress(db, { i_web_user, email, set_by: actor.i_customer });
    // warn the present address before the change counts, in case somebody else is in the log-in
    await queueMail(db, { kind: "address_asked", to: { i_web_user }, values: { email } });
    await audit(db, actor, {
      operation: "changeAddress",
      target: customer,
      detail: { web_login: user.login, email },
    });
    return { sent_to: email };
  },
});

/**
 * Cancels a change of address whose link nobody has opened yet: for people who may request one, and for the person
 * themselves.
 * @throws Refusal 403 right or level · 404 · 409 no change waits
 */
export const cancelAddress = operation({
  name: "cancelAddress",
  needs: { ...managing, acts: { oneself: ["own"], own: ["web_users"], below: ["web_users"] } },
  effect: "writes",
  input: (raw) => ({ i_web_user: readId(raw, "i_web_user") }),
  async run({ db, actor, target, input: { i_web_user } }) {
    const { customer } = target;
    const user = await webUserHead(db, i_web_user);
    const waiting = { i_web_user, kind: "verify-email", used_at: null };
    const [link] = await db.link.findMany({ where: waiting, select: { email: true } });
    if (!link) throw new Refusal(409, "No change of address waits", undefined, { key: "no_address_waits" });
    await db.link.deleteMany({ where: waiting });
    await audit(db, actor, {
      operation: "cancelAddress",
      target: customer,
      detail: { web_login: user.login, email: link.email },
    });
    return {};
  },
});

/** Mails the link that proves an address. */
export async function askAddress(
  db: Queries,
  asked: { readonly i_web_user: number; readonly email: string; readonly set_by: number },
): Promise<void> {
  const { i_web_user, email } = asked;
  await limitMails(db, email, asked.set_by);
  const path = await makeLink(db, "verify-email", asked);
  await queueMail(db, { kind: "verify_email", to: { i_web_user }, address: email, path });
}

/**
 * Confirms a new address or undoes a change, with the link that the browser holds. Mails the old address a link that
 * undoes the change within 7 days. Undoing ends all log-ins, the one-time password and other links.
 * @throws Refusal 410 the link is no longer valid
 */
export async function confirmAddress(held: string, address: string | null): Promise<OpenLink> {
  return await database().$transaction(async (db) => {
    const link = await findLink(db, held);
    if (!link || (link.kind !== "verify-email" && link.kind !== "undo-email")) throw linkGone();
    await lockSearchText(db, link.i_customer);
    if (!(await spendLink(db, link))) throw linkGone();
    const { i_web_user, email } = link;
    const old = (await ownAddress(db, i_web_user))?.email ?? "";
    await db.webUser.update({
      where: { i_web_user },
      data: { email, email_verified_at: new Date(), version: { increment: 1 } },
      select: { i_web_user: true },
    });
    await writeSearchText(db, link.i_customer);
    await endMailed(db, i_web_user);
    if (link.kind === "verify-email") await tellOldAddress(db, i_web_user, old, email);
    else await endEverything(db, link);
    const self = (await lineageOf(db, link.i_customer)).at(-1);
    if (!self) throw linkGone();
    await audit(db, byLink(link, address), {
      operation: link.kind === "verify-email" ? "confirmAddress" : "undoAddress",
      target: self,
      changes: { email: [old, email] },
      detail: { web_login: link.login },
    });
    return link;
  });
}

/** A thief who changed the address may have changed more, so end everything made since, including the password. */
async function endEverything(db: Queries, { i_web_user, i_link }: OpenLink): Promise<void> {
  await db.$executeRaw`
    UPDATE web_users w SET password_hash = NULL, version = w.version + 1 FROM links l
     WHERE l.i_link = ${i_link} AND w.i_web_user = ${i_web_user} AND w.password_changed_at > l.created_at`;
  await endSessions(db, i_web_user);
  await forgetDevices(db, i_web_user);
  await endWaysMadeSince(db, i_link, i_web_user);
  // a later undo would lead back to the thief's address
  await db.link.deleteMany({
    where: { i_web_user, used_at: null, OR: [{ kind: { not: "undo-email" } }, { i_link: { gt: i_link } }] },
  });
  await db.webUser.update({
    where: { i_web_user },
    data: { one_time_hash: null, one_time_expires_at: null },
    select: { i_web_user: true },
  });
}

/** Removes factors added since, with their recovery codes, and an API password set since. */
async function endWaysMadeSince(db: Queries, i_link: number, i_web_user: number): Promise<void> {
  const { created_at } = await db.link.findUniqueOrThrow({ where: { i_link }, select: { created_at: true } });
  const { count } = await db.factor.deleteMany({ where: { i_web_user, created_at: { gt: created_at } } });
  if (count > 0) await db.recoveryCode.deleteMany({ where: { i_web_user } });
  await db.$executeRaw`
    UPDATE customers c SET api_secret = NULL, api_secret_set_by = NULL FROM web_users w
     WHERE w.i_web_user = ${i_web_user} AND w.default_user AND c.i_customer = w.i_customer
       AND EXISTS (SELECT FROM audit_log h WHERE h.i_customer = c.i_customer AND h.at > ${created_at}
                      AND h.actor_customer = c.i_customer AND jsonb_exists(h.changes, 'api_password'))`;
}

/** The actor of somebody who opens a link: they read that mailbox, but have no log-in. */
function byLink({ i_customer, login }: OpenLink, address: string | null): Actor {
  return { door: "web", i_customer, i_web_user: null, login, access_level: "REPORTER", address };
}
