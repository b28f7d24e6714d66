import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import type { Actor } from "../actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { log } from "../log";
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
export const logIns: Rule = { free: 5, windowMs: 15 * minutes, firstWaitMs: 2_000, mostMs: 15 * minutes };

/** What log-ins of the web are counted by: the login, whether it exists or not. */
export function webKey(login: string): string {
  return `web:${loginKey(login)}`;
}

/** What log-ins from a known browser are counted by: a stranger's failures do not lock its owner out there. */
export function deviceKey(i_device: number): string {
  return `device:${i_device}`;
}

/** What log-ins of the web are counted by besides: the address, and the /24 or /64 that it is in. */
export function addressKeys(address: string | null): string[] {
  if (address === null) return [];
  return [`from:${address}`, `net:${networkOf(address)}`];
}

/** The neighbourhood of an address: /24 of IPv4, /64 of IPv6. */
function networkOf(address: string): string {
  const read = ipaddr.process(address);
  const parts = read.kind() === "ipv4" ? 24 : 64;
  const bytes = read.toByteArray().map((byte, index) => (index * 8 < parts ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${parts}`;
}

/** What the API's door counts by: the login, whether it exists or not, and never the address. */
export function apiKey(login: string): string {
  return `api:${loginKey(login)}`;
}

/** What authCustomer is counted by: the login and the calling customer, never the address. */
export function authKey(actor: Actor, login: string): string {
  return `auth:${actor.i_customer}:${loginKey(login)}`;
}

/** What is longer than any login is hashed: an index holds no texts of any length. */
function loginKey(login: string): string {
  const key = uniqueKey(login);
  return key.length <= 256 ? key : createHash("sha256").update(key).digest("hex");
}

/** Tries of an address and of its neighbourhood, whatever the logins: 30 and 100 within 15 minutes, then waits. */
const fromAddress: Rule = { free: 30, windowMs: 15 * minutes, firstWaitMs: 2_000, mostMs: 15 * minutes };
const fromNetwork: Rule = { free: 100, windowMs: 15 * minutes, firstWaitMs: 2_000, mostMs: 15 * minutes };

/**
 * Counts a try from an address, and from its neighbourhood, unless either has to wait.
 * @returns how to take it back, once it was a success
 * @throws Refusal 429
 */
export async function countFrom(db: Queries, address: string | null): Promise<() => Promise<void>> {
  const [own, network] = addressKeys(address);
  if (own === undefined || network === undefined) return async () => {};
  await countTry(db, own, fromAddress);
  await countTry(db, network, fromNetwork);
  return async () => {
    // whoever has to wait still does: a success of one's own excuses no tries of others' log-ins
    await db.$executeRaw`
      UPDATE throttles SET failures = greatest(failures - 1, 0) WHERE throttle_key IN (${own}, ${network})`;
  };
}

/**
 * Looks at a try, unless one has to wait. It is counted as a failure beforehand, so that of a hundred at once no more
 * than the free ones are looked at; `forgetFailures` is for the caller to say that it was a success.
 * @throws Refusal 429 while one has to wait: the try is then neither counted nor looked at
 */
export async function throttled<Result>(
  db: Queries,
  key: string,
  look: () => Promise<Result>,
): Promise<Result> {
  await countTry(db, key);
  try {
    return await look();
  } catch (error) {
    // it was not looked at to the end: too much to do, or no database
    await takeBack(db, key);
    throw error;
  }
}

async function countTry(db: Queries, key: string, rule: Rule = logIns): Promise<void> {
  void sweep(db);
  const counted = await db.$executeRaw`${oneMore(key, rule)} WHERE t.wait_until <= now()`;
  if (counted > 0) return;
  const row = await db.throttle.findUnique({ where: { throttle_key: key }, select: { wait_until: true } });
  throw tooMany(row ? row.wait_until.getTime() - Date.now() : 0);
}

/** Counts a failure that was looked at before it was counted. Atomic: two at once are two. */
export async function countFailure(db: Queries, key: string): Promise<void> {
  await db.$executeRaw`${oneMore(key, logIns)}`;
}

function oneMore(key: string, rule: Rule): Prisma.Sql {
  const over = Prisma.sql`greatest(t.since, t.wait_until) < now() - make_interval(secs => ${rule.windowMs / 1000})`;
  return Prisma.sql`
    INSERT INTO throttles AS t (throttle_key, failures, since, wait_until)
    VALUES (${key}, 1, now(), now())
    ON CONFLICT (throttle_key) DO UPDATE SET
      failures = CASE WHEN ${over} THEN 1 ELSE t.failures + 1 END,
      since = now(),
      wait_until = CASE WHEN ${over} OR t.failures < ${rule.free} THEN now()
                        ELSE now() + make_interval(secs => least(${rule.mostMs / 1000}::float8,
                               ${rule.firstWaitMs / 1000}::float8 * power(2, least(t.failures - ${rule.free}, 20)))) END`;
}

const sweepEveryMs = 60 * minutes;
let sweptAt = Date.now();

/** Deletes what is long forgiven, now and then, beside the tries: unknown logins would fill the table. */
async function sweep(db: Queries): Promise<void> {
  if (Date.now() - sweptAt < sweepEveryMs) return;
  sweptAt = Date.now();
  await db.$executeRaw`DELETE FROM throttles WHERE greatest(since, wait_until) < now() - interval '1 day'`.catch(
    (error: unknown) => log.error({ err: error }, "old throttles could not be deleted"),
  );
}

async function takeBack(db: Queries, key: string): Promise<void> {
  await db.$executeRaw`
    UPDATE throttles SET failures = greatest(failures - 1, 0), wait_until = now() WHERE throttle_key = ${key}`;
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
  const { count, since } = await countWithin(db, `taken:${actor.i_customer}`, 60 * minutes);
  return count <= mostTaken ? null : tooMany(since.getTime() + 60 * minutes - Date.now());
}

/** Counts one more of something within a window that begins with its first. @returns how many, and since when */
export async function countWithin(
  db: Queries,
  key: string,
  windowMs: number,
): Promise<{ count: number; since: Date }> {
  const over = Prisma.sql`t.since < now() - make_interval(secs => ${windowMs / 1000})`;
  const [row] = await db.$queryRaw<{ count: number; since: Date }[]>`
    INSERT INTO throttles AS t (throttle_key, failures, since, wait_until)
    VALUES (${key}, 1, now(), now())
    ON CONFLICT (throttle_key) DO UPDATE SET
      failures = CASE WHEN ${over} THEN 1 ELSE t.failures + 1 END,
      since = CASE WHEN ${over} THEN now() ELSE t.since END
    RETURNING failures AS count, since`;
  if (!row) throw new Error("an insert returns its row");
  return row;
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
