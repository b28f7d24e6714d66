import { type Node, within } from "../customers/tree";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { type Found, foundIn, mostShown } from "./found";

/** A person, or a customer, that the last mail did not reach. Neither the address nor the mail is told. */
export type BouncingMail = {
  readonly i_customer: number;
  readonly name: string;
  /** null: it was to the customer's own address for notices */
  readonly i_web_user: number | null;
  /** of the web user, or of the customer's default one */
  readonly login: string;
  /** when the mail was written */
  readonly since: Date;
};

/** What was not delivered longer ago keeps nobody waiting now. */
const lately = "30 days";

/**
 * To whom, of the scope and of all below, the last mails failed: given up within the last 30 days, and none was sent
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
