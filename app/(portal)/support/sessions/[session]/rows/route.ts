import { getSupportSession } from "@/server/support/support-sessions";
import { answerRows } from "../../../../../web/lists/rows-route";
import { shownSteps } from "../shown-steps";

/** Answers the steps of a support session alone. */
export const GET = answerRows(
  async (session, query, { session: reference }: { readonly session: string }) => {
    // whoever may not see the session gets no steps of it either
    await getSupportSession(session.actor, { reference });
    return await shownSteps(session, query, `/support/sessions/${reference}`, reference);
  },
);
