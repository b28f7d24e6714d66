import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { tooMany } from "./count-within";
import { addressKeys } from "./throttle-keys";

const minutes = 60_000;

/** How many failures are free, and what more of them cost. */
type Rule = {
  readonly free: number;
  readonly windowMs: number;
  readonly firstWaitMs: number;
  readonly mostMs: number;
};

/** Five failures within 15 minutes are free, then waits double, up to 15 minutes. Source: semantics, 'Throttling'. */
export const logIns: Rule = { free: 5, windowMs: 15 * minutes, firstWaitMs: 2_000, mostMs: 15 * minutes };

/** After so many failures a wait is as long as it gets. */
export const failuresUntilLocked = logIns.free + Math.ceil(Math.log2(logIns.mostMs / logIns.firstWaitMs));

/** The history gets one entry about refused log-ins per this time. */
export const refusedWindowMs = 5 * minutes;

/** Tries per address and per neighbourhood, with any logins: 30 and 100 within 15 minutes, then waits. */
const fromAddress: Rule = { free: 30, windowMs: 15 * minutes, firstWaitMs: 2_000, mostMs: 15 * minutes };
const fromNetwork: Rule = { free: 100, windowMs: 15 * minutes, firstWaitMs: 2_000, mostMs: 15 * minutes };

/**
 * Counts a try from an address and its neighbourhood, unless either has to wait.
 * @returns a function that takes the count back after a success
 * @throws Refusal 429
 */
export async function countFrom(db: Queries, address: string | null): Promise<() => Promise<void>> {
  const [own, network] = addressKeys(address);
  if (own === undefined || network === undefined) return async () => {};
  await countTry(db, own, fromAddress);
  await countTry(db, network, fromNetwork);
  return async () => {
    // waits stay: one's own success does not excuse tries at other log-ins
    await db.$executeRaw`
      UPDATE throttles SET failures = greatest(failures - 1, 0) WHERE throttle_key IN (${own}, ${network})`;
  };
}

/**
 * Runs a check of a password, unless one has to wait. Counts the try as a failure beforehand, so that of a hundred
 * concurrent tries only the free ones are checked. After a success, the caller calls `forgetFailures`.
 * @throws Refusal 429 while one has to wait; the try is then neither counted nor checked
 */
export async function throttled<Result>(
  db: Queries,
  key: string,
  look: () => Promise<Result>,
): Promise<Result> {
  const waitUntil = await countTry(db, key);
  try {
    return await look();
  } catch (error) {
    // the check did not finish, because of overload or a lost database, so it does not count
    await takeBack(db, key, waitUntil);
    throw error;
  }
}

/** @returns until when the next try has to wait; in the past if this one was free */
async function countTry(db: Queries, key: string, rule: Rule = logIns): Promise<Date> {
  const [counted] = await db.$queryRaw<{ wait_until: Date }[]>`
    ${oneMore(key, rule)} WHERE t.wait_until <= now() RETURNING wait_until`;
  if (counted) return counted.wait_until;
  const row = await db.throttle.findUnique({ where: { throttle_key: key }, select: { wait_until: true } });
  throw tooMany(row ? row.wait_until.getTime() - Date.now() : 0);
}

/** Counts a failure after its check. Atomic: two concurrent failures count as two. */
export async function countFailure(db: Queries, key: string): Promise<void> {
  await db.$executeRaw`${oneMore(key, logIns)}`;
}

/** Now, but never later: the column has milliseconds, and would round up what a quick next try then has to wait for. */
const noWait = Prisma.sql`date_trunc('milliseconds', now())`;

function oneMore(key: string, rule: Rule): Prisma.Sql {
  const over = Prisma.sql`greatest(t.since, t.wait_until) < now() - make_interval(secs => ${rule.windowMs / 1000})`;
  return Prisma.sql`
    INSERT INTO throttles AS t (throttle_key, failures, since, wait_until)
    VALUES (${key}, 1, now(), ${noWait})
    ON CONFLICT (throttle_key) DO UPDATE SET
      failures = CASE WHEN ${over} THEN 1 ELSE t.failures + 1 END,
      since = now(),
      wait_until = CASE WHEN ${over} OR t.failures < ${rule.free} THEN ${noWait}
                        ELSE now() + make_interval(secs => least(${rule.mostMs / 1000}::float8,
                               ${rule.firstWaitMs / 1000}::float8 * power(2, least(t.failures - ${rule.free}, 20)))) END`;
}

/** @param waitUntil the wait that this try caused; a wait that another try caused meanwhile stays */
async function takeBack(db: Queries, key: string, waitUntil: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE throttles SET failures = greatest(failures - 1, 0),
           wait_until = CASE WHEN wait_until = ${waitUntil} THEN least(wait_until, ${noWait}) ELSE wait_until END
     WHERE throttle_key = ${key}`;
}

/** Forgets the failures after a success. */
export async function forgetFailures(db: Queries, key: string): Promise<void> {
  await db.throttle.deleteMany({ where: { throttle_key: key } });
}
