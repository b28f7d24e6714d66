import { admits } from "../../brand/hosts";
import { findDevice } from "../../credentials/devices";
import { makeLink } from "../../credentials/links/make-link";
import type { Visitor } from "../../credentials/visitor";
import { database } from "../../database/client";
import { hasLogin, likeliestLogin } from "../../database/find-by-key";
import { Prisma } from "../../database/generated/client";
import { log } from "../../ground/log";
import { uniqueKey } from "../../ground/text/unique-key";
import { audit } from "../../operation/audit";
import { countWithin, tooMany } from "../../operation/count-within";
import { resetFromKey, resetKey } from "../../operation/throttle-keys";
import { queueMail } from "../../outbox/queue-mail";
import { idsAlong } from "../../tree/tree";

const hourMs = 60 * 60 * 1000;
const mostPerLogin = 3;
const mostPerAddress = 20;

/**
 * Requests a link to replace a forgotten password. The answer is the same, and as quick, whether or not the login exists,
 * because we find out what to mail only after answering. Each login gets at most 3 mails an hour, silently; each
 * neighbourhood of addresses may ask 20 times an hour, then gets 429. Browsers that the person used before count
 * separately, so that strangers cannot silence the owner. Root's own web users get a link only at a verified address,
 * since they have a command on the machine.
 * Source: semantics, 'Signing in'.
 * @returns the work that continues after the answer; for tests
 * @throws Refusal 429
 */
export async function requestReset(visitor: Visitor, login: string): Promise<{ done: Promise<void> }> {
  const db = database();
  const from = await countWithin(db, resetFromKey(visitor.address), hourMs);
  if (from.count > mostPerAddress) throw tooMany(from.since.getTime() + hourMs - Date.now());
  const done = mail(visitor, login).catch((error: unknown) => {
    log.error({ err: error }, "a link for a forgotten password could not be made");
  });
  return { done };
}

type Found = {
  readonly i_web_user: number;
  readonly i_customer: number;
  readonly login: string;
  readonly path: string;
  readonly name: string;
};

async function mail(visitor: Visitor, login: string): Promise<void> {
  const db = database();
  const key = uniqueKey(login).slice(0, 256);
  const known = await findDevice(db, visitor.device ?? null, key);
  const asked = await countWithin(db, resetKey(login, known?.i_device ?? null), hourMs);
  if (asked.count > mostPerLogin) return;
  const [user] = await db.$queryRaw<Found[]>`
    SELECT w.i_web_user, w.i_customer, w.login, c.path, c.name
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE ${hasLogin(login)} AND (c.i_wholesaler IS NOT NULL OR w.email_verified_at IS NOT NULL)
       AND NOT EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                          OR b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)}))
     ${likeliestLogin(login)}`;
  if (!user) return;
  if (!(await admits(visitor.host, user.path))) return;
  await db.$transaction(async (tx) => {
    const { i_web_user, i_customer } = user;
    const path = await makeLink(tx, "reset", { i_web_user, email: "", set_by: null });
    const sent = await queueMail(tx, { kind: "reset_link", to: { i_web_user }, path });
    if (sent === null) await tx.link.deleteMany({ where: { i_web_user, kind: "reset" } });
    await audit(
      tx,
      {
        door: "web",
        i_customer,
        i_web_user: null,
        login: null,
        access_level: "REPORTER",
        address: visitor.address,
      },
      {
        operation: "requestReset",
        target: user,
        detail: { web_login: user.login, sent: sent !== null },
      },
    );
  });
}
