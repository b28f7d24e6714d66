import type { Actor, PutBack } from "../../actor/actor";
import type { Queries } from "../../database/client";
import type { Raw } from "../../operation/needs";
import type { CustomerRow } from "../../record/customer-row";
import type { Node } from "../../tree/tree";
import type { JobCall } from "./job-calls";

/** A call of an operation, by its name. */
export type Call = { readonly operation: JobCall; readonly raw: Raw };

/** What a job does to each customer. It changes nothing itself: it says which operation to call. */
export type Act<Input> = {
  /** Reads how to do it, at the door. What it returns is stored as JSON and read again. @throws Refusal 400 */
  readonly read: (raw: Raw, actor: Actor) => Input;
  /** Looks up what the job keeps beside, when it is prepared. @throws Refusal 404 */
  readonly complete?: (db: Queries, scope: Node, input: Input) => Promise<Input>;
  /**
   * The call for one customer, without `i_customer` and `i_wholesaler`; null: it is so already. What is reckoned from the
   * customer's values goes with what they were (`shown`), so that nobody else's change is lost: see `doRow`.
   * @param found what `look` found
   */
  readonly callFor: (input: Input, customer: CustomerRow, found: Found) => Call | Doing | null;
  /** Examples of such calls, for what needs to be known before a customer is: the right, the level, step-up. */
  readonly sample: (input: Input) => Call | readonly Call[];
  /** Reads what else the calls of several customers depend on: one statement. Absent: nothing. */
  readonly look?: (db: Queries, actor: Actor, input: Input, ids: readonly number[]) => Promise<Found>;
  /** What no undoing puts back. */
  readonly lasting: (input: Input) => readonly Lasting[];
  /** who starts it types how many customers it is about */
  readonly countTyped?: true;
  /** those below a customer go before it; else those above */
  readonly fromBelow?: true;
};

/** What was found of customers, by their ids. */
export type Found = ReadonlyMap<number, unknown>;

/**
 * Several calls for one customer, of which all happen or none.
 * @param since what somebody has changed since, and what therefore stays as it is
 */
export type Doing = {
  readonly calls: readonly Call[];
  readonly since: readonly string[];
  /** reasons against it now, by their keys, that the job itself has settled when the customer's turn comes */
  readonly settled?: readonly string[];
  /** what their operations put back beside */
  readonly back?: PutBack;
};

/** What cannot be undone: all that an act does, or a part of it. */
export type Lasting = "everything" | "mails" | "one_time_passwords" | "alias_proof" | "secrets";

/** Makes an act; the compiler checks it, and forgets what its input is. */
export function act<Input>(made: Act<Input>): Act<never> {
  // an act is only ever given what it has read itself
  return made as unknown as Act<never>;
}

/** What an act does to a customer; null: it is so already. */
export function doingOf(
  { callFor }: Act<never>,
  input: unknown,
  customer: CustomerRow,
  found: Found,
): Doing | null {
  const made = callFor(input as never, customer, found);
  if (made === null) return null;
  return "calls" in made ? made : { calls: [made], since: [] };
}

/** The examples of an act's calls. */
export function samplesOf({ sample }: Act<never>, input: unknown): readonly Call[] {
  const made = sample(input as never);
  return "operation" in made ? [made] : made;
}
