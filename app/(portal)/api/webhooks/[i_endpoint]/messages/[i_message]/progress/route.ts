import { getMessage } from "@/server/webhooks/list-messages";
import { answerRows } from "../../../../../../../web/lists/rows-route";
import { markOf } from "../mark-of";

/** Answers whether something came of a message, which its page asks each second while it is on its way. */
export const GET = answerRows(
  async ({ actor }, _query, named: { readonly i_endpoint: string; readonly i_message: string }) =>
    markOf((await getMessage(actor, named)).message),
);
