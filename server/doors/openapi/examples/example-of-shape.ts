import { exampleOfAttribute } from "@/attributes/attribute-examples";
import type { Scalar, Shape } from "../../calls/shape";
import { isOfType } from "../../rest/read-strict";
import { knownExamples, knownMembers, knownNames } from "./known-examples";

/** Values by the names of members, which are shown before all others. */
export type Known = Readonly<Record<string, unknown>>;

/**
 * A value that documentation shows of a shape: of an attribute its own, of other members what they are called by everywhere, and
 * else what the type alone says.
 * @param name of the member that the shape is of
 * @param own what is better known where it stands
 */
export function exampleOfShape(shape: Shape, name: string, own: Known = {}): unknown {
  const known = [...(Object.hasOwn(own, name) ? [own[name]] : []), ...(knownExamples[name] ?? [])];
  const fitting = known.find((value) => isOfType(shape, value));
  if (fitting !== undefined) return fitting;
  if (typeof shape === "string") return scalarExamples[shape];
  if ("words" in shape) return shape.words[0];
  if ("list" in shape) return [exampleOfShape(shape.list, name, own)];
  if ("map" in shape) return exampleOfMap(shape.map, name, own);
  const attributes: readonly string[] = shape.attributes ?? [];
  return Object.fromEntries(
    Object.entries(shape.struct).map(([member, inner]) => {
      const attribute = shape.attributes?.[attributes.indexOf(member)];
      const value = attribute === undefined ? undefined : exampleOfAttribute(attribute);
      const fits = value !== undefined && isOfType(inner, value);
      return [member, fits ? value : exampleOfShape(inner, member, own)];
    }),
  );
}

/** An object with one member. */
function exampleOfMap(shape: Shape, name: string, own: Known): Known {
  const member = knownMembers[name];
  if (typeof member === "object" && member !== null) return { ...member };
  const called = knownNames[name];
  if (called === undefined) return {};
  return { [called]: member ?? exampleOfShape(shape, called, own) };
}

const scalarExamples: Readonly<Record<Scalar, unknown>> = {
  int: 3,
  "int or nil": 3,
  double: 2.5,
  "double or nil": 2.5,
  money: "25.000000",
  "money or nil": "25.000000",
  string: "text",
  "string or nil": null,
  boolean: false,
  "boolean or nil": false,
  day: "2026-11-30",
  "day or nil": "2026-11-30",
  "day or moment": "2026-11-30",
  "dateTime.iso8601": "2026-11-30T12:00:00.000Z",
  "dateTime.iso8601 or nil": "2026-11-30T12:00:00.000Z",
  time: "2026-11-30T12:00:00.000Z",
  "time or nil": "2026-11-30T12:00:00.000Z",
  any: "en",
};
