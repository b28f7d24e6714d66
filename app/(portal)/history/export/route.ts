import { exportHistory } from "../../../web/history/export-history";

/** Downloads the history of everybody in one's scope. */
export async function GET(request: Request): Promise<Response> {
  return await exportHistory(request, null);
}
