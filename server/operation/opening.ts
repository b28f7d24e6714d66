import type { Actor } from "../actor/actor";
import type { Queries } from "../database/client";
import { auditOpening } from "./audit";
import type { Place, Target } from "./find-places";
import type { About } from "./needs";

/** Makes the entry of who opens a customer from above its parent. Source: semantics, 'The tree'. */
export async function noteOpening(
  db: Queries,
  actor: Actor,
  about: About<never>,
  target: Place | Target | null,
): Promise<void> {
  if (about === "scope" || !about.opens || !target || !("customer" in target)) return;
  const { customer, relation } = target;
  if (relation === "below" && customer.i_wholesaler !== actor.i_customer)
    await auditOpening(db, actor, customer);
}
