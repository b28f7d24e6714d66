import { type Query, queryText } from "@/components/list/list-query";
import type { LiveSession } from "@/server/credentials/sessions";
import { listHistory } from "@/server/history/list-history";
import { shownHistory } from "../../../../web/history/shown-history";
import { pagesOf } from "../../../../web/lists/pages-of";
import type { ShownSteps } from "./steps-view";

/** What was done in a support session, in the reader's words. @throws Refusal 403 */
export async function shownSteps(
  { actor, timeZone }: LiveSession,
  query: Query,
  here: string,
  reference: string,
): Promise<ShownSteps> {
  const { entries, names, next } = await listHistory(actor, { support: reference, after: query.after });
  return {
    query: queryText(query),
    history: await shownHistory({ entries, names, timeZone }),
    pages: await pagesOf({ path: here, query, next }),
  };
}
