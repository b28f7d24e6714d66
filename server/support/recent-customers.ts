import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { findSuggested, type SuggestedCustomer } from "../record/suggested";
import { type Node, within } from "../tree/tree";

/** How many of the latest entries we read: somebody who works on one customer all day sees that one alone. */
const mostEntries = 500;

/**
 * Finds the customers below the scope that a web user worked on last, by their entries in the history: they opened a customer
 * from above its parent, acted as it, or changed something. Leaves out who is gone or outside of the scope.
 * A trusted host has no web user, and so none.
 */
export async function findRecentCustomers(
  db: Queries,
  actor: Actor,
  scope: Node,
  lineage: readonly Node[],
): Promise<SuggestedCustomer[]> {
  // the conditions on doors and customers repeat those of the index, so that it is used
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
