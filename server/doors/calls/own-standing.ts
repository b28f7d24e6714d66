import { mayAct } from "../../actor/access-levels";
import type { Actor } from "../../actor/actor";
import { operations } from "../operations";

/**
 * Tells who calls and what it may do, out of what several operations tell. What the level does not let them read is null, and
 * no refusal. Source: rest, 'Resources'.
 */
export async function getOwnStanding(actor: Actor) {
  const { i_customer, i_web_user, login, access_level } = actor;
  const mayRead = mayAct(access_level, "read");
  const [key, explained, api] = await Promise.all([
    actor.key ? operations.getOwnKey(actor, {}) : null,
    mayRead ? operations.explainRights(actor, { i_wholesaler: i_customer, i_customer }) : null,
    mayRead ? operations.getApiStanding(actor, {}) : null,
  ]);
  const { rights = null, limits = null } = explained ?? {};
  return { key, i_customer, i_web_user, login, access_level, rights, limits, api };
}
