import { answerRows } from "../../../web/lists/rows-route";
import { shownJobs } from "../shown-jobs";

/** Answers the list of jobs with its rows alone. */
export const GET = answerRows(shownJobs);
