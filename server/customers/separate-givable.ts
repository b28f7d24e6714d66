import { type AttributeName, attributeNames, attributeOf, type CustomerValues } from "@/attributes/customer";
import { Refusal, type RefusalReason } from "../refusal";
import { demandAgent, demandPolicyStrength, giftDemands, type References } from "./limits";
import { actions, type EffectiveRights } from "./rights";
import type { Node } from "./tree";

/** A value, or some bits of a mask, that a new customer cannot be given, and why. */
export type LeftOut = { readonly name: AttributeName; readonly reason: RefusalReason };

type Parent = {
  /** the way from the root to the parent */
  readonly lineage: readonly Node[];
  /** what the parent effectively has */
  readonly rights: EffectiveRights;
  /** what the values refer to */
  readonly references: References;
};

/**
 * Separates values that may be given to a new customer from those that may not, by the very checks that creating one
 * makes. Of a mask the bits are looked at one by one.
 */
export function separateGivable(
  parent: Parent,
  values: Partial<CustomerValues>,
): { values: Partial<CustomerValues>; left_out: LeftOut[] } {
  const given: Record<string, unknown> = {};
  const left_out: LeftOut[] = [];
  for (const name of attributeNames) {
    const value = values[name];
    if (value === undefined) continue;
    const may = givablePart(parent, name, value);
    if (may === value) given[name] = value;
    else {
      if (may !== undefined) given[name] = may;
      left_out.push({ name, reason: reasonAgainst(parent, name, value) ?? { key: "not_given" } });
    }
  }
  // each value is its own attribute's, or a part of its mask
  return { values: given as Partial<CustomerValues>, left_out };
}

function givablePart(parent: Parent, name: AttributeName, value: unknown): unknown {
  if (attributeOf(name).kind.kind !== "rights")
    return reasonAgainst(parent, name, value) === null ? value : undefined;
  const bits = Object.values(actions).filter((bit) => (Number(value) & bit) !== 0);
  return bits.reduce((mask, bit) => (reasonAgainst(parent, name, bit) ? mask : mask | bit), 0);
}

/** Why a new customer of this parent is refused a value; null: it is not. */
function reasonAgainst(
  { lineage, rights, references }: Parent,
  name: AttributeName,
  value: unknown,
): RefusalReason | null {
  // the value was read by its attribute's kind
  const alone = { [name]: value } as Partial<CustomerValues>;
  const scope = lineage.at(-1);
  if (!scope) throw new Error("a lineage has at least the root");
  try {
    demandPolicyStrength(scope, alone.i_password_policy);
    demandAgent(references, alone.i_commission_agent, null);
    for (const demand of giftDemands(lineage, rights, references, alone, null)) demand();
    return null;
  } catch (error) {
    if (error instanceof Refusal && error.reason) return error.reason;
    throw error;
  }
}
