import { beginImport } from "@/server/jobs/begin-import";
import { takeUpload } from "../../../../web/imports/take-upload";

/** Takes a file of customers as the draft of an import, and leads to its columns. */
export async function POST(request: Request): Promise<Response> {
  return await takeUpload(request, "/jobs/import", async ({ session, fields, name, table }) => {
    const parent = fields.get("parent");
    const scope = parent === undefined ? {} : { i_wholesaler: parent };
    const { i_job } = await beginImport(session.actor, { ...scope, file: name, table });
    return `/jobs/import/${i_job}/columns`;
  });
}
