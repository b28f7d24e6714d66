import type { Actor } from "../../actor/actor";
import type { OutValue, WireValue } from "./codec/values";
import type { Members, Scalar } from "./shapes";
import type { Streamed } from "./streamed";
/** A parameter, as the help describes it. */
export type Parameter = {
  readonly name: string;
  readonly type: Scalar | "any";
  readonly required: boolean;
  readonly meaning: string;
};

/** An operation as a door calls it. */
export type Perform = (actor: Actor, raw: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** A method of the API: an operation, what it takes, and which parts of its answer we send. */
export type Method = {
  readonly operation: Perform;
  /** what it does, in a sentence */
  readonly meaning: string;
  readonly parameters: readonly Parameter[];
  /** apart from `result`, which is 'OK' */
  readonly returns: Members;
  /** for answers of any length: a list that we send while we read it */
  readonly streams?: Streamed;
  /** changes an answer's values for the wire, before they get their types */
  readonly turns?: (answer: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
};

/** A method that takes any params and touches no customer. */
export type PlainMethod = (params: readonly WireValue[], methods: Methods) => OutValue;

/** The methods of a door: the usual ones, or more in tests. */
export type Methods = Readonly<Record<string, Method | PlainMethod>>;
