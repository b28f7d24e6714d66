import { holds, type Right } from "@/attributes/rights";
import { type Act, mayAct } from "../actor/access-levels";
import type { Actor } from "../actor/actor";
import { demand, type EffectiveRights } from "../tree/rights";
import { demandAct, isFor, notFound } from "./demands";
import { type About, type Needs, needOf, type Relation, rightsOf } from "./needs";

/** Somebody who looks at a page: who they are, and the effective rights of their own customer. */
export type Reader = { readonly actor: Actor; readonly rights: EffectiveRights };

/**
 * What somebody lacks: a right of their whole company, the level, or something that nobody can give them, such as being
 * a person or the target being theirs.
 */
export type Lack = "right" | "level" | "other";

/** An operation, as far as what it needs is asked. */
export type Asked<Input> = { readonly definition: { readonly needs: Needs<Input> } };

/** The part of an input by which an operation needs more or less, such as the attributes that change. */
export type Part<Input> = { readonly [Name in keyof Input]?: Partial<Input[Name]> };

/**
 * What keeps a reader from an operation; null: nothing that can be known before its target is found. The right comes first,
 * since what the whole company lacks, its administrator lacks too.
 * @param relation whose the target is; by default the reader's own, or below where it can be nothing else
 * @param part absent: whether the reader may do it with some input
 */
export function lackOf<Input>(
  { definition: { needs } }: Asked<Input>,
  { actor, rights }: Reader,
  relation: Relation = usualRelation(needs.about),
  part?: Part<NoInfer<Input>>,
): Lack | null {
  const ways = waysOf(needs, relation, part);
  const held = heldOf(ways, rights);
  if (held.length === 0 && ways.length > 0) return "right";
  if (!held.some(({ acts }) => mayAll(actor, acts))) return "level";
  return canBe(needs.about, relation) && isFor(needs, actor) ? null : "other";
}

/**
 * Refuses what the operation itself would refuse before it looks for its target, in its order and words.
 * @throws Refusal 403; 404 where the target can never be the reader's in this relation
 */
export function demandMay<Input>(
  { definition: { needs } }: Asked<Input>,
  { actor, rights }: Reader,
  relation: Relation = usualRelation(needs.about),
  part?: Part<NoInfer<Input>>,
): void {
  const ways = waysOf(needs, relation, part);
  const held = heldOf(ways, rights);
  const way =
    held.find(({ acts }) => mayAll(actor, acts)) ??
    held[0] ??
    ways.find(({ acts }) => mayAll(actor, acts)) ??
    ways[0];
  for (const act of way?.acts ?? []) demandAct(actor, act);
  if (way?.right) demand(rights, way.right);
  needs.who?.(actor);
  // with no way at all nobody may
  if (ways.length === 0 || !canBe(needs.about, relation)) throw notFound();
}

/** Refuses only whom the right is missing, whatever their level may do. @throws Refusal 403 */
export function demandRightFor<Input>(
  { definition: { needs } }: Asked<Input>,
  { rights }: Pick<Reader, "rights">,
  relation: Relation = usualRelation(needs.about),
): void {
  const ways = waysOf(needs, relation, undefined);
  const [first] = ways;
  if (first?.right && heldOf(ways, rights).length === 0) demand(rights, first.right);
}

/** A right, null where none is needed, and acts that the level must allow beside. */
type Way = { readonly right: Right | null; readonly acts: readonly Act[] };

/** Those of them for which somebody has the right. */
function heldOf(ways: readonly Way[], rights: EffectiveRights): readonly Way[] {
  return ways.filter(({ right }) => right === null || holds(rights, right));
}

/** Of which one is enough. */
function waysOf<Input>(
  needs: Pick<Needs<Input>, "right" | "acts">,
  relation: Relation,
  part: Part<Input> | undefined,
): readonly Way[] {
  const { right } = needs;
  if (part === undefined && right !== null && "some" in right)
    return right.some.flatMap((one) => one.acts.map((acts) => ({ right: one.right, acts })));
  const needed = rightsOf(needs, relation, part as Input | undefined);
  const each = needed.length === 0 ? [null] : needed;
  return alternatives(needs, relation, part).flatMap((acts) => each.map((one) => ({ right: one, acts })));
}

/** The sets of acts of which the level must allow one. */
function alternatives<Input>(
  needs: Pick<Needs<Input>, "acts">,
  relation: Relation,
  part: Part<Input> | undefined,
): readonly (readonly Act[])[] {
  const acts = needOf(needs.acts, relation);
  if (!("of" in acts)) return [acts];
  // `of` looks at no more of an input than what the need depends on, which is what `part` gives
  return part === undefined ? acts.some : [acts.of(part as Input)];
}

function mayAll({ access_level }: Actor, acts: readonly Act[]): boolean {
  return acts.every((act) => mayAct(access_level, act));
}

function usualRelation(about: About<never>): Relation {
  if (about === "scope") return "own";
  if (about.whose === "oneself") return "oneself";
  return about.whose === "child" || about.whose === "below" ? "below" : "own";
}

/** Whether the target can be this to the actor: a child of some scope is below, whatever the scope. */
function canBe(about: About<never>, relation: Relation): boolean {
  if (about === "scope") return true;
  if (about.whose === "oneself") return relation === "oneself";
  return relation === "below" || (about.whose !== "child" && about.whose !== "below");
}
