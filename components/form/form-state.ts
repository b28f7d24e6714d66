/** What an action answers: plain data, shown beside the form's fields. */
export type FormState = {
  readonly status: "idle" | "error" | "success";
  /** by field's name, in the reader's language */
  readonly fieldErrors: Readonly<Record<string, string>>;
  /** how the fields that are wrong are called, where that is not told by the text */
  readonly labels?: Readonly<Record<string, string>>;
  /** about no field of the form */
  readonly formError: string | null;
  /** what was typed, given back; never a secret */
  readonly values: Readonly<Record<string, string>>;
  readonly notice: string | null;
  /** under which the refusal was recorded: what one can quote */
  readonly reference?: string | null;
  /** it is to be sent once more with the sender's own password (step-up), in these words */
  readonly confirm?: Readonly<Record<"title" | "text" | "label" | "instead" | "href", string>>;
  /** it takes effect once the sender says so with a button that is called `act`; `cancel` leads to the page as it was */
  readonly sure?: Readonly<Record<"title" | "text" | "act" | "cancel" | "href", string>>;
  /** shown once and never again: a password that was made; `until` where it is good for a while only */
  readonly once?: { readonly value: string; readonly until?: string };
  /** what a form has to say that it showed from now on, after somebody else's change */
  readonly shown?: Readonly<Record<string, string>>;
};

export const idle: FormState = { status: "idle", fieldErrors: {}, formError: null, values: {}, notice: null };
