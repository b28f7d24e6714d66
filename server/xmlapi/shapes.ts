import { DecimalLiteral } from "@/attributes/decimal";
import type { OutStruct, OutValue } from "./codec/values";

/** The type of a scalar in an answer. `or nil` where nil is a value of its own. */
export type Scalar =
  | "int"
  | "int or nil"
  | "double"
  | "double or nil"
  | "string"
  | "string or nil"
  | "boolean"
  | "dateTime.iso8601"
  /** an id of a dictionary, which is a number in some and a code in others; a value of the history */
  | "any";

/** What an answer holds. What is not described here never goes out. */
export type Shape = Scalar | { readonly list: Shape } | { readonly struct: Members };

/** The members of a struct, in the order in which they go out. */
export type Members = Readonly<Record<string, Shape>>;

/**
 * Gives a value of an operation the types of the wire. A member that the value does not have is left out: what a
 * viewer may not read.
 */
export function shaped(shape: Shape, value: unknown): OutValue {
  if (typeof shape === "string") return scalar(shape, value);
  if ("list" in shape) {
    if (!Array.isArray(value)) throw new Error("an answer's list is a list");
    return value.map((item) => shaped(shape.list, item));
  }
  if (typeof value !== "object" || value === null) throw new Error("an answer's struct is an object");
  return shapedMembers(shape.struct, { ...value });
}

/** The same for the members of a struct. */
export function shapedMembers(members: Members, value: Readonly<Record<string, unknown>>): OutStruct {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, shape]) =>
      value[name] === undefined ? [] : [[name, shaped(shape, value[name])]],
    ),
  );
}

function scalar(type: Scalar, value: unknown): OutValue {
  if (value === null) return null;
  switch (type) {
    case "double":
    case "double or nil":
      return new DecimalLiteral(String(value));
    case "string":
    case "string or nil":
      return String(value);
    case "boolean":
      return Boolean(value);
    case "int":
    case "int or nil":
      return Number(value);
    case "dateTime.iso8601":
      return value instanceof Date ? value : new Date(String(value));
    case "any":
      return typeof value === "number" || typeof value === "boolean" ? value : String(value);
    default:
      return type satisfies never;
  }
}
