import type { Actor } from "../../actor/actor";
import { isOwnPassword } from "../../credentials/own-password";
import { freshen } from "../../credentials/sessions";
import { database } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { type FactorProof, proveFactor } from "../factors/prove-factor";

/**
 * Confirms the identity of a logged-in person by their password (step-up). Throttled like a log-in.
 * @returns the actor, now fresh
 * @throws Refusal 403 the password is wrong · 429
 */
export async function confirmByPassword(actor: Actor, password: string): Promise<Actor> {
  const { i_web_user, i_session } = actor;
  if (i_web_user === null || i_session === undefined) throw new Error("a person in a browser confirms");
  if (!(await isOwnPassword(i_web_user, password))) {
    throw new Refusal(403, "The password is wrong", "current_password", { key: "wrong_password" });
  }
  return { ...actor, freshUntil: await freshen(database(), i_session) };
}

/** The same with a second factor. @throws Refusal 400 the code is wrong · 429 */
export async function confirmByFactor(actor: Actor, proof: FactorProof): Promise<void> {
  const { i_web_user, i_session } = actor;
  if (i_web_user === null || i_session === undefined) throw new Error("a person in a browser confirms");
  await proveFactor({ ...actor, i_web_user }, proof);
  await freshen(database(), i_session);
}
