import type { Actor } from "../actor/actor";
import { database } from "../database/client";
import { isEverybodysName, refusalOfDatabase } from "../database/refusal-of-database";
import { Refusal } from "../ground/refusal";
import { throttleTaken } from "./throttle";

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
  // tariffs and routing groups need a unique name only at their owner, so a try reveals nothing about others
  if (!isEverybodysName(error)) return refusal;
  const attribute = refusal.attribute ?? "";
  // without a login we make it from the name
  const tried = raw[attribute] ?? raw.name;
  return (await throttleTaken(database(), actor, attribute, String(tried))) ?? refusal;
}
