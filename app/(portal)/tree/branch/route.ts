import { listBranch } from "@/server/customers/list-branch";
import { answerRows, firstOf } from "../../../web/lists/rows-route";
import { shownBranches } from "../shown-branch";

/** Returns one page of a customer's children to the tree. */
export const GET = answerRows(async ({ actor }, query) => {
  const raw = { i_customer: firstOf(query.i_customer) ?? "", after: firstOf(query.after) };
  return await shownBranches(await listBranch(actor, raw));
});
