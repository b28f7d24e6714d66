import type { DecimalLiteral } from "@/attributes/decimal";

/** A value as it came: a `<double>` keeps its text, nil is null, a struct has no prototype. */
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

/** A value as it goes out: a number is an `<int>`, a decimal a `<double>`. */
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

/** A member that is undefined is left out. */
export interface OutStruct {
  readonly [member: string]: OutValue | undefined;
}

/** Whether a value that came is a struct. */
export function isStruct(value: WireValue | undefined): value is WireStruct {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
}
