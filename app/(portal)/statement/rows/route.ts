import { answerRows } from "../../../web/lists/rows-route";
import { shownStatement } from "../shown-statement";

/** Answers the statement with its rows alone. */
export const GET = answerRows(shownStatement);
