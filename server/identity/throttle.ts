import type { Actor } from "../actor";
import type { Queries } from "../database/client";
import { Refusal } from "../refusal";
import { uniqueKey } from "../unique-key";

const minutes = 60_000;

/** How many failures are counted, and what they cost. */
type Rule = {
  readonly free: number;
  readonly windowMs: number;
  readonly firstWaitMs: number;
  readonly mostMs: number;
};

/** Five failures within 15 minutes cost nothing, then waits double, up to 15 minutes. Source: semantics, 'Throttling'. */
const logIns: Rule = { free: 5, windowMs: 15 * minutes, firstWaitMs: 2_000, mostMs: 15 * minutes };

/** What log-ins of the web are counted by: the login, whether it exists or not. */
export function webKey(login: string): string {
  return `web:${uniqueKey(login)}`;
}

/** What authCustomer is counted by: the login and the calling customer, never the address. */
export function authKey(actor: Actor, login: string): string {
  return `auth:${actor.i_customer}:${uniqueKey(login)}`;
}

/** @throws Refusal 429 while one has to wait; the try is then not looked at */
export async function demandNotThrottled(db: Queries, key: string): Promise<void> {
  const row = await db.throttle.findUnique({ where: { throttle_key: key }, select: { wait_until: true } });
  const waitMs = row ? row.wait_until.getTime() - Date.now() : 0;
  if (waitMs > 0) throw tooMany(waitMs);
}

/** Counts a failure. Atomic: two at once are two. */
export async function countFailure(db: Queries, key: string, rule: Rule = logIns): Promise<number> {
  const [row] = await db.$queryRaw<{ failures: number }[]>`
    INSERT INTO throttles AS t (throttle_key, failures, since, wait_until)
    VALUES (${key}, 1, now(), now())
    ON CONFLICT (throttle_key) DO UPDATE SET
      failures = CASE WHEN greatest(t.since, t.wait_until) < now() - make_interval(secs => ${rule.windowMs / 1000}) THEN 1
                      ELSE t.failures + 1 END,
      since = now(),
      wait_until = CASE WHEN greatest(t.since, t.wait_until) < now() - make_interval(secs => ${rule.windowMs / 1000})
                          OR t.failures < ${rule.free} THEN now()
                        ELSE now() + make_interval(secs => least(${rule.mostMs / 1000}::float8,
                               ${rule.firstWaitMs / 1000}::float8 * power(2, least(t.failures - ${rule.free}, 20)))) END
    RETURNING failures`;
  return row?.failures ?? 1;
}

/** Forgets the failures, after a success. */
export async function forgetFailures(db: Queries, key: string): Promise<void> {
  await db.throttle.deleteMany({ where: { throttle_key: key } });
}

const mostTaken = 20;

/**
 * Counts a try of a name that is taken by somebody outside the actor's scope.
 * @returns the refusal that it gets instead after 20 in an hour, or null
 */
export async function throttleTaken(
  db: Queries,
  actor: Actor,
  attribute: string,
  value: string,
): Promise<Refusal | null> {
  if (await isHeldWithin(db, actor, attribute, uniqueKey(value))) return null;
  const key = `taken:${actor.i_customer}`;
  const [row] = await db.$queryRaw<{ failures: number; since: Date }[]>`
    INSERT INTO throttles AS t (throttle_key, failures, since, wait_until)
    VALUES (${key}, 1, now(), now())
    ON CONFLICT (throttle_key) DO UPDATE SET
      failures = CASE WHEN t.since < now() - interval '1 hour' THEN 1 ELSE t.failures + 1 END,
      since = CASE WHEN t.since < now() - interval '1 hour' THEN now() ELSE t.since END
    RETURNING failures, since`;
  if (!row || row.failures <= mostTaken) return null;
  return tooMany(row.since.getTime() + 60 * minutes - Date.now());
}

async function isHeldWithin(db: Queries, actor: Actor, attribute: string, key: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ held: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM customers c JOIN customers home ON home.i_customer = ${actor.i_customer}
       WHERE starts_with(c.path, home.path)
         AND CASE ${attribute}
               WHEN 'web_login' THEN EXISTS (SELECT FROM web_users w WHERE w.i_customer = c.i_customer AND w.login_key = ${key})
               WHEN 'dns_alias' THEN c.dns_alias = ${key}
               ELSE c.name_key = ${key} END) AS held`;
  return row?.held ?? false;
}

/** The refusal of one who tries too often. @param waitMs until the next try */
export function tooMany(waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Refusal(429, `Too many attempts; try again in ${seconds} seconds`, undefined, {
    key: "throttled",
    values: { seconds },
  });
}
