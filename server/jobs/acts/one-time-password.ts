import { Refusal } from "../../ground/refusal";
import { act, type Call } from "./act";

/** Mails a one-time password to the default web user of each customer. Nobody has it already. */
export const oneTimePassword = act<Record<string, never>>({
  read: (_raw, { door }) => {
    // programs get a one-time password in an answer, and a job has none
    if (door !== "web")
      throw new Refusal(403, "One-time passwords for many are mailed from the portal only", "kind", {
        key: "web_only",
      });
    return {};
  },
  callFor: (_input, { web_login }) => callFor(web_login),
  sample: () => callFor("somebody"),
  lasting: () => ["everything"],
});

function callFor(web_login: string): Call {
  return { operation: "resetCustomerOneTimePassword", raw: { web_login, send: "mail" } };
}
