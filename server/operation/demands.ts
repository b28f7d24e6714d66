import { type KeyArea, type KeyReach, reaches } from "@/attributes/key-areas";
import type { Right } from "@/attributes/rights";
import { type Act, mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { Refusal } from "../ground/refusal";
import { demandOneOf, effectiveRights } from "../tree/rights";
import type { Node } from "../tree/tree";
import type { Effect } from "./definition";
import type { Places } from "./find-places";
import { kindsOfTarget } from "./kinds-of-target";
import { actsOf, isByRelation, isPerson, type Needs, needsFreshness, type Relation, rightsOf } from "./needs";

/**
 * What must hold before a call's body runs, in the order of refusals: level, that a support session may make changes, right,
 * step-up, and what the operation asks of the actor beside. `demandTarget` comes after them. Source: semantics, 'Who may do what'.
 */
export function demandsOf<Input>(
  { needs, effect }: Declared<Input>,
  actor: Actor,
  { lineage, relation }: Pick<Places, "lineage"> & { readonly relation: Relation | undefined },
  input: Input,
): (() => void)[] {
  const acts = actsOf(needs, input, relation);
  return [
    ...demandsOn(actor, effect, acts, rightsOf(needs, relation, input), lineage),
    () => {
      if (needsFreshness(needs, input)) demandFreshness(actor);
    },
    () => needs.who?.(actor),
  ];
}

/** Demands that what a call is about is there, once all else is met. @throws Refusal 404 */
export function demandTarget({ target, missing }: Pick<Places, "target" | "missing">): void {
  if (missing && !target) throw missing();
}

/** Whether the actor is somebody whom an operation is for at all. */
export function isFor<Input>({ who }: Pick<Needs<Input>, "who">, actor: Actor): boolean {
  try {
    who?.(actor);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Those of them that do not depend on an input, for an examination of one that cannot be read. */
export function demandsUnread<Input>(
  { needs, effect }: Declared<Input>,
  actor: Actor,
  lineage: readonly Node[],
): (() => void)[] {
  const acts = isByRelation(needs.acts) || "of" in needs.acts ? [] : needs.acts;
  return demandsOn(actor, effect, acts, isByRelation(needs.right) ? [] : rightsOf(needs, undefined), lineage);
}

type Declared<Input> = { readonly needs: Needs<Input>; readonly effect: Effect };

function demandsOn(
  actor: Actor,
  effect: Effect,
  acts: readonly Act[],
  rights: readonly Right[],
  lineage: readonly Node[],
): (() => void)[] {
  return [
    () => demandAccess(acts, actor),
    () => demandChanges(effect, acts, actor),
    () => demandOne(rights, lineage, actor),
  ];
}

/** The actor's own customer needs one of the rights, wherever below the actor works. @throws Refusal 403 */
function demandOne(rights: readonly Right[], lineage: readonly Node[], actor: Actor): void {
  const home = lineage.findIndex((node) => node.i_customer === actor.i_customer);
  demandOneOf(effectiveRights(lineage.slice(0, home + 1)), rights);
}

/** Whether the actor need not confirm their identity again: they did so recently, or are not a person in a browser. */
export function isFresh({ door, freshUntil }: Actor): boolean {
  return !isPerson({ door }) || (freshUntil ?? new Date(0)) > new Date();
}

/**
 * Refuses changes by a support session that is still read-only. Extending and ending the session is always possible.
 * Source: semantics, 'Support'. @throws Refusal 403
 */
function demandChanges(effect: Effect, acts: readonly Act[], { support }: Actor): void {
  if (!support || support.changes || effect === "reads" || acts.includes("support_session")) return;
  throw new Refusal(403, "This support session is read-only; switch it to make changes first.", undefined, {
    key: "support_reads",
  });
}

/** Demands step-up outside of operations. @throws Refusal 403 */
export function demandFreshness(actor: Actor): void {
  if (isFresh(actor)) return;
  throw new Refusal(403, "Confirm that it is you first, with your password or second factor.", undefined, {
    key: "step_up",
  });
}

function demandAccess(acts: readonly Act[], actor: Actor): void {
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

/** An area that a key must reach, and how far. */
export type NeededArea = readonly [area: KeyArea, reach: KeyReach];

/**
 * Demands that the key by which a program came reaches an area. Whoever came without one reaches all.
 * @throws Refusal 403. Source: rest, 'Who calls'
 */
export function demandReach(actor: Actor, ...needed: NeededArea): void {
  const lack = lackOfReach(actor, needed);
  if (lack) throw lack;
}

/** Why the actor's key is not enough for an area; null: it is, or there is none. */
export function lackOfReach({ key }: Actor, [area, reach]: NeededArea): Refusal | null {
  if (!key || reaches(key.areas, area, reach)) return null;
  return new Refusal(403, `This key may not ${reach} in the area ${area}.`, undefined, {
    key: "key_area",
    values: { area, reach },
  });
}

/** The same answer for a customer that does not exist and for one that is not yours. */
export const notFound = kindsOfTarget.customer.missing;
