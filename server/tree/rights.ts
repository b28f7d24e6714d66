import { type AttributeName, attributeOf } from "@/attributes/customer";
import { delegatedNames } from "@/attributes/lists";
import {
  actionsIn,
  attributeOfRight,
  everyAction,
  holds,
  type Right,
  sourceOf,
  spellRight,
  wordsOfRight,
} from "@/attributes/rights";
import { Refusal } from "../ground/refusal";
import type { Node } from "./tree";

/** What a customer may effectively do: its own rights AND those of all its ancestors. */
export type EffectiveRights = { readonly [name: string]: number };

/**
 * The effective rights of the last of a lineage. Booleans count as 0 and 1.
 * Source: semantics, 'effective rights'; api_access by its own rule: own AND the parent's effective api_mgmt.
 */
export function effectiveRights(lineage: readonly Node[]): EffectiveRights {
  const own = lineage.at(-1);
  if (!own) throw new Error("a lineage has at least the root");
  const above = lineage.slice(0, -1);
  return Object.fromEntries(
    delegatedNames.map((name) => [name, Number(own[name]) & givableAlong(above, name)]),
  );
}

/** What all of a lineage can give of an attribute. The root's own parent, an empty lineage, can give everything. */
export function givableAlong(lineage: readonly Node[], name: AttributeName): number {
  return lineage.reduce((held, node) => held & Number(node[sourceOf(name)]), everyAction);
}

/** What somebody with these effective rights can give. */
export function givableWith(rights: EffectiveRights): EffectiveRights {
  return Object.fromEntries(delegatedNames.map((name) => [name, rights[sourceOf(name)] ?? 0]));
}

/** @throws Refusal 403 if the right is missing */
export function demand(rights: EffectiveRights, right: Right): void {
  if (holds(rights, right)) return;
  throw new Refusal(
    403,
    `You lack the right to ${spellRight(right)} (${attributeOfRight(right)}).`,
    undefined,
    { key: "right_missing", values: wordsOfRight(right) },
  );
}

/** Demands one of several; of none nothing. @throws Refusal 403 for the first */
export function demandOneOf(rights: EffectiveRights, needed: readonly Right[]): void {
  const [first] = needed;
  if (first && !needed.some((right) => holds(rights, right))) demand(rights, first);
}

/** The bits that a change gives: set in the new value and not in the stored one. */
export function givenBits(value: unknown, stored: unknown): number {
  return Number(value) & ~Number(stored ?? 0);
}

/**
 * Checks that a change gives no right that the parent of the edited customer effectively lacks. The scope is the actor's
 * customer or below it, so its effective rights never exceed the actor's: one check covers both.
 * Source: semantics, 'Delegation'.
 * @throws Refusal 403 naming the attribute and the bits
 */
export function demandDelegable(
  scopeRights: EffectiveRights,
  name: AttributeName,
  value: unknown,
  stored: unknown,
): void {
  const given = givenBits(value, stored);
  const source = sourceOf(name);
  const missing = given & ~(scopeRights[source] ?? 0);
  if (missing === 0) return;
  const kind = attributeOf(name).kind.kind;
  const bits = actionsIn(missing);
  throw new Refusal(
    403,
    kind === "rights"
      ? `Parameter ${name} gives rights that the parent does not have: ${bits.join(", ")}.`
      : `Parameter ${name} gives what the parent does not have${source === name ? "" : ` (${source})`}.`,
    name,
    kind === "rights"
      ? { key: "bits_not_given", values: { bits: bits.join(", ") } }
      : { key: "not_given", values: {} },
  );
}
