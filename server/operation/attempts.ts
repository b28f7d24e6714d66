import type { Actor } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { isEverybodysName, refusalOfDatabase } from "../database/refusal-of-database";
import { Refusal } from "../ground/refusal";
import { uniqueKey } from "../ground/text/unique-key";
import { countWithin, tooMany } from "./count-within";

/** A refusal that tells that some customer holds a name of everybody's, where no constraint of the database says so. */
export class HeldName extends Refusal {
  constructor(
    { code, message, attribute, reason }: Refusal,
    /** what the name is to its holder */
    readonly held: { readonly attribute: "dns_alias"; readonly value: string },
  ) {
    super(code, message, attribute, reason);
  }
}

/**
 * Refuses whoever has tried too many names that others hold, where an answer about one more would tell what it is.
 * @throws Refusal 429
 */
export async function demandFewTaken(actor: Pick<Actor, "i_customer">): Promise<void> {
  const until = await takenUntil(actor);
  if (until) throw tooMany(until.getTime() - Date.now());
}

/**
 * Turns what an operation threw into what we tell its door: a broken constraint becomes its refusal. Counts tries of
 * names that somebody outside the actor's scope has taken, so that nobody can try out names by the thousand.
 * Source: semantics, 'The tree'.
 */
export async function noteAttempt(
  actor: Actor,
  error: unknown,
  raw: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const refusal = error instanceof Refusal ? error : refusalOfDatabase(error);
  if (!refusal) return error;
  if (error instanceof HeldName) {
    const { attribute, value } = error.held;
    return (await throttleTaken(database(), actor, attribute, value)) ?? refusal;
  }
  // tariffs and routing groups need a unique name only at their owner, so a try reveals nothing about others
  if (!isEverybodysName(error)) return refusal;
  const attribute = refusal.attribute ?? "";
  // without a login we make it from the name
  const tried = raw[attribute] ?? raw.name;
  return (await throttleTaken(database(), actor, attribute, String(tried))) ?? refusal;
}

/** Until when an actor who has tried too many names that others hold learns of no more of them; null: they may try. */
export async function takenUntil({ i_customer }: Pick<Actor, "i_customer">): Promise<Date | null> {
  const [row] = await database().$queryRaw<{ until: Date }[]>`
    SELECT since + make_interval(secs => ${hourMs / 1000}) AS until FROM throttles
     WHERE throttle_key = ${takenKey(i_customer)} AND failures > ${mostTaken}
       AND since > now() - make_interval(secs => ${hourMs / 1000})`;
  return row?.until ?? null;
}

function takenKey(i_customer: number): string {
  return `taken:${i_customer}`;
}

const hourMs = 60 * 60_000;
const mostTaken = 20;

/**
 * Counts a try at a name that somebody outside the actor's scope holds.
 * @returns the refusal to give instead after 20 in an hour, or null
 */
async function throttleTaken(
  db: Queries,
  actor: Actor,
  attribute: string,
  value: string,
): Promise<Refusal | null> {
  if (await isHeldWithin(db, actor, attribute, uniqueKey(value))) return null;
  const { count, since } = await countWithin(db, takenKey(actor.i_customer), hourMs);
  return count <= mostTaken ? null : tooMany(since.getTime() + hourMs - Date.now());
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
