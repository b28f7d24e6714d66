import { cache } from "react";
import { type FundsPreview, previewFunds } from "@/server/money/preview-funds";
import type { CustomerView } from "./open-customer";

/** A sub-customer's funds, in the scope of its parent; once per request. @param key of a form that must book once */
export const fundsOf = cache(
  async ({ session, customer: { i_customer } }: CustomerView, key?: string): Promise<FundsPreview> => {
    const input = { i_customer, idempotency_key: key };
    return await previewFunds(session.actor, input);
  },
);
