import { answerRows } from "../../../web/lists/rows-route";
import { shownBlocks } from "../shown-blocks";

/** Answers the list of blocks with its rows alone. */
export const GET = answerRows(shownBlocks);
