import { type AttributeName, attributeOf } from "@/attributes/customer";
import { Refusal } from "../ground/refusal";
import { inherited, type Node } from "./tree";

/** The areas that have a bitmask of rights, and the attribute that holds it. */
export const areas = ["accounts", "customers", "tariffs", "vouchers"] as const;
export type Area = (typeof areas)[number];

/** The bits of such a mask. */
export const actions = { add: 1, edit: 2, delete: 4 } as const;
export type Action = keyof typeof actions;

export const maskOf = {
  accounts: "accounts_mgmt",
  customers: "customers_mgmt",
  tariffs: "tariffs_mgmt",
  vouchers: "vouchers_mgmt",
} as const satisfies Record<Area, AttributeName>;

/** A right as operations name it. */
export type Right = { readonly area: Area; readonly action: Action } | { readonly flag: "system_mgmt" };

/** What a customer may effectively do: its own rights AND those of all its ancestors. */
export type EffectiveRights = { readonly [name: string]: number };

/**
 * The effective rights of the last of a lineage. Booleans count as 0 and 1.
 * Source: semantics, 'effective rights'; api_access by its own rule: own AND the parent's effective api_mgmt.
 */
export function effectiveRights(lineage: readonly Node[]): EffectiveRights {
  const own = lineage.at(-1);
  if (!own) throw new Error("a lineage has at least the root");
  const rights: Record<string, number> = {};
  for (const name of inherited) {
    rights[name] = lineage.reduce((held, node) => held & Number(node[name]), 7);
  }
  const above = lineage.slice(0, -1).map((node) => Number(node.api_mgmt));
  rights.api_access = effectiveApiAccess(own.api_access, above) === "given" ? 1 : 0;
  return rights;
}

/**
 * Effective API access: the customer's own `api_access` AND its parent's effective `api_mgmt`.
 * @param managedAbove the ancestors' `api_mgmt`, none for root
 */
export function effectiveApiAccess(
  own: number,
  managedAbove: readonly number[],
): "given" | "off" | "parent may not" {
  if (own !== 1) return "off";
  return managedAbove.every((mgmt) => mgmt === 1) ? "given" : "parent may not";
}

/** Whether effective rights include a right. Asking for no bits gives false. */
export function holds(rights: EffectiveRights, right: Right): boolean {
  if ("flag" in right) return rights[right.flag] === 1;
  const bit = actions[right.action];
  if (!(bit > 0)) throw new Error("a right has a bit");
  return ((rights[maskOf[right.area]] ?? 0) & bit) === bit;
}

/** @throws Refusal 403 if the right is missing */
export function demand(rights: EffectiveRights, right: Right): void {
  if (holds(rights, right)) return;
  const name = "flag" in right ? right.flag : maskOf[right.area];
  const what = "flag" in right ? "to manage routing groups" : `to ${right.action} ${right.area}`;
  throw new Refusal(403, `You lack the right ${what} (${name}).`, undefined, {
    key: "right_missing",
    values:
      "flag" in right ? { area: right.flag, action: "manage" } : { area: right.area, action: right.action },
  });
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
  const source = name === "api_access" ? "api_mgmt" : name;
  const missing = given & ~(scopeRights[source] ?? 0);
  if (missing === 0) return;
  const kind = attributeOf(name).kind.kind;
  const bits = Object.entries(actions)
    .filter(([, bit]) => missing & bit)
    .map(([action]) => action);
  throw new Refusal(
    403,
    kind === "rights"
      ? `Parameter ${name} gives rights that the parent does not have: ${bits.join(", ")}.`
      : `Parameter ${name} gives what the parent does not have${name === "api_access" ? " (api_mgmt)" : ""}.`,
    name,
    kind === "rights"
      ? { key: "bits_not_given", values: { bits: bits.join(", ") } }
      : { key: "not_given", values: {} },
  );
}
