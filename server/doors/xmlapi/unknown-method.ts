import { Refusal } from "../../ground/refusal";

/** The refusal of a method that does not exist. */
export function unknownMethod(name: string): Refusal {
  return new Refusal(404, `There is no method ${name.slice(0, 100)}.`, undefined, { key: "unknown_method" });
}
