import { getJobInfo } from "@/server/jobs/list-jobs";
import { answerRows } from "../../../../web/lists/rows-route";
import { shownReport } from "../shown-report";

/** Answers the report of a job with its rows alone. */
export const GET = answerRows(async (session, query, { i_job }: { readonly i_job: string }) => {
  const { job } = await getJobInfo(session.actor, { i_job });
  return await shownReport(session, job, query);
});
