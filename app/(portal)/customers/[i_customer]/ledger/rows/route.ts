import { listLedger } from "@/server/money/list-ledger";
import { answerRows } from "../../../../../web/lists/rows-route";
import { shownLedger } from "../shown-ledger";

/** Answers a ledger with its entries alone. */
export const GET = answerRows(async (session, query, { i_customer }: { readonly i_customer: string }) => {
  const { customer } = await listLedger(session.actor, { i_customer, limit: 0 });
  return await shownLedger(session, query, { i_customer, currency: customer.currency });
});
