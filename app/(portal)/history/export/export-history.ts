import { getTranslations } from "next-intl/server";
import { listHistory } from "@/server/audit/list-history";
import { batchSize, inBatches } from "@/server/export/in-batches";
import { exportResponse, notLoggedIn } from "../../../export-response";
import { queryOf } from "../../../query-of";
import { currentSession } from "../../../session";
import { readHistoryFilters } from "../read-history-filters";
import { historyRows } from "./history-rows";

/**
 * A history as a file: the query of the page, all its pages; a row for each attribute that was changed.
 * @param i_customer of whom alone; null: of everybody in the scope
 */
export async function exportHistory(request: Request, i_customer: string | null): Promise<Response> {
  const session = await currentSession();
  if (session?.kind !== "full") return await notLoggedIn();
  const filters = await readHistoryFilters(queryOf(request), session);
  const [t, { columns, rowsOf }] = [await getTranslations("history"), await historyRows()];
  return await exportResponse(session, request, {
    name: i_customer === null ? "history" : `history-${i_customer}`,
    title: t("title"),
    columns,
    wrong: filters.wrong,
    rows: inBatches(async (after) => {
      const raw = { ...filters.raw, i_customer: i_customer ?? undefined, after, limit: batchSize };
      const { entries, names, next } = await listHistory(
        session.actor,
        raw,
        after ? { continues: true } : {},
      );
      return { rows: entries.flatMap((entry) => rowsOf(entry, names)), next };
    }),
  });
}
