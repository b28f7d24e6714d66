import { Refusal } from "../../refusal";

/** The refusal of a text that is no call. @param what ends the sentence 'The request …' */
export function malformed(what: string): Refusal {
  return new Refusal(400, `The request ${what}.`, undefined, { key: "malformed" });
}
