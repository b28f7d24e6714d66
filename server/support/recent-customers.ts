import type { Actor } from "../actor";
import { findSuggested, type SuggestedCustomer } from "../customers/suggest-customers";
import { type Node, within } from "../customers/tree";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";

/** Whoever did one thing to one customer all day long has that one customer, and no index is read to its end for more. */
const mostEntries = 500;

/**
 * The customers below the scope that a web user dealt with last, by its entries in the history: it opened them from above
 * their parent, acted as them, or changed something. Who is gone, or is not within the scope, is left out.
 * Of trusted hosts there is no web user: none.
 */
export async function findRecentCustomers(
  db: Queries,
  actor: Actor,
  scope: Node,
  lineage: readonly Node[],
): Promise<SuggestedCustomer[]> {
  // the conditions on doors and customers are those of the index
  return await findSuggested(
    db,
    { actor, lineage },
    Prisma.sql`
      SELECT c.i_customer, row_number() OVER (ORDER BY last.i_audit DESC) AS likeness
        FROM (SELECT h.i_customer, max(h.i_audit) AS i_audit
                FROM (SELECT i_customer, i_audit FROM audit_log
                       WHERE actor_i_web_user = ${actor.i_web_user}::int
                         AND door IN ('web', 'support') AND i_customer <> actor_customer
                       ORDER BY i_audit DESC LIMIT ${mostEntries}) AS h
               GROUP BY h.i_customer) AS last
        JOIN customers c ON c.i_customer = last.i_customer
       WHERE ${within(Prisma.sql`c.path`, scope.path)} AND c.i_customer <> ${scope.i_customer}`,
  );
}
