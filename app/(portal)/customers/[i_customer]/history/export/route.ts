import { exportHistory } from "../../../../../web/history/export-history";

/** The history of one customer as a file. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/customers/[i_customer]/history/export">,
): Promise<Response> {
  return await exportHistory(request, (await params).i_customer);
}
