import { getJobInfo } from "@/server/jobs/list-jobs";
import { answerRows } from "../../../../web/lists/rows-route";
import { shownDraft } from "../draft-shown";

/** Answers what the examination of a job has found so far. */
export const GET = answerRows(
  async ({ actor, timeZone }, _query, { i_job }: { readonly i_job: string }) =>
    await shownDraft((await getJobInfo(actor, { i_job })).job, timeZone),
);
