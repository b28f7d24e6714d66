import { type AttributeName, isAttributeName } from "@/attributes/customer";

/** What a column can be beside an attribute: whose customer it is, who it is, whether it is blocked, nothing. */
export const otherTargets = ["parent", "i_customer", "blocked", "ignore"] as const;

/** What a column of a file stands for. `parent` is a name, a login or an id. */
export type Target = AttributeName | (typeof otherTargets)[number];

/** Whether a text, from a form say, is a target. */
export function isTarget(text: string): text is Target {
  return isAttributeName(text) || otherTargets.some((one) => one === text);
}

/** The program that wrote a file: this one, or another whose columns and values we know. */
export type Source = "trellis" | "magnusbilling" | "astpp" | "whmcs";

/** What a column probably is. */
export type Suggestion = {
  readonly target: Target;
  /** certain: a header that we or a known program write; likely: a usual word for it; unknown: ignored */
  readonly sure: "certain" | "likely" | "unknown";
};
