import { shownHistoryList } from "../../../web/history/shown-history-list";
import { answerRows } from "../../../web/lists/rows-route";

/** Answers the history with its entries alone. */
export const GET = answerRows(async (session, query) => await shownHistoryList(session, query, "/history"));
