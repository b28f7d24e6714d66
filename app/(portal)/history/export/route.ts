import { exportHistory } from "./export-history";

/** The history of everybody in one's scope as a file. */
export async function GET(request: Request): Promise<Response> {
  return await exportHistory(request, null);
}
