import { readId } from "../input/read-id";
import { notFound } from "../operation/demands";
import { operation } from "../operation/operation";

/** One customer on the way from the scope down to another. */
export type Step = { readonly i_customer: number; readonly name: string };

/**
 * Finds the path from the scope down to one of its descendants, both included, for breadcrumbs and the tree. Contains
 * nothing above the scope. @throws Refusal 404
 */
export const findPath = operation({
  name: "findPath",
  input: (raw) => ({ i_customer: readId(raw, "i_customer") }),
  needs: { right: null, acts: ["read"], scope: "i_wholesaler" },
  effect: "reads",
  async run({ db, scope, input }): Promise<{ path: Step[] }> {
    const path = await db.$queryRaw<Step[]>`
      SELECT a.i_customer, a.name
        FROM customers t
        JOIN customers a ON a.i_customer = ANY (string_to_array(rtrim(t.path, '/'), '/')::int[])
       WHERE t.i_customer = ${input.i_customer} AND starts_with(t.path, ${scope.path}) AND a.depth >= ${scope.depth}
       ORDER BY a.depth`;
    if (path.length === 0) throw notFound();
    return { path };
  },
});
