import { Refusal } from "../../ground/refusal";

/** Refuses a text that is not a call. @param what ends the sentence 'The request …' */
export function malformed(what: string): Refusal {
  return new Refusal(400, `The request ${what}.`, undefined, { key: "malformed" });
}
