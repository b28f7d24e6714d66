import { isAccessLevel } from "../../actor/access-levels";
import { type Actor, isProgram } from "../../actor/actor";
import { demandApiAccess } from "../../credentials/api-access";
import type { Queries } from "../../database/client";
import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { inNetworks } from "../../ground/network/networks";
import { Refusal } from "../../ground/refusal";
import { settings } from "../../ground/settings";
import { supportSessionOver } from "../../operation/lock-support-session";
import { endingOf, findSupportSessions, supportActor } from "../../support-session/session-row";
import { idsAlong, lineageOf } from "../../tree/tree";
import type { Job } from "./job";

/** Whoever confirmed their identity for a job need not do so again while it runs. */
const forTheJob = new Date("9999-01-01T00:00:00Z");

/**
 * Who does a job: whoever began it, with what they may now. @throws Refusal 403 they may do nothing any more: blocked, deleted, or
 * the support session is over, or the program would be turned away at the door
 */
export async function ownerOf(db: Queries, job: Job): Promise<Actor> {
  const { door, i_customer, i_web_user, login, address, credential_set_by: credentialSetBy } = job;
  const freshUntil = job.confirmed ? forTheJob : null;
  if (job.i_support !== null) {
    const [row] = await findSupportSessions(
      db,
      Prisma.sql`p.i_support = ${job.i_support} AND p.ended_at IS NULL`,
    );
    if (!row || endingOf(row) !== null) throw supportSessionOver();
    return supportActor(row, { address, freshUntil, credentialSetBy });
  }
  const own = { door, i_customer, login, address, credentialSetBy, freshUntil };
  if (i_web_user === null) {
    if (address === null || !inNetworks(settings().trustedHosts, address)) throw gone();
    // trusted hosts act as root's administrator
    return { ...own, i_web_user, access_level: "ADMINISTRATOR" };
  }
  const [user] = await readRows<{ access_level: string; blocked: boolean; has_api_password: boolean }>(
    db,
    Prisma.sql`
    SELECT w.access_level, EXISTS (SELECT FROM blocks b WHERE b.i_web_user = w.i_web_user
                                      OR b.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)})) AS blocked,
           c.api_secret IS NOT NULL AS has_api_password
      FROM web_users w JOIN customers c ON c.i_customer = w.i_customer
     WHERE w.i_web_user = ${i_web_user} AND w.i_customer = ${i_customer}`,
  );
  if (!user || user.blocked || !isAccessLevel(user.access_level)) throw gone();
  if (isProgram({ door })) {
    // a key's job goes on without the key, as a person's does after their log-in
    if (door !== "rest" && !user.has_api_password) throw gone();
    demandApiAccess(await lineageOf(db, i_customer));
  }
  return { ...own, i_web_user, access_level: user.access_level };
}

function gone(): Refusal {
  return new Refusal(403, "Whoever began this job can no longer log in.", undefined, { key: "owner_gone" });
}
