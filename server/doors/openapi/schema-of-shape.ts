import { type AttributeName, attributeOf } from "@/attributes/customer";
import en from "@/messages/en.json";
import type { Members, Scalar, Shape } from "../calls/shape";
import { dayPattern, decimalPattern, momentPattern } from "../rest/read-strict";
import { inJson } from "./in-json";
import { memberMeanings } from "./member-meanings";
import { type Schema, schemaOfKind } from "./schema-of-kind";

/** Whether a value goes in, where nothing unknown may be, or comes out, where later versions may add members. */
export type Direction = "in" | "out";

/** Describes what a shape is in JSON. */
export function schemaOfShape(shape: Shape, direction: Direction): Schema {
  if (typeof shape === "string") return schemaOfScalar(shape);
  if ("words" in shape) {
    return shape.nullable
      ? { type: ["string", "null"], enum: [...shape.words, null] }
      : { type: "string", enum: [...shape.words] };
  }
  if ("list" in shape) {
    const type = shape.nullable ? ["array", "null"] : "array";
    return { type, items: schemaOfShape(shape.list, direction) };
  }
  if ("map" in shape) return { type: "object", additionalProperties: schemaOfShape(shape.map, direction) };
  const type = shape.nullable ? ["object", "null"] : "object";
  return {
    type,
    properties: propertiesOf(shape.struct, direction, shape.attributes),
    ...(direction === "in" ? { additionalProperties: false } : {}),
  };
}

/** Describes members by name. @param attributes those of them that are a customer's */
export function propertiesOf(
  members: Members,
  direction: Direction,
  attributes: readonly AttributeName[] = [],
): Schema {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => {
      const schema = schemaOfShape(member, direction);
      const attribute = attributes.find((one) => one === name);
      if (attribute) return [name, schemaOfAttribute(attribute, schema, direction)];
      const meaning =
        direction === "out" && Object.hasOwn(memberMeanings, name) ? memberMeanings[name] : null;
      return [name, meaning ? { ...schema, description: meaning } : schema];
    }),
  );
}

/** What an attribute is, and of what goes in its bounds; given in an object any may be null, as its call says. */
function schemaOfAttribute(name: AttributeName, schema: Schema, direction: Direction): Schema {
  const description = inJson(en.api_attributes[name]);
  if (direction === "out") return { ...schema, description };
  const { type, enum: words, ...bounds } = schemaOfKind(attributeOf(name).kind);
  return {
    type: [...new Set([type, "null"].flat())],
    ...(Array.isArray(words) ? { enum: [...words, null] } : {}),
    ...bounds,
    description,
  };
}

function schemaOfScalar(type: Scalar): Schema {
  const plain = plainOf(type);
  if (!type.endsWith(" or nil")) return plain;
  return { ...plain, type: [String(plain.type), "null"] };
}

function plainOf(type: Scalar): Schema {
  // the words before ' or nil' are those of `plain`
  return plain[type.replace(" or nil", "") as keyof typeof plain];
}

const moment = { type: "string", format: "date-time", pattern: momentPattern };

const plain = {
  int: { type: "integer" },
  double: { type: "number" },
  money: { type: "string", format: "decimal", pattern: decimalPattern },
  string: { type: "string" },
  boolean: { type: "boolean" },
  day: { type: "string", format: "date", pattern: dayPattern },
  "day or moment": { type: "string" },
  "dateTime.iso8601": moment,
  time: moment,
  any: {},
} as const satisfies Readonly<Record<string, Schema>>;
