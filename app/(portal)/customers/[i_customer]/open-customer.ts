import { cache } from "react";
import type { LiveSession } from "@/server/credentials/sessions";
import { type CustomerViewed, viewCustomer } from "@/server/customers/view-customer";
import type { Relation } from "@/server/operation/needs";
import { idIn } from "../../../web/forms/id-in";
import { requireFor } from "../../../web/session/may";

/** What every page about a customer needs. */
export type CustomerView = CustomerViewed & {
  readonly session: LiveSession;
  /** the reader looks at itself */
  readonly self: boolean;
  /** what the customer is to the reader, as operations name it */
  readonly relation: Relation;
};

/**
 * Opens a customer: the reader itself, or any descendant, in the scope of its parent. Once per request, if all who ask
 * name the same part.
 * @param part `summary`: with the blocks and funds that the frame of the tabs shows
 */
export const openCustomer = cache(
  async (text: string, part: "alone" | "summary" = "alone"): Promise<CustomerView> => {
    const i_customer = idIn(text);
    const session = await requireFor(`/customers/${text}`, viewCustomer);
    const self = i_customer === session.actor.i_customer;
    const viewed = await viewCustomer(session.actor, { i_customer, summary: part === "summary" });
    return { ...viewed, session, self, relation: self ? "own" : "below" };
  },
);
