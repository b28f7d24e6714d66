import { viewCustomer } from "@/server/customers/view-customer";
import { shownHistoryList } from "../../../../../web/history/shown-history-list";
import { answerRows } from "../../../../../web/lists/rows-route";

/** Answers a customer's history with its entries alone. */
export const GET = answerRows(async (session, query, { i_customer }: { readonly i_customer: string }) => {
  // whoever may not see the customer gets no empty history either
  await viewCustomer(session.actor, { i_customer });
  return await shownHistoryList(session, query, `/customers/${i_customer}/history`, i_customer);
});
