import { holds } from "@/attributes/rights";
import type { Standing } from "@/server/customers/own-standing";
import type { CustomerView } from "../open-customer";

/** Whether the reader may look after a customer's web users at all: its own, or with the right to edit customers. */
export function mayLookAfter({ self }: Pick<CustomerView, "self">, { rights }: Standing): boolean {
  return self || holds(rights, { area: "customers", action: "edit" });
}
