import { HistoryView } from "./history-view";
import { type HistoryOf, shownHistory } from "./shown-history";

/** The history below a heading for each day. */
export async function HistoryList(history: HistoryOf) {
  return <HistoryView {...(await shownHistory(history))} />;
}
