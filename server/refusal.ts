/** The codes with which an operation may refuse. Source: semantics, 'Faults'. */
export type RefusalCode = 400 | 401 | 403 | 404 | 409 | 410 | 421 | 429;

/**
 * The stable name of a refusal's text: a key below `refusals` in `messages/`, so that a page says it in the
 * reader's language, while `message` is the English sentence that the API gives.
 */
export type RefusalReason = {
  /** message key below `refusals`, e.g. `taken` or `right_missing` */
  readonly key: string;
  /** what the text names: bounds, rights, amounts. Text and numbers only. */
  readonly values?: Readonly<Record<string, string | number>>;
};

/**
 * The one error that is meant for a caller. Thrown inside an operation, so that its transaction rolls back;
 * turned into a value at the door (a message beside its field, a fault).
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** under which it was recorded: what the refused one can quote. Set once, by the operation's wrapper. */
  reference?: string;

  constructor(
    /** what kind of refusal; also the fault's code */
    readonly code: RefusalCode,
    /** English, one sentence, names the parameter */
    message: string,
    /** the attribute or parameter that it is about, where there is one */
    readonly attribute?: string,
    /** how a page says it; without it the page falls back to the code's general text */
    readonly reason?: RefusalReason,
  ) {
    super(message);
  }
}
