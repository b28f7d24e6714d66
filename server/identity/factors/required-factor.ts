import type { Actor } from "../../actor";
import { database } from "../../database/client";
import { Refusal } from "../../refusal";

/**
 * The actor of a log-in that waits for a factor that is required and not there yet: it has just given its password,
 * which is as much as there is to prove.
 */
export function freshFor(actor: Actor): Actor {
  return { ...actor, freshUntil: new Date(Date.now() + 60_000) };
}

/** Whoever has a factor proves it, and sets up no other instead. @throws Refusal 403 */
export async function demandNoFactor({ i_web_user }: Actor): Promise<void> {
  const factors = await database().factor.count({
    where: { i_web_user: i_web_user ?? 0, confirmed_at: { not: null } },
  });
  if (factors === 0) return;
  throw new Refusal(403, "Confirm with the second factor that you already have", undefined, {
    key: "has_factor",
  });
}

/** Notes that a log-in that waits has set up the factor that is required: it may go on, for some minutes. */
export async function noteSetUp({ i_session }: Actor): Promise<void> {
  await database().session.updateMany({
    where: { i_session: i_session ?? 0, kind: "factor" },
    data: { fresh_until: new Date(Date.now() + 15 * 60_000) },
  });
}
