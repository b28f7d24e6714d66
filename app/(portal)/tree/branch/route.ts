import { listBranch } from "@/server/customers/branch/list-branch";
import { answerRows, firstOf } from "../../../web/lists/rows-route";
import { shownWindow } from "../shown-branch";

/** Returns a window of a customer's children to the tree. */
export const GET = answerRows(async ({ actor }, query) => {
  const raw = { i_customer: firstOf(query.i_customer) ?? "", offset: firstOf(query.offset) };
  return await shownWindow(await listBranch(actor, raw));
});
