import { answerRows } from "../../../../web/lists/rows-route";
import { shownSessions } from "../shown-sessions";

/** Answers the list of support sessions with its rows alone. */
export const GET = answerRows(shownSessions);
