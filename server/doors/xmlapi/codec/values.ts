import type { DecimalLiteral } from "@/attributes/reading/decimal";

/** A value we received: a `<double>` keeps its text, nil is null, a struct has no prototype. */
export type WireValue =
  | number
  | string
  | boolean
  | null
  | DecimalLiteral
  | Date
  | Uint8Array
  | readonly WireValue[]
  | WireStruct;

export interface WireStruct {
  readonly [member: string]: WireValue;
}

/** A value we send: a number is an `<int>`, a decimal a `<double>`. */
export type OutValue =
  | number
  | string
  | boolean
  | null
  | DecimalLiteral
  | Date
  | Uint8Array
  | readonly OutValue[]
  | OutStruct;

/** We leave out undefined members. */
export interface OutStruct {
  readonly [member: string]: OutValue | undefined;
}

/** Whether a value we received is a struct. */
export function isStruct(value: WireValue | undefined): value is WireStruct {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}
