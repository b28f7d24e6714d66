import { Prisma } from "../../database/generated/client";
import { readRows } from "../../database/rows";
import { readId } from "../../input/read-id";
import { operation } from "../../operation/operation";
import { branchSums } from "../../sums/read";
import { pathTo } from "./find-path";

/** A customer as a place among its siblings. */
export type TreeStep = {
  readonly i_customer: number;
  /** how many siblings come before it, by name, as `listBranch` has them */
  readonly position: number;
  readonly children: number;
};

/**
 * Finds where a customer stands in the tree below the scope: its place among its siblings, and that of everybody on the way
 * down to it. One statement, which counts in the index alone. @returns the steps from the top down; none for the scope itself
 * @throws Refusal 404
 */
export const findInTree = operation({
  name: "findInTree",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below" },
    right: null,
    acts: ["read"],
    scope: "i_wholesaler",
  },
  effect: "reads",
  stale: "allowed",
  async run({ db, scope, target }): Promise<{ steps: TreeStep[] }> {
    const [, ...below] = pathTo(target, scope).map(({ i_customer }) => i_customer);
    if (below.length === 0) return { steps: [] };
    const steps = await readRows<TreeStep>(
      db,
      Prisma.sql`
        SELECT s.i_customer,
               (SELECT count(*)::int FROM customers b
                 WHERE b.i_wholesaler = s.i_wholesaler AND (b.name_order, b.i_customer) < (s.name_order, s.i_customer)) AS position,
               (SELECT coalesce(sum(k.direct), 0)::int
                  FROM ${branchSums(Prisma.sql`s.i_customer`, Prisma.sql`s.path`)} AS k) AS children
          FROM customers s WHERE s.i_customer = ANY (${below}) ORDER BY s.depth`,
    );
    return { steps };
  },
});
