import { fc } from "../../../chance";
import { type Json, objectOf, resolved } from "./described";

/** Values that things of this name really have, by the name of a member or parameter. */
export type Known = Readonly<Record<string, readonly (string | number)[]>>;

type Any = fc.Arbitrary<unknown>;

/** Values that a schema allows; of ids mostly those that are there. */
export function valid(schema: Json, known: Known, name = ""): Any {
  const made = validOf(resolved(schema), known);
  const there = known[name];
  if (!there) return made;
  const isText = typesOf(resolved(schema)).includes("string");
  const real = fc.constantFrom(...there).map((one) => (isText ? String(one) : one));
  return fc.oneof({ weight: 6, arbitrary: real }, { weight: 1, arbitrary: made });
}

function typesOf({ type }: Json): readonly string[] {
  return Array.isArray(type) ? type : typeof type === "string" ? [type] : [];
}

function validOf(schema: Json, known: Known): Any {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  for (const name of ["anyOf", "oneOf"]) {
    const choices = schema[name];
    if (Array.isArray(choices)) return fc.oneof(...choices.map((one) => valid(objectOf(one), known)));
  }
  const types = typesOf(schema);
  return types.length === 0 ? fc.jsonValue() : fc.oneof(...types.map((type) => ofType(type, schema, known)));
}

function ofType(type: string, schema: Json, known: Known): Any {
  const bound = (name: string, usual: number) =>
    typeof schema[name] === "number" ? Number(schema[name]) : usual;
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: Math.ceil(bound("minimum", -5)), max: Math.floor(bound("maximum", 100_000)) });
    case "number":
      return fc.double({ min: bound("minimum", -1e6), max: bound("maximum", 1e6), noNaN: true });
    case "string":
      return text(schema, bound("minLength", 0), bound("maxLength", 60));
    case "array": {
      const item = schema.items === undefined ? fc.jsonValue() : valid(objectOf(schema.items), known);
      return fc.array(item, {
        minLength: bound("minItems", 0),
        maxLength: Math.min(4, bound("maxItems", 4)),
      });
    }
    default:
      return object(schema, known);
  }
}

function text({ pattern }: Json, minLength: number, maxLength: number): fc.Arbitrary<string> {
  const most = Math.max(minLength, Math.min(maxLength, 200));
  const plain = fc.oneof(
    fc.string({ minLength, maxLength: most }),
    fc.string({ minLength, maxLength: most, unit: "grapheme" }),
  );
  if (typeof pattern !== "string") return plain;
  try {
    return fc.stringMatching(new RegExp(pattern, "u"), { maxLength: most });
  } catch {
    return plain;
  }
}

/** All that is required, and some of the rest. */
function object(schema: Json, known: Known): Any {
  const properties = schema.properties === undefined ? {} : objectOf(schema.properties);
  const required: readonly string[] = Array.isArray(schema.required) ? schema.required : [];
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const members = new Map(
    Object.entries(properties).map(([name, inner]) => [name, valid(objectOf(inner), known, name)]),
  );
  const pick = (names: readonly string[]) =>
    fc.record(
      Object.fromEntries(
        names.flatMap((name) => {
          const member = members.get(name);
          return member ? [[name, member] as const] : [];
        }),
      ),
    );
  const own = fc
    .subarray(optional, { maxLength: Math.min(optional.length, 4) })
    .chain((some) => pick([...required, ...some]));
  const { additionalProperties } = schema;
  if (typeof additionalProperties !== "object" || additionalProperties === null) return own;
  const names = fc.string({ minLength: 1, maxLength: 12 });
  const further = fc.dictionary(names, valid(objectOf(additionalProperties), known), { maxKeys: 3 });
  return fc.tuple(further, own).map(([some, all]) => ({ ...some, ...Object(all) }));
}

/** Values that are mostly none that anything allows: other types, huge numbers, texts that nothing can store. */
export const nasty: Any = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    1e21,
    1e308,
    -1e308,
    "",
    " ",
    "0",
    "-0",
    "1e400",
    "NaN",
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\u202e",
    "\ufeff",
    "x".repeat(5_000),
    "9".repeat(400),
    "0.00000000000000000000000000001",
    "2026-02-30",
    "9999-99-99",
    "9999-12-31T23:59:60Z",
    "0000-00-00T00:00:00Z",
    "+275760-09-13T00:00:00.001Z",
    "%00",
    "../..",
    "' OR 1=1 --",
    "$1",
    [],
    {},
    [[]],
    [null],
    { constructor: 1 },
  ),
  fc.jsonValue(),
  fc.string({ unit: "binary", maxLength: 40 }),
);
