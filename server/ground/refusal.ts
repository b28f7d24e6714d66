/** The codes with which an operation may refuse. Source: semantics, 'Faults'. */
export type RefusalCode = 400 | 401 | 403 | 404 | 409 | 410 | 412 | 421 | 422 | 429;

/**
 * The stable name of a refusal's text: a key below `refusals` in `messages/`, from which a page says it in the reader's
 * language. The API sends `message`, the English sentence.
 */
export type RefusalReason = {
  /** message key below `refusals`, e.g. `taken` or `right_missing` */
  readonly key: string;
  /** the bounds, rights and amounts that the text names. Text and numbers only. */
  readonly values?: Readonly<Record<string, string | number>>;
};

/**
 * The only error that a caller gets to see. Operations throw it, which rolls their transaction back; the door turns it
 * into a value (a message beside its field, a fault).
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** all that a browser learns of one that ended a page: see app/error.tsx */
  readonly digest = "refusal";
  /** the reference that the caller can quote. The operation's wrapper sets it once, when it records the refusal. */
  reference?: string;

  constructor(
    /** the kind of refusal, and the fault's code */
    readonly code: RefusalCode,
    /** English, one sentence, names the parameter */
    message: string,
    /** the attribute or parameter that is wrong, if there is one */
    readonly attribute?: string,
    /** how a page says it; without this, the page shows the code's general text */
    readonly reason?: RefusalReason,
  ) {
    super(message);
  }
}
