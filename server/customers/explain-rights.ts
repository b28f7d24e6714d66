import type { AttributeName } from "@/attributes/customer";
import { delegatedNames, limitNames } from "@/attributes/lists";
import { actionNames, actions, sourceOf } from "@/attributes/rights";
import { readId } from "../input/read-id";
import type { Target } from "../operation/find-places";
import { operation } from "../operation/operation";
import { effectiveRights } from "../tree/rights";
import { isWithin, type Node } from "../tree/tree";

/** Why a right is or is not in force. Numbers are bits; flags and features are 0 or 1. */
export type RightExplained = {
  readonly own: number;
  readonly inForce: number;
  /** what the parent effectively has, and may therefore give */
  readonly givable: number;
  /** per bit that is set and not in force: the highest customer on the way that lacks it; null: 'your provider' */
  readonly lacking: Readonly<Record<number, { readonly i_customer: number; readonly name: string } | null>>;
};

export type RightsExplained = Readonly<Record<string, RightExplained>>;

/** A limit from above that is lower than the customer's own, and who sets it; null: 'your provider'. */
export type LimitExplained = {
  readonly inForce: number;
  readonly by: { readonly i_customer: number; readonly name: string } | null;
};

export type LimitsExplained = Readonly<Record<string, LimitExplained>>;

/** Explains the permissions and limits of the scope or of a descendant. @throws Refusal 404 */
export const explainRights = operation({
  name: "explainRights",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  run: async ({ scope, target }): Promise<AllExplained> => explained(target, scope),
});

/** What explains the permissions and limits of a customer. */
export type AllExplained = { readonly rights: RightsExplained; readonly limits: LimitsExplained };

/** Explains them to a reader in a scope, out of the lineage alone. */
export function explained({ lineage, customer }: Target, scope: Node): AllExplained {
  const above = lineage.slice(0, -1);
  const inForce = effectiveRights(lineage);
  const parents = above.length ? effectiveRights(above) : inForce;
  const visible = (node: Node) => isWithin(node.path, scope.path);
  const rights: Record<string, RightExplained> = {};
  for (const name of delegatedNames) {
    const source = sourceOf(name);
    const own = Number(customer[name]);
    rights[name] = {
      own,
      inForce: inForce[name] ?? 0,
      givable: parents[source] ?? 0,
      lacking: lackingOf(own & ~(inForce[name] ?? 0), source, above, visible),
    };
  }
  return { rights, limits: limitsOf(lineage, visible) };
}

/** The limits for which somebody above has a lower value than the customer itself. */
function limitsOf(lineage: readonly Node[], visible: (node: Node) => boolean): LimitsExplained {
  const target = lineage.at(-1);
  const limits: Record<string, LimitExplained> = {};
  for (const name of limitNames) {
    let lowest = valueAt(target, name, 0);
    for (const node of lineage.slice(0, -1)) {
      // max_depth counts levels below its owner, so each level further down leaves one less
      const levels = name === "max_depth" && target ? target.depth - node.depth : 0;
      const value = valueAt(node, name, levels);
      if (value >= lowest) continue;
      lowest = value;
      limits[name] = {
        inForce: Math.max(0, value),
        by: visible(node) ? { i_customer: node.i_customer, name: node.name } : null,
      };
    }
  }
  return limits;
}

function valueAt(node: Node | undefined, name: AttributeName, less: number): number {
  const value = node?.[name];
  return typeof value === "number" ? value - less : Number.POSITIVE_INFINITY;
}

function lackingOf(
  bits: number,
  name: AttributeName,
  above: readonly Node[],
  visible: (node: Node) => boolean,
): RightExplained["lacking"] {
  const lacking: Record<number, { i_customer: number; name: string } | null> = {};
  for (const bit of actionNames.map((action) => actions[action])) {
    if (!(bits & bit)) continue;
    const where = above.find((node) => !(Number(node[name]) & bit));
    lacking[bit] = where && visible(where) ? { i_customer: where.i_customer, name: where.name } : null;
  }
  return lacking;
}
