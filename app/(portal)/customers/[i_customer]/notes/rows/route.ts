import { answerRows } from "../../../../../web/lists/rows-route";
import { shownNotes } from "../shown-notes";

/** Answers a page of the notes on a customer alone. */
export const GET = answerRows(
  async (session, query, { i_customer }: { readonly i_customer: string }) =>
    await shownNotes(session, query, i_customer),
);
