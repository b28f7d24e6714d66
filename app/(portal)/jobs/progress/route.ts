import { answerRows } from "../../../web/lists/rows-route";
import { runningJob } from "../../../web/portal/my-jobs";

/** Answers how far the reader's own job is, which the frame asks each second while one runs; null: none does. */
export const GET = answerRows(async (session) => await runningJob(session));
