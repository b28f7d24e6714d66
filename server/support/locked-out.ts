import { type Node, within } from "../customers/tree";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { refusedWindowMs } from "../identity/note-refused-log-in";
import { logIns } from "../identity/throttle";
import { refusedPrefix, webKey } from "../identity/throttle-keys";
import { type Found, foundIn, mostShown } from "./found";

/** A web user that has to wait before the next try to log in. */
export type LockedOut = {
  readonly i_customer: number;
  readonly name: string;
  readonly i_web_user: number;
  readonly login: string;
  /** when it failed last, and until when it has to wait */
  readonly since: Date;
  readonly until: Date;
};

/** Of more people who fail at once the latest are looked at: somebody is guessing, and each costs a hash. */
const mostLookedAt = 5_000;

/** Who waits failed last so long ago at most, and a refused log-in is noted at the beginning of its window. */
const failedWithinSeconds = (logIns.mostMs + refusedWindowMs) / 1000;

/**
 * The web users of the scope, and of all below, that have to wait because of failed tries; as the web user's own page
 * has it. What a try is counted by holds its login as a hash alone, which leads to nobody. So it begins with what is
 * known by id: whose log-in was refused of late; and only of those the hash is asked for. Two statements.
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
