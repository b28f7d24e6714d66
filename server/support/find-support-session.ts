import type { Actor } from "../actor/actor";
import { type BegunJob, begunJobs } from "../credentials/begun-jobs";
import { type Owned, ownedBy } from "../credentials/owned";
import type { LiveSession } from "../credentials/sessions";
import { database } from "../database/client";
import { Prisma } from "../database/generated/client";
import { timeZoneName } from "../dictionaries/dictionaries";
import { hashToken } from "../ground/keys/token";
import { audit } from "../operation/audit";
import { closeSupportSession } from "../support-session/close-session";
import { endingOf, findSupportSessions, openSupportOf, supportActor } from "../support-session/session-row";
import { idsAlong, type Node, nodesWhere } from "../tree/tree";
import { notedPage } from "./noted-page";

/**
 * Finds the support session in which a log-in works. We look it up on every request, so that its end, a block or the loss
 * of a level takes effect at once in every process. It shows the customer's portal in the staff member's language.
 * @param token what the browser holds
 * @param path the page that is asked for; the history notes each page once
 * @returns null if the session no longer holds, or belongs to another log-in
 */
export async function findSupportSession(
  log_in: LiveSession,
  token: string,
  path: string,
): Promise<LiveSession | null> {
  const { actor } = log_in;
  if (log_in.kind !== "full" || actor.i_session === undefined) return null;
  const db = database();
  const [row] = await findSupportSessions(
    db,
    Prisma.sql`p.token_hash = ${hashToken(token)} AND p.i_session = ${actor.i_session} AND p.ended_at IS NULL`,
  );
  if (!row) return null;
  const ending = endingOf(row, actor);
  if (ending) {
    await closeSupportSession(row.i_support, ending);
    return null;
  }
  const support = supportActor(row, actor);
  const page = notedPage(path);
  const [shown] = await db.$queryRaw<Shown[]>`
    SELECT c.base_currency, c.i_time_zone, c.i_export_type, c.start_page, ${ownedBy(Prisma.sql`c.i_customer`)},
           ${begunJobs(Prisma.sql`j.i_support = ${row.i_support}`)},
           ${nodesWhere(Prisma.sql`a.i_customer = ANY (${idsAlong(Prisma.sql`c.path`)})`)} AS lineage,
           EXISTS (SELECT FROM audit_log h WHERE h.i_support = ${row.i_support} AND h.at >= ${row.opened_at} AND h.operation = 'viewPage'
                      AND h.detail->>'page' = ${page ?? ""}) AS noted
      FROM customers c WHERE c.i_customer = ${row.i_customer}`;
  if (!shown) return null;
  if (page !== null && !shown.noted) await notePage(support, page);
  return {
    actor: support,
    person: actor,
    support: openSupportOf(row),
    kind: "full",
    lineage: shown.lineage,
    jobs: shown.jobs,
    owns: { customers: shown.has_customers, tariffs: shown.has_tariffs },
    customer: { name: row.name, base_currency: shown.base_currency, path: row.path },
    i_lang: log_in.i_lang,
    timeZone: timeZoneName(shown.i_time_zone),
    i_export_type: shown.i_export_type,
    start_page: shown.start_page,
  };
}

type Shown = Owned & {
  readonly jobs: readonly BegunJob[];
  readonly lineage: readonly Node[];
  readonly base_currency: string;
  readonly i_time_zone: number;
  readonly i_export_type: number;
  readonly start_page: number;
  readonly noted: boolean;
};

async function notePage(actor: Actor, page: string): Promise<void> {
  await audit(database(), actor, { operation: "viewPage", detail: { page } });
}

/** Finds the reference of an ended session whose cookie a browser still holds; null: there is none. */
export async function findEndedSupportSession(token: string): Promise<string | null> {
  const found = await database().supportSession.findUnique({
    where: { token_hash: hashToken(token) },
    select: { reference: true },
  });
  return found?.reference ?? null;
}
