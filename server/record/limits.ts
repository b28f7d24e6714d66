import { type AttributeName, type CustomerValues, isDelegated, namesWhere } from "@/attributes/customer";
import { policyStrength } from "../credentials/password-policy";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { demandDelegable, type EffectiveRights } from "../tree/rights";
import type { Node } from "../tree/tree";

/** The most levels of the whole tree: the index over paths allows no more. Source: semantics, 'max_depth'. */
const mostLevels = 100;

/** A new sub-customer must satisfy the limit of every ancestor. @throws Refusal 403 */
export function demandDepth(lineage: readonly Node[]): void {
  if (!limitingDepth(lineage) && lineage.length < mostLevels) return;
  throw new Refusal(403, "No more levels of sub-customers are allowed here (max_depth)", "max_depth", {
    key: "depth",
  });
}

/** The highest customer of a lineage whose `max_depth` a new sub-customer of the last one would exceed. */
export function limitingDepth(lineage: readonly Node[]): Node | undefined {
  const depth = lineage.length;
  return lineage.find((node) => node.max_depth !== null && depth - node.depth > node.max_depth);
}

/** How many levels of customers may still stand below the last of a lineage; null: no limit. */
export function levelsLeft(lineage: readonly Node[]): number | null {
  const left = lineage.flatMap(({ max_depth, depth }) =>
    max_depth === null ? [] : [Math.max(0, max_depth - (lineage.length - 1 - depth))],
  );
  return left.length === 0 ? null : Math.min(...left);
}

/** The lowest value for a limit in a lineage; null: nobody sets it. */
export function limitInForce(
  lineage: readonly Node[],
  name: "max_sessions" | "max_calls_per_second",
): number | null {
  const set = lineage.flatMap((node) => node[name] ?? []);
  return set.length === 0 ? null : Math.min(...set);
}

/** The rows to which a change refers. */
export type References = {
  readonly tariff: { readonly i_tariff: number; readonly currency: string } | null;
  readonly ownsRoutingGroup: boolean;
  readonly agentIsSibling: boolean;
};

/** Looks up in one query the rows to which new values refer; runs no query if they refer to none. */
export async function findReferences(
  db: Queries,
  scope: Node,
  values: Partial<CustomerValues>,
): Promise<References> {
  const { i_tariff = null, i_routing_group = null, i_commission_agent = null } = values;
  if (i_tariff === null && i_routing_group === null && i_commission_agent === null) {
    return { tariff: null, ownsRoutingGroup: false, agentIsSibling: false };
  }
  const owner = scope.i_customer;
  const [row] = await readRows<{ currency: string | null; group: boolean; agent: boolean }>(
    db,
    Prisma.sql`
    SELECT (SELECT currency FROM tariffs WHERE i_tariff = ${i_tariff}::int AND i_customer = ${owner}) AS currency,
           EXISTS (SELECT FROM routing_groups
                    WHERE i_routing_group = ${i_routing_group}::int AND i_customer = ${owner}) AS "group",
           EXISTS (SELECT FROM customers
                    WHERE i_customer = ${i_commission_agent}::int AND i_wholesaler = ${owner}) AS agent`,
  );
  return {
    tariff: i_tariff !== null && row?.currency ? { i_tariff, currency: row.currency } : null,
    ownsRoutingGroup: row?.group ?? false,
    agentIsSibling: row?.agent ?? false,
  };
}

/** The commission agent is another sub-customer of the same parent. @throws Refusal 400 */
export function demandAgent(
  references: References,
  agent: number | null | undefined,
  self: number | null,
): void {
  if (agent === null || agent === undefined || (references.agentIsSibling && agent !== self)) return;
  throw new Refusal(
    400,
    "Parameter i_commission_agent must be another sub-customer of the same parent",
    "i_commission_agent",
    { key: "agent" },
  );
}

/** A policy may be stronger than the parent's, never weaker. @throws Refusal 400 */
export function demandPolicyStrength(scope: Node, policy: number | undefined): void {
  if (policy === undefined || policyStrength(policy) >= policyStrength(scope.i_password_policy)) return;
  throw new Refusal(
    400,
    "Parameter i_password_policy must be at least as strong as the parent's",
    "i_password_policy",
    {
      key: "policy_weaker",
    },
  );
}

/** The routing group in force for the last of a lineage: its own, else its parent's, and so on. */
export function routingGroupInForce(lineage: readonly Node[]): number | null {
  return lineage.findLast((node) => node.i_routing_group !== null)?.i_routing_group ?? null;
}

/**
 * Checks that the parent may give what a change gives: tariff, routing group, rights, flags, features, in the order of
 * the specification. @param stored the present values; null on create @throws Refusal 403
 */
export function giftDemands(
  lineage: readonly Node[],
  rights: EffectiveRights,
  references: References,
  values: Partial<CustomerValues>,
  stored: Partial<CustomerValues> | null,
): (() => void)[] {
  return [
    () => demandTariff(rights, references, values, stored),
    () => demandRoutingGroup(lineage, references, values, stored),
    ...giftNames
      .filter((name) => values[name] !== undefined)
      .map((name) => () => demandDelegable(rights, name, values[name], stored?.[name])),
  ];
}

const giftNames: readonly AttributeName[] = namesWhere(isDelegated);

function demandTariff(
  rights: EffectiveRights,
  references: References,
  values: Partial<CustomerValues>,
  stored: Partial<CustomerValues> | null,
): void {
  const { i_tariff } = values;
  if (i_tariff === undefined || (stored && stored.i_tariff === i_tariff)) return;
  if (i_tariff === null ? rights.use_own_tariff === 1 : references.tariff !== null) return;
  throw i_tariff === null
    ? new Refusal(403, "Parameter i_tariff may be nil only where the parent has use_own_tariff", "i_tariff", {
        key: "own_tariff_not_given",
      })
    : new Refusal(403, "Parameter i_tariff is not a tariff that the parent owns", "i_tariff", {
        key: "not_given",
      });
}

function demandRoutingGroup(
  lineage: readonly Node[],
  references: References,
  values: Partial<CustomerValues>,
  stored: Partial<CustomerValues> | null,
): void {
  const { i_routing_group } = values;
  if (i_routing_group === undefined || i_routing_group === null) return;
  if (stored?.i_routing_group === i_routing_group) return;
  if (references.ownsRoutingGroup || routingGroupInForce(lineage) === i_routing_group) return;
  throw new Refusal(
    403,
    "Parameter i_routing_group is not one that the parent owns or has in force",
    "i_routing_group",
    { key: "not_given" },
  );
}
