import { idIn } from "../../../../../web/forms/id-in";
import { answerRows } from "../../../../../web/lists/rows-route";
import { shownMessages } from "../../shown-messages";

/** Answers the log of a webhook with its rows alone. */
export const GET = answerRows(
  async (session, query, { i_endpoint }: { readonly i_endpoint: string }) =>
    await shownMessages(session, query, idIn(i_endpoint)),
);
