import type { MyJobs } from "@/components/shell/job-badge";
import { answerRows } from "../../../web/lists/rows-route";
import { endedJobs, runningJob } from "../../../web/portal/my-jobs";

/** Answers how far the reader's own job is, and which have ended, which the frame asks each second while one runs. */
export const GET = answerRows(
  async (session): Promise<MyJobs> => ({ job: await runningJob(session), ends: await endedJobs(session) }),
);
