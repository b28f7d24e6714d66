import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import { findPath, type Step } from "@/server/customers/find-path";
import { type CustomerInfo, getCustomerInfo } from "@/server/customers/get-customer-info";
import { idIn } from "../../../web/forms/id-in";
import { requireReader } from "../../../web/session/session";

/** What every page about a customer needs. */
export type CustomerView = {
  readonly session: LiveSession;
  readonly customer: CustomerInfo;
  readonly path: readonly Step[];
  /** the reader looks at itself */
  readonly self: boolean;
};

/** Opens a customer: the reader itself, or any descendant, in the scope of its parent. Once per request. */
export const openCustomer = cache(async (text: string): Promise<CustomerView> => {
  const i_customer = idIn(text);
  const session = await requireReader(`/customers/${text}`);
  const { actor } = session;
  const self = i_customer === actor.i_customer;
  const [{ customer }, { path }] = await Promise.all([
    getCustomerInfo(actor, { i_customer }),
    findPath(actor, { i_customer }),
  ]);
  return { session, customer, path, self };
});
