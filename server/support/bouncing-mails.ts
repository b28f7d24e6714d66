import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { type Node, within } from "../tree/tree";
import { type Found, foundIn, mostShown } from "./found";

/** A person or customer whom the last mail did not reach; without the address and the mail itself. */
export type BouncingMail = {
  readonly i_customer: number;
  readonly name: string;
  /** null: the mail went to the customer's address for notices */
  readonly i_web_user: number | null;
  /** of the web user, else of the customer's default web user */
  readonly login: string;
  /** when the mail was written */
  readonly since: Date;
};

/** Nobody waits any longer for a mail older than this. */
const lately = "30 days";

/**
 * Finds whose last mail we gave up on within the last 30 days, in the scope and below it, and to whom nothing got through
 * since. One line for each person, and one for the customer's own notices.
 */
export async function findBouncingMails(db: Queries, scope: Node): Promise<Found<BouncingMail>> {
  return foundIn(
    await db.$queryRaw<(BouncingMail & { readonly count: number })[]>`
      WITH failed AS (
        SELECT DISTINCT ON (m.i_customer, m.i_web_user) m.i_customer, m.i_web_user, m.i_mail, m.created_at AS since
          FROM mails m WHERE m.state = 'failed' AND m.created_at > now() - ${lately}::interval
         ORDER BY m.i_customer, m.i_web_user, m.i_mail DESC)
      SELECT c.i_customer, c.name, f.i_web_user, coalesce(w.login, d.login) AS login, f.since, count(*) OVER ()::int AS count
        FROM failed f
        JOIN customers c ON c.i_customer = f.i_customer
        JOIN web_users d ON d.i_customer = c.i_customer AND d.default_user
        LEFT JOIN web_users w ON w.i_web_user = f.i_web_user
       WHERE ${within(Prisma.sql`c.path`, scope.path)}
         AND (f.i_web_user IS NULL OR w.i_web_user IS NOT NULL)
         AND NOT EXISTS (SELECT FROM mails s
                          WHERE s.i_customer = f.i_customer AND s.i_mail > f.i_mail AND s.state = 'sent'
                            AND s.i_web_user IS NOT DISTINCT FROM f.i_web_user)
       ORDER BY f.since DESC, f.i_mail DESC LIMIT ${mostShown}`,
  );
}
