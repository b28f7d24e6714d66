import { mendedBounds } from "@/server/files/import/limits/bounds";
import { replaceImportRows } from "@/server/jobs/mend-import";
import { takeUpload } from "../../../../../web/imports/take-upload";

/** Takes the rows that somebody mended in the file of rows with problems. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/jobs/import/[i_import]/mended">,
): Promise<Response> {
  const { i_import: i_job } = await params;
  const page = `/jobs/${encodeURIComponent(i_job)}`;
  return await takeUpload(
    request,
    page,
    async ({ session, table }) => {
      await replaceImportRows(session.actor, { i_job, table });
      return page;
    },
    mendedBounds,
  );
}
