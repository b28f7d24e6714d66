import type { Right } from "@/attributes/rights";
import { type Act, mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { Refusal } from "../ground/refusal";
import { demand, effectiveRights } from "../tree/rights";
import type { Node } from "../tree/tree";
import type { Effect, Needs } from "./definition";
/** The rows of the table of levels that a call needs. */
export function actsOf<Input>({ acts }: Needs<Input>, input: Input): readonly Act[] {
  return typeof acts === "function" ? acts(input) : acts;
}

/** The actor's own customer needs the right, wherever below the actor works. */
export function demandRight(right: Right | null, lineage: readonly Node[], actor: Actor): void {
  const home = lineage.findIndex((node) => node.i_customer === actor.i_customer);
  if (right) demand(effectiveRights(lineage.slice(0, home + 1)), right);
}

/** Whether the actor need not confirm their identity again: they did so recently, or are not a person in a browser. */
export function isFresh({ door, freshUntil }: Actor): boolean {
  const isPerson = door === "web" || door === "support";
  return !isPerson || (freshUntil ?? new Date(0)) > new Date();
}

/**
 * Refuses changes by a support session that is still read-only. Extending and ending the session is always possible.
 * Source: semantics, 'Support'. @throws Refusal 403
 */
export function demandChanges(
  { effect }: { readonly effect: Effect },
  acts: readonly Act[],
  { support }: Actor,
): void {
  if (!support || support.changes || effect === "reads" || acts.includes("support_session")) return;
  throw new Refusal(403, "This support session is read-only; switch it to make changes first.", undefined, {
    key: "support_reads",
  });
}

export function demandFresh<Input>({ fresh }: Needs<Input>, input: Input, actor: Actor): void {
  const needed = typeof fresh === "function" ? fresh(input, actor) : fresh === true;
  if (needed) demandFreshness(actor);
}

/** Demands step-up outside of operations. @throws Refusal 403 */
export function demandFreshness(actor: Actor): void {
  if (isFresh(actor)) return;
  throw new Refusal(403, "Confirm that it is you first, with your password or second factor.", undefined, {
    key: "step_up",
  });
}

export function demandAccess(acts: readonly Act[], actor: Actor): void {
  for (const act of acts) demandAct(actor, act);
}

/** Demands that the actor's access level allows an act. @throws Refusal 403 */
export function demandAct(actor: Actor, act: Act): void {
  if (mayAct(actor.access_level, act)) return;
  if (actor.support) {
    throw new Refusal(403, "This is out of reach of a support session.", undefined, { key: "support_reach" });
  }
  throw new Refusal(403, `Your access level ${actor.access_level} does not allow this.`, undefined, {
    key: "access_level",
    values: { level: actor.access_level, act },
  });
}

/** The same answer for what does not exist and for what is not yours. */
export function notFound(): Refusal {
  return new Refusal(404, "There is no such customer, or it is not yours.", "i_customer", {
    key: "not_found",
  });
}
