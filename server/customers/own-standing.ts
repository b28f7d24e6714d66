import { holds } from "@/attributes/rights";
import type { Actor } from "../actor/actor";
import { database } from "../database/client";
import { type EffectiveRights, effectiveRights } from "../tree/rights";
import { lineageOf } from "../tree/tree";

/** What pages and navigation need to know: the actor's effective rights, and whether it has sub-customers. */
export type Standing = {
  readonly rights: EffectiveRights;
  readonly hasCustomers: boolean;
  /** shows the pages of a reseller: it has sub-customers, or may create them */
  readonly isReseller: boolean;
  /** whether there is a tariff for a new sub-customer: one's own, or by `use_own_tariff` the one in force */
  readonly hasTariff: boolean;
  /** whether its programs may use the API */
  readonly hasApi: boolean;
};

/** For what pages show; operations check rights themselves. Two statements. */
export async function standingOf(actor: Actor): Promise<Standing> {
  const [lineage, [owned]] = await Promise.all([
    lineageOf(database(), actor.i_customer),
    database().$queryRaw<{ customers: boolean; tariffs: boolean }[]>`
      SELECT EXISTS (SELECT FROM customers WHERE i_wholesaler = ${actor.i_customer}) AS customers,
             EXISTS (SELECT FROM tariffs WHERE i_customer = ${actor.i_customer}) AS tariffs`,
  ]);
  const rights = effectiveRights(lineage);
  const hasCustomers = owned?.customers === true;
  return {
    rights,
    hasCustomers,
    isReseller: hasCustomers || holds(rights, { area: "customers", action: "add" }),
    hasTariff: owned?.tariffs === true || rights.use_own_tariff === 1,
    hasApi: rights.api_access === 1,
  };
}
