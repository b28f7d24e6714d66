import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import { findPath, type Step } from "@/server/customers/find-path";
import { type CustomerInfo, getCustomerInfo } from "@/server/customers/get-customer-info";
import type { Relation } from "@/server/operation/needs";
import { idIn } from "../../../web/forms/id-in";
import { requireFor } from "../../../web/session/may";

/** What every page about a customer needs. */
export type CustomerView = {
  readonly session: LiveSession;
  readonly customer: CustomerInfo;
  readonly path: readonly Step[];
  /** the reader looks at itself */
  readonly self: boolean;
  /** what the customer is to the reader, as operations name it */
  readonly relation: Relation;
};

/** Opens a customer: the reader itself, or any descendant, in the scope of its parent. Once per request. */
export const openCustomer = cache(async (text: string): Promise<CustomerView> => {
  const i_customer = idIn(text);
  const session = await requireFor(`/customers/${text}`, getCustomerInfo);
  const { actor } = session;
  const self = i_customer === actor.i_customer;
  const [{ customer }, { path }] = await Promise.all([
    getCustomerInfo(actor, { i_customer }),
    findPath(actor, { i_customer }),
  ]);
  return { session, customer, path, self, relation: self ? "own" : "below" };
});
