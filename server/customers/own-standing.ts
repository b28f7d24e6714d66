import type { Actor } from "../actor";
import { database } from "../database/client";
import { type EffectiveRights, effectiveRights } from "./rights";
import { lineage } from "./tree";

/** What pages and navigation need to know: the actor's effective rights, and whether it has sub-customers. */
export type Standing = {
  readonly rights: EffectiveRights;
  readonly hasCustomers: boolean;
  /** shows the pages of a reseller: it has sub-customers, or may create them */
  readonly isReseller: boolean;
};

/** For what pages show; operations check rights themselves. Two statements. */
export async function standingOf(actor: Actor): Promise<Standing> {
  const [way, child] = await Promise.all([
    lineage(database(), actor.i_customer),
    database().customer.findFirst({
      where: { i_wholesaler: actor.i_customer },
      select: { i_customer: true },
    }),
  ]);
  const rights = effectiveRights(way);
  const hasCustomers = child !== null;
  return { rights, hasCustomers, isReseller: hasCustomers || ((rights.customers_mgmt ?? 0) & 1) === 1 };
}
