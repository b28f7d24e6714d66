import { getImport } from "@/server/jobs/read-import";
import { shownImport } from "../../../../../web/imports/shown-import";
import { answerRows } from "../../../../../web/lists/rows-route";

/** Answers how far the examination of a file has come. */
export const GET = answerRows(
  async ({ actor, timeZone }, _query, { i_import: i_job }: { readonly i_import: string }) =>
    await shownImport((await getImport(actor, { i_job })).import, timeZone),
);
