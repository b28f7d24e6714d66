import type { Call } from "../calls/call";
import type { Streamed } from "../calls/streamed";
import type { OutValue, WireValue } from "./codec/values";

/** A method of the API: a call, and what XML-RPC does with its answer. */
export type Method = Call & {
  /** for answers of any length: a list that we send while we read it */
  readonly streams?: Streamed;
  /** changes an answer's values for the wire, before they get their types */
  readonly turns?: (answer: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
};

/** A method that takes any params and touches no customer. */
export type PlainMethod = (params: readonly WireValue[], methods: Methods) => OutValue;

/** The methods of a door: the usual ones, or more in tests. */
export type Methods = Readonly<Record<string, Method | PlainMethod>>;
