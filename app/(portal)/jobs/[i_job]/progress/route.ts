import { getJobInfo } from "@/server/jobs/list-jobs";
import { answerRows } from "../../../../web/lists/rows-route";
import { shownStanding } from "../shown-job";

/** Answers how far a job is, which its page asks each second while it runs. */
export const GET = answerRows(
  async ({ actor, timeZone }, _query, { i_job }: { readonly i_job: string }) =>
    await shownStanding((await getJobInfo(actor, { i_job })).job, timeZone),
);
