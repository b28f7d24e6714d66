/** The answer of an action: plain data that the form shows beside its fields. */
export type FormState = {
  readonly status: "idle" | "error" | "success";
  /** by the field's name, in the reader's language */
  readonly fieldErrors: Readonly<Record<string, string>>;
  /** labels of the wrong fields, if the text does not name them */
  readonly labels?: Readonly<Record<string, string>>;
  /** concerns no single field */
  readonly formError: string | null;
  /** gives back what people typed; never a secret */
  readonly values: Readonly<Record<string, string>>;
  readonly notice: string | null;
  /** the notice is about a mail that nobody sent, so it does not look like a success */
  readonly unsent?: boolean;
  /** the reference of the recorded refusal, to quote */
  readonly reference?: string | null;
  /** the person must confirm with their own password (step-up); these are the texts */
  readonly confirm?: Readonly<Record<"title" | "text" | "label" | "instead" | "href", string>>;
  /** nothing happens before the sender presses the button named `act`; `cancel` leads back to the page */
  readonly sure?: Readonly<Record<"title" | "text" | "act" | "cancel" | "href", string>>;
  /** the log-in has ended: where to log in again, in another window */
  readonly logIn?: Readonly<Record<"text" | "href", string>>;
  /** a new password, shown once and never again; `until` if it is valid only for a while */
  readonly once?: { readonly value: string; readonly until?: string };
  /** what the form now shows, after somebody else's change */
  readonly shown?: Readonly<Record<string, string>>;
};

export const idle: FormState = { status: "idle", fieldErrors: {}, formError: null, values: {}, notice: null };
