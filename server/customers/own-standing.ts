import { holds } from "@/attributes/rights";
import type { LiveSession } from "../credentials/sessions";
import { database } from "../database/client";
import { notedLineage } from "../tree/request-lineage";
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

/** For what pages show; operations check rights themselves. No statement, unless the request has written meanwhile. */
export async function standingOf({ actor, owns }: Pick<LiveSession, "actor" | "owns">): Promise<Standing> {
  const rights = effectiveRights(notedLineage(actor) ?? (await lineageOf(database(), actor.i_customer)));
  const hasCustomers = owns.customers;
  return {
    rights,
    hasCustomers,
    isReseller: hasCustomers || holds(rights, { area: "customers", action: "add" }),
    hasTariff: owns.tariffs || rights.use_own_tariff === 1,
    hasApi: rights.api_access === 1,
  };
}
