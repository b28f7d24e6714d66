import { type AttributeName, attributeNames, attributeOf, type CustomerValues } from "@/attributes/customer";
import { actions, actionsIn } from "@/attributes/rights";
import { Refusal, type RefusalReason } from "../ground/refusal";
import type { EffectiveRights } from "../tree/rights";
import type { Node } from "../tree/tree";
import { demandAgent, demandPolicyStrength, giftDemands, type References } from "./limits";

/** A value, or some bits of a mask, that a new customer cannot have, and why. */
export type LeftOut = { readonly name: AttributeName; readonly reason: RefusalReason };

type Parent = {
  /** the customers from the root down to the parent */
  readonly lineage: readonly Node[];
  /** what the parent effectively has */
  readonly rights: EffectiveRights;
  /** what the values refer to */
  readonly references: References;
};

/**
 * Separates the values that a new customer may have from those that it may not, with the same checks as its creation.
 * Checks masks bit by bit.
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
  // each value comes from its own attribute, or is a part of its mask
  return { values: given as Partial<CustomerValues>, left_out };
}

function givablePart(parent: Parent, name: AttributeName, value: unknown): unknown {
  if (attributeOf(name).kind.kind !== "rights")
    return reasonAgainst(parent, name, value) === null ? value : undefined;
  const bits = actionsIn(Number(value)).map((action) => actions[action]);
  return bits.reduce((mask, bit) => (reasonAgainst(parent, name, bit) ? mask : mask | bit), 0);
}

/** Why a new customer of this parent cannot have a value; null: it can. */
function reasonAgainst(
  { lineage, rights, references }: Parent,
  name: AttributeName,
  value: unknown,
): RefusalReason | null {
  // the attribute's kind has read the value
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
