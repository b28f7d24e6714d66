import { Refusal } from "../../ground/refusal";
import { withoutSecrets } from "../../ground/text/without-secrets";
import type { Parameter } from "../calls/call";
import type { Scalar, Shape } from "../calls/shape";
import { misshapen } from "./problem";

/**
 * Demands that values have the types that a call's parameters say, and nothing beside them is there. Bounds are the
 * operation's to judge. Source: rest, 'What goes in and out'.
 * @throws Refusal 400 naming the member: unknown, required, or of another type
 */
export function demandTypes(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, unknown>>,
): void {
  for (const name of Object.keys(given)) {
    if (!parameters.some((parameter) => parameter.name === name)) throw unknownMember(name);
  }
  for (const { name, type, kind } of parameters) {
    const value = given[name];
    // what nil means an attribute's kind knows, and whether a parameter is required the operation
    if (value === undefined || (value === null && kind)) continue;
    demandType(type, value, name);
  }
}

/** Whether a value has the type that a shape says. */
export function isOfType(shape: Shape, value: unknown): boolean {
  try {
    demandType(shape, value, "");
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** A member that a call does not have. */
export function unknownMember(name: string): Refusal {
  // somebody may have put a secret in its place
  return misshapen(
    withoutSecrets(name).slice(0, 30).toWellFormed(),
    "is not known here",
    "unknown_parameter",
  );
}

function demandType(shape: Shape, value: unknown, name: string): void {
  if (typeof shape === "string") {
    demandScalar(shape, value, name);
    return;
  }
  if ("words" in shape) {
    if (value === null && shape.nullable) return;
    if (typeof value !== "string" || !shape.words.includes(value))
      throw misshapen(name, `must be one of ${shape.words.join(", ")}`, "no_choice");
    return;
  }
  if ("list" in shape) {
    if (value === null && shape.nullable) return;
    if (!Array.isArray(value)) throw misshapen(name, "must be an array");
    for (const item of value) demandType(shape.list, item, name);
    return;
  }
  if (value === null && "struct" in shape && shape.nullable) return;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw misshapen(name, "must be an object");
  for (const [inner, member] of Object.entries(value)) {
    if ("map" in shape) demandType(shape.map, member, name);
    else {
      const known = Object.hasOwn(shape.struct, inner) ? shape.struct[inner] : undefined;
      if (known === undefined) throw unknownMember(inner);
      demandType(known, member, inner);
    }
  }
}

function demandScalar(type: Scalar, value: unknown, name: string): void {
  if (type === "any") return;
  if (value === null) {
    if (type.endsWith(" or nil")) return;
    throw misshapen(name, "must not be null", "required");
  }
  const { is, said, key } = forms[type.replace(" or nil", "") as keyof typeof forms];
  if (!is(value)) throw misshapen(name, `must be ${said}`, key);
}

type Form = {
  readonly is: (value: unknown) => boolean;
  readonly said: string;
  readonly key: string;
};

/** What a decimal text of money is like. Bounds are the operation's. */
export const decimalPattern = "^-?[0-9]{1,20}(\\.[0-9]{1,20})?$";
export const dayPattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
export const momentPattern =
  "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?([Zz]|[+-][0-9]{2}:[0-9]{2})$";

const matches = (pattern: string) => {
  const known = new RegExp(pattern, "u");
  return (value: unknown) => typeof value === "string" && known.test(value);
};
const isDay = matches(dayPattern);
const isMoment = matches(momentPattern);
const moment: Form = {
  is: isMoment,
  said: "a moment of RFC 3339, such as 2026-11-23T18:30:00.000Z",
  key: "moment_expected",
};

const forms = {
  int: { is: Number.isInteger, said: "an integer", key: "whole_number_expected" },
  double: { is: Number.isFinite, said: "a number", key: "number_expected" },
  money: {
    is: matches(decimalPattern),
    said: 'decimal text, such as "12.500000"',
    key: "number_expected",
  },
  string: { is: (value) => typeof value === "string", said: "a string", key: "text_expected" },
  boolean: { is: (value) => typeof value === "boolean", said: "a boolean", key: "boolean_expected" },
  day: { is: isDay, said: "a day, such as 2026-11-23", key: "day_expected" },
  "day or moment": {
    is: (value) => isDay(value) || isMoment(value),
    said: "a day, such as 2026-11-23, or a moment of RFC 3339",
    key: "moment_expected",
  },
  "dateTime.iso8601": moment,
  time: moment,
} as const satisfies Readonly<Record<string, Form>>;
