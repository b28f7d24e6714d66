import { listLedger } from "@/server/money/list-ledger";
import { answerRows } from "../../../../../web/lists/rows-route";
import { shownLedger } from "../shown-ledger";

/** Answers a ledger with its entries alone. */
export const GET = answerRows(async (session, query, { i_customer }: { readonly i_customer: string }) => {
  const hasAmounts = Boolean(query.min_amount || query.max_amount);
  const ledger = hasAmounts ? await listLedger(session.actor, { i_customer, limit: 0 }) : undefined;
  return await shownLedger(session, query, { i_customer, currency: ledger?.customer.currency });
});
