import type { Actor } from "../../actor/actor";
import { database } from "../../database/client";
import { Refusal } from "../../ground/refusal";

/**
 * The actor of a log-in that waits for a required factor that does not exist yet. The person has just given their
 * password and has nothing more to prove, so the actor counts as fresh.
 */
export function freshFor(actor: Actor): Actor {
  return { ...actor, freshUntil: new Date(Date.now() + 60_000) };
}

/** People who have a factor must prove it and cannot set up another one instead. @throws Refusal 403 */
export async function demandNoFactor({ i_web_user }: Actor): Promise<void> {
  const factors = await database().factor.count({
    where: { i_web_user: i_web_user ?? 0, confirmed_at: { not: null } },
  });
  if (factors === 0) return;
  throw new Refusal(403, "Confirm with the second factor that you already have", undefined, {
    key: "has_factor",
  });
}

/** Records that a waiting log-in has set up the required factor, so that it may continue within some minutes. */
export async function noteSetUp({ i_session }: Actor): Promise<void> {
  await database().session.updateMany({
    where: { i_session: i_session ?? 0, kind: "factor" },
    data: { fresh_until: new Date(Date.now() + 15 * 60_000) },
  });
}
