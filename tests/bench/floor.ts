import type { Sent } from "./recorded";

/** What the floor answers to a method. */
export type FloorCall = {
  /** in their order; those of a transaction with what begins and ends it */
  readonly statements: readonly Sent[];
  /** the members of a struct, or of each of a list, that the last statement's rows fill; absent: the answer is only OK */
  readonly members?: readonly (readonly [name: string, type: string])[];
  readonly isList?: boolean;
  /** it hashes a password, once */
  readonly hashes?: boolean;
};

/** All that the floor needs to know. */
export type Floor = {
  readonly login: string;
  /** H(A1) of its one login, in hexadecimal */
  readonly a1: string;
  readonly calls: Readonly<Record<string, FloorCall>>;
};
