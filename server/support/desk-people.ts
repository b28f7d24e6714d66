import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { logIns, refusedWindowMs } from "../operation/throttle";
import { refusedPrefix, webKey } from "../operation/throttle-keys";
import { type Node, within } from "../tree/tree";
import { type Found, foundIn, mostShown } from "./desk-lines";

/** A web user who must wait before their next try to log in. */
export type LockedOut = {
  readonly i_customer: number;
  readonly name: string;
  readonly i_web_user: number;
  readonly login: string;
  /** when they failed last, and until when they must wait */
  readonly since: Date;
  readonly until: Date;
};

/** If more people fail at once, somebody is guessing; each costs a hash, so we look at the latest alone. */
const mostLookedAt = 5_000;

/** How long ago a waiting person can have failed at most, plus the window at whose start we note a refused log-in. */
const failedWithinSeconds = (logIns.mostMs + refusedWindowMs) / 1000;

/**
 * Finds the web users, in the scope and below it, who must wait after failed tries, as their own pages show it. The counter
 * of tries keeps only a hash of the login, which leads to nobody; so we start from the log-ins that were refused lately, whose
 * ids we know, and look up their hashes. Two statements.
 */
export async function findLockedOut(db: Queries, scope: Node): Promise<Found<LockedOut>> {
  const refused = await findRefused(db, scope);
  const byKey = new Map(refused.map((user) => [webKey(user.login), user]));
  const rows = await db.$queryRaw<Waiting[]>`
    SELECT t.throttle_key, t.since, t.wait_until AS until, count(*) OVER ()::int AS count
      FROM throttles t WHERE t.throttle_key = ANY (${[...byKey.keys()]}::text[]) AND t.wait_until > now()
     ORDER BY t.wait_until DESC, t.throttle_key LIMIT ${mostShown}`;
  return foundIn(
    rows.flatMap(({ throttle_key, since, until, count }) => {
      const user = byKey.get(throttle_key);
      return user ? [{ ...user, since, until, count }] : [];
    }),
  );
}

type Waiting = Pick<LockedOut, "since" | "until"> & {
  readonly throttle_key: string;
  readonly count: number;
};

type Refused = Pick<LockedOut, "i_customer" | "name" | "i_web_user" | "login">;

async function findRefused(db: Queries, scope: Node): Promise<Refused[]> {
  const isOfUser = Prisma.sql`starts_with(t.throttle_key, ${refusedPrefix})`;
  return await db.$queryRaw<Refused[]>`
    SELECT c.i_customer, c.name, w.i_web_user, w.login
      FROM throttles t
      JOIN web_users w ON w.i_web_user = CASE WHEN ${isOfUser} THEN substr(t.throttle_key, ${refusedPrefix.length + 1}::int)::int END
      JOIN customers c ON c.i_customer = w.i_customer
     WHERE t.since > now() - make_interval(secs => ${failedWithinSeconds}) AND ${isOfUser}
       AND ${within(Prisma.sql`c.path`, scope.path)}
     ORDER BY t.since DESC LIMIT ${mostLookedAt}`;
}

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
