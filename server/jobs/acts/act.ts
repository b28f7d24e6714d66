import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import type { Raw } from "../../operation/needs";
import type { CustomerRow } from "../../record/customer-row";

/** A call of an operation, by its name. */
export type Call = { readonly operation: string; readonly raw: Raw };

/** What a job does to each customer. It changes nothing itself: it says which operation to call. */
export type Act<Input> = {
  /** Reads how to do it, at the door. What it returns is stored as JSON and read again. @throws Refusal 400 */
  readonly read: (raw: Raw, actor: Actor) => Input;
  /**
   * The call for one customer, without `i_customer` and `i_wholesaler`; null: it is so already.
   * @param found what `look` found
   */
  readonly callFor: (input: Input, customer: CustomerRow, found: Found) => Call | null;
  /** An example of such a call, for what needs to be known before a customer is: the right, the level, step-up. */
  readonly sample: (input: Input) => Call;
  /** Reads what else the calls of several customers depend on: one statement. Absent: nothing. */
  readonly look?: (db: Queries, actor: Actor, input: Input, ids: readonly number[]) => Promise<Found>;
  /**
   * The call that puts back what a job changed, as far as it still stands; null where an undoing can put nothing back,
   * as with what went out by mail.
   */
  readonly undo: Undo<Input> | null;
};

/** What was found of customers, by their ids. */
export type Found = ReadonlyMap<number, unknown>;

/**
 * @param changes what the job changed at this customer, as its history has it
 * @returns `calls` in their order, none where nothing has to be put back; `since`: the attributes that somebody changed since
 */
export type Undo<Input> = (
  input: Input,
  changes: Readonly<Record<string, readonly [before: unknown, after: unknown] | "secret">>,
  customer: CustomerRow,
) => { readonly calls: readonly Call[]; readonly since: readonly string[] };

/** Makes an act; the compiler checks it, and forgets what its input is. */
export function act<Input>(made: Act<Input>): Act<never> {
  // an act is only ever given what it has read itself
  return made as unknown as Act<never>;
}
