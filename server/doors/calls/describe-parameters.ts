import { type AttributeName, attributeNames, attributeOf } from "@/attributes/customer";
import type { Kind } from "@/attributes/kinds/kind";
import en from "@/messages/en.json";
import type { Parameter } from "./call";
import type { Members, Scalar, Shape } from "./shape";

/** The parameter that names the scope. */
export const scope: Parameter = {
  name: "i_wholesaler",
  type: "int",
  required: false,
  meaning: "the customer in whose scope it happens: oneself or a descendant; required in trusted mode",
};
export const offset = may("offset", "int", "how many to skip; 0 where absent");

/** A parameter that every call says. */
export function needed(name: string, type: Shape, meaning: string): Parameter {
  return { name, type, required: true, meaning };
}

/** A parameter that a call may leave out. */
export function may(name: string, type: Shape, meaning: string): Parameter {
  return { name, type, required: false, meaning };
}

/** The same parameter, which a call may leave out. */
export function leftOut(parameter: Parameter): Parameter {
  return { ...parameter, required: false };
}

/** The bounds of a list in time. */
export function period(): Parameter[] {
  return [
    may("since", "day or moment", "from then on: YYYY-MM-DD, a date with time, or dateTime.iso8601"),
    may("until", "day or moment", "before then"),
  ];
}

/** The part of a list that a call asks for. */
export function page(): Parameter[] {
  return [offset, may("limit", "int", "how many at most, 1000 where absent")];
}

/** The attributes as parameters, the required ones first. */
export function attributeParameters(required: readonly AttributeName[]): Parameter[] {
  const rest = attributeNames.filter((name) => !required.includes(name));
  return [...required, ...rest].map((name) => ({
    name,
    type: typeOf(attributeOf(name).kind),
    required: required.includes(name),
    meaning: en.api_attributes[name],
    kind: attributeOf(name).kind,
  }));
}

/** Some attributes as parameters that a call may leave out. */
export function attributeParametersOf(names: readonly AttributeName[]): Parameter[] {
  return attributeParameters([]).filter(({ name }) => names.some((one) => one === name));
}

/** Attributes that a call gives in a struct, where nil clears. */
export function attributesGiven(names: readonly AttributeName[]): Shape {
  const types = Object.entries(attributeMembers(names)).map(([name, type]) => [name, orNil(type)]);
  return { struct: Object.fromEntries(types), attributes: names };
}

function orNil(type: Shape): Shape {
  if (typeof type !== "string" || type === "any" || type.endsWith(" or nil")) return type;
  // every plain type but the text of moments, which no attribute has, has one with nil
  return `${type} or nil` as Scalar;
}

/** The types of attributes, as members of an answer. */
export function attributeMembers(names: readonly AttributeName[]): Members {
  return Object.fromEntries(names.map((name) => [name, typeOf(attributeOf(name).kind)]));
}

/** The type in which a kind's values travel. */
function typeOf({ kind, wire }: Kind): Scalar {
  return kind === "money" || kind === "percent" ? "money" : wire;
}
