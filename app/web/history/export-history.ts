import { getTranslations } from "@/i18n/texts";
import { batchSize, inBatches } from "@/server/files/export/in-batches";
import { listHistory } from "@/server/history/list-history";
import { exportResponse, notLoggedIn } from "../lists/export-response";
import { queryOf } from "../lists/query-of";
import { currentSession } from "../session/session";
import { historyRows } from "./history-rows";
import { readHistoryFilters } from "./read-history-filters";

/**
 * Downloads a history as a file: the page's query over all its pages, with a row for each changed attribute.
 * @param i_customer the only customer to list; null: everybody in the scope
 */
export async function exportHistory(request: Request, i_customer: string | null): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const query = queryOf(request);
  const filters = await readHistoryFilters(query, session);
  const [t, { columns, rowsOf }] = [await getTranslations("history"), await historyRows()];
  return await exportResponse(session, request, {
    name: i_customer === null ? "history" : `history-${i_customer}`,
    title: t("title"),
    columns,
    wrong: filters.wrong,
    rows: inBatches(async (after) => {
      const raw = {
        ...filters.raw,
        support: query.support,
        i_customer: i_customer ?? undefined,
        after,
        limit: batchSize,
      };
      const { entries, names, next } = await listHistory(
        session.actor,
        raw,
        after ? { continues: true } : {},
      );
      return { rows: entries.flatMap((entry) => rowsOf(entry, names)), next };
    }),
  });
}
