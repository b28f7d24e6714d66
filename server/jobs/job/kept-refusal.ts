import type { Refusal, RefusalReason } from "../../ground/refusal";

/** A refusal as a job keeps it: what a page needs to say it in its reader's words. */
export type KeptRefusal = {
  readonly code: Refusal["code"];
  readonly message: string;
  readonly attribute: string | null;
} & RefusalReason;

export function keptRefusal({ code, message, attribute, reason }: Refusal): KeptRefusal {
  return {
    code,
    message,
    attribute: attribute ?? null,
    key: reason?.key ?? "",
    ...(reason?.values === undefined ? {} : { values: reason.values }),
  };
}

/** Why what somebody has changed since a job stays as it is when the job is undone. @param names what they changed */
export function changedSince(names: readonly string[]): KeptRefusal {
  const attributes = names.join(", ");
  return {
    code: 409,
    message: `It has been changed since: ${attributes}`,
    attribute: null,
    key: "changed_since",
    values: { attributes },
  };
}
