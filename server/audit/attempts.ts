import type { Actor } from "../actor";
import { database } from "../database/client";
import { throttleTaken } from "../identity/throttle";
import { Refusal } from "../refusal";
import { isEverybodysName, refusalOfDatabase } from "../refusal-of-database";

/**
 * Turns what an operation threw into what its door is told: a broken constraint into its refusal; a name that is
 * taken by somebody outside the actor's scope is counted, so that names cannot be tried out by the thousand.
 * Source: semantics, 'The tree'.
 */
export async function noteAttempt(
  actor: Actor,
  error: unknown,
  raw: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const refusal = error instanceof Refusal ? error : refusalOfDatabase(error);
  if (!refusal) return error;
  // the names of tariffs and routing groups are their owner's alone: nothing of others can be found out
  if (!isEverybodysName(error)) return refusal;
  const attribute = refusal.attribute ?? "";
  // a login that was not given is made from the name
  const tried = raw[attribute] ?? raw.name;
  return (await throttleTaken(database(), actor, attribute, String(tried))) ?? refusal;
}
