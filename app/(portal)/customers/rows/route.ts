import { answerRows } from "../../../web/lists/rows-route";
import { shownCustomers } from "../shown-customers";

/** Answers the list with its rows alone. */
export const GET = answerRows(shownCustomers);
