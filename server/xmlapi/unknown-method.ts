import { Refusal } from "../refusal";

/** The refusal of a method that is not there. */
export function unknownMethod(name: string): Refusal {
  return new Refusal(404, `There is no method ${name.slice(0, 100)}.`, undefined, { key: "unknown_method" });
}
