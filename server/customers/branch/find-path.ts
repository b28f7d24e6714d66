import { readId } from "../../input/read-id";
import type { Target } from "../../operation/find-places";
import { operation } from "../../operation/operation";
import { isWithin, type Node } from "../../tree/tree";

/** One customer on the way from the scope down to another. */
export type Step = { readonly i_customer: number; readonly name: string };

/**
 * Finds the path from the scope down to one of its descendants, both included, for breadcrumbs. Contains
 * nothing above the scope. @throws Refusal 404
 */
export const findPath = operation({
  name: "findPath",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  run: async ({ scope, target }): Promise<{ path: Step[] }> => ({ path: pathTo(target, scope) }),
});

/** The steps of a lineage from the scope on. */
export function pathTo({ lineage }: Pick<Target, "lineage">, scope: Node): Step[] {
  const below = lineage.filter(({ path }) => isWithin(path, scope.path));
  return below.map(({ i_customer, name }) => ({ i_customer, name }));
}
