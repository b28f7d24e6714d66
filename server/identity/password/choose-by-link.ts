import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { type AccessLevel, isAccessLevel } from "../../actor/access-levels";
import type { Actor } from "../../actor/actor";
import { admits } from "../../brand/hosts";
import { chosenLanguage } from "../../credentials/chosen-language";
import { findDevice, forgetDevices } from "../../credentials/devices";
import { endKeysWithPassword, type KeysThen } from "../../credentials/keys/end-keys";
import { endAddressLinks } from "../../credentials/links/end-links";
import { findLink, linkGone, type OpenLink, spendLink } from "../../credentials/links/open-link";
import { hashPassword } from "../../credentials/password-hash";
import { demandPolicy, policyInForce } from "../../credentials/password-policy";
import { endSessions, openSession } from "../../credentials/sessions";
import type { Visitor } from "../../credentials/visitor";
import { welcome } from "../../credentials/welcome";
import { database, type Queries } from "../../database/client";
import { uniqueKey } from "../../ground/text/unique-key";
import { audit } from "../../operation/audit";
import { queueMail } from "../../outbox/queue-mail";
import { readAttributes } from "../../record/read-attributes";
import { lineageOf, type Node } from "../../tree/tree";
import { beginPasskey, keepPasskey, verifyNewPasskey } from "../factors/passkeys";

/** A log-in by a link. */
export type ByLink = {
  readonly session: string;
  /** what lets us recognise the browser from now on, if it is new */
  readonly device: string | null;
  /** see `chosenLanguage`; null: nobody chose one */
  readonly i_lang: string | null;
};

/**
 * Chooses a password by a mailed link, which this uses up. Ends all log-ins, the one-time password and any second link,
 * and logs this browser in; if people need a second factor, it waits for that, since a link replaces only the password.
 * An accepted invitation proves the address that we sent it to.
 * @param held what we gave the browser for the link
 * @param keys whether the person's own keys end with the old password; those of somebody else's password do
 * @returns what the browser gets
 * @throws Refusal 400 policy · 410 the link is no longer valid
 */
export async function choosePasswordByLink(
  visitor: Visitor,
  held: string,
  chosen: unknown,
  keys: KeysThen = "stay",
): Promise<ByLink> {
  const { web_password = "" } = readAttributes({ web_password: chosen ?? "" });
  const { link, lineage, self } = await openedLink(visitor, held, ["invitation", "reset"]);
  demandPolicy("web_password", web_password, policyInForce(lineage), [self.name, link.login]);
  const password_hash = await hashPassword(web_password);
  return await database().$transaction(async (db) => {
    const user = await accept(db, link, {
      password_hash,
      password_foreign: false,
      password_set_by: null,
      password_must_change: false,
      password_changed_at: new Date(),
    });
    const actor = actorOf(link, user, visitor);
    const { i_web_user } = link;
    await endKeysWithPassword(db, actor, { i_web_user, target: self }, keys);
    await audit(db, actor, {
      operation: "choosePassword",
      target: self,
      changes: { web_password: "secret" },
      detail: { i_web_user: link.i_web_user, web_login: link.login, by: link.kind },
    });
    if (link.kind === "reset")
      await queueMail(db, { kind: "password_changed", to: { i_web_user: link.i_web_user } });
    return await logIn(db, visitor, link, {
      kind: user.needs_factor ? "factor" : "full",
      i_lang: user.i_lang,
    });
  });
}

/** What we ask of a browser so that an invited person can log in by a passkey. @throws Refusal 410 */
export async function beginPasskeyByLink(
  visitor: Visitor,
  held: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { link } = await openedLink(visitor, held, ["invitation"]);
  return await beginPasskey(link, visitor.host);
}

/**
 * Accepts an invitation by a passkey instead of a password: it is both factors in one. On another host people get in by
 * the link for a forgotten password, to the address that the invitation proved. Not for people who already have a
 * factor, since this would replace it.
 * @param answer what the browser made
 * @returns what the browser gets
 * @throws Refusal 400 it was not made for this · 410 the link is no longer valid
 */
export async function choosePasskeyByLink(
  visitor: Visitor,
  held: string,
  answer: RegistrationResponseJSON,
  made: { readonly origin: string; readonly name: string },
): Promise<ByLink> {
  const { link, self } = await openedLink(visitor, held, ["invitation"]);
  const { i_web_user } = link;
  const passkey = await verifyNewPasskey(i_web_user, answer, { host: visitor.host, origin: made.origin });
  return await database().$transaction(async (db) => {
    const user = await accept(db, link, {});
    if ((await db.factor.count({ where: { i_web_user, confirmed_at: { not: null } } })) > 0) throw linkGone();
    await keepPasskey(db, i_web_user, passkey, made.name);
    const actor = actorOf(link, user, visitor);
    await audit(db, actor, {
      operation: "addPasskey",
      target: self,
      detail: { web_login: link.login, name: made.name, by: link.kind },
    });
    return await logIn(db, visitor, link, { kind: "full", i_lang: user.i_lang });
  });
}

/** The link that a browser holds, if its person can log in on this host. @throws Refusal 410 */
async function openedLink(
  visitor: Visitor,
  held: string,
  kinds: readonly OpenLink["kind"][],
): Promise<{ readonly link: OpenLink; readonly lineage: readonly Node[]; readonly self: Node }> {
  const db = database();
  const link = await findLink(db, held);
  if (!link || !kinds.includes(link.kind)) throw linkGone();
  const lineage = await lineageOf(db, link.i_customer);
  const self = lineage.at(-1);
  if (!self || !(await admits(visitor.host, self.path))) throw linkGone();
  return { link, lineage, self };
}

type Accepted = {
  readonly access_level: AccessLevel;
  readonly needs_factor: boolean;
  readonly i_lang: string | null;
};

type Stored = { readonly access_level: string; readonly email: string };

/**
 * Uses a link up, and ends everything else that would let somebody in as this person: log-ins, the one-time password,
 * other links.
 * @param changed what somebody used the link for
 */
async function accept(
  db: Queries,
  link: OpenLink,
  changed: Parameters<Queries["webUser"]["update"]>[0]["data"],
): Promise<Accepted> {
  if (!(await spendLink(db, link))) throw linkGone();
  const { i_web_user } = link;
  const [user] = await db.$queryRaw<(Omit<Accepted, "access_level"> & Stored)[]>`
    SELECT w.access_level, w.email, ${chosenLanguage} AS i_lang,
           EXISTS (SELECT FROM factors f WHERE f.i_web_user = w.i_web_user AND f.confirmed_at IS NOT NULL)
             OR EXISTS (SELECT FROM customer_preferences p
                         WHERE p.i_customer = w.i_customer AND p.require_factor) AS needs_factor
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer WHERE w.i_web_user = ${i_web_user}`;
  if (!user || !isAccessLevel(user.access_level)) throw linkGone();
  const proves = link.kind === "invitation" && link.email !== "" && link.email === user.email;
  await db.webUser.update({
    where: { i_web_user },
    data: {
      ...changed,
      one_time_hash: null,
      one_time_expires_at: null,
      ...(proves ? { email_verified_at: new Date() } : {}),
      ...(proves || Object.keys(changed).length > 0 ? { version: { increment: 1 } } : {}),
    },
    select: { i_web_user: true },
  });
  await db.link.deleteMany({
    where: { i_web_user, kind: { in: ["invitation", "reset"] }, i_link: { not: link.i_link } },
  });
  if (link.kind === "reset") await endAddressLinks(db, i_web_user);
  await endSessions(db, i_web_user);
  await forgetDevices(db, i_web_user);
  const { access_level, needs_factor, i_lang } = user;
  return { access_level, needs_factor, i_lang };
}

async function logIn(
  db: Queries,
  visitor: Visitor,
  { i_web_user, login }: OpenLink,
  { kind, i_lang }: { readonly kind: "factor" | "full"; readonly i_lang: string | null },
): Promise<ByLink> {
  const known = await findDevice(db, visitor.device ?? null, uniqueKey(login));
  // they have just read this mailbox, so do not mail them about this log-in
  const user = { i_web_user, login, last_log_in_at: null };
  const device = kind === "full" ? await welcome(db, user, known, visitor) : null;
  const { host, address, userAgent } = visitor;
  const session = await openSession(db, {
    i_web_user,
    kind,
    becomes: "full",
    opened_by: "link",
    host,
    address,
    userAgent,
    credentialSetBy: null,
    i_device: device?.i_device ?? null,
  });
  return { session, device: device?.held ?? null, i_lang };
}

function actorOf(
  { i_customer, i_web_user, login }: OpenLink,
  { access_level }: Accepted,
  { address }: Visitor,
): Actor {
  return { door: "web", i_customer, i_web_user, login, access_level, address };
}
