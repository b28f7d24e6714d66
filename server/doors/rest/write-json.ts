import type { Scalar, Shape } from "../calls/shape";

/** Puts a value of an operation into the form of REST. */
type Former = (value: unknown) => unknown;

/**
 * Puts a value of an operation into the types of its shape, as plain values of JSON: money and percents as text of six
 * places, moments in UTC with milliseconds. Leaves out members that the value lacks, because the viewer may not read them.
 */
export function inForm(shape: Shape, value: unknown): unknown {
  return formerOf(shape)(value);
}

/** Made once for each shape: lists have many items of one shape. */
function formerOf(shape: Shape): Former {
  if (typeof shape === "string") return scalarFormer(shape);
  const known = formers.get(shape);
  if (known) return known;
  const made = formerMadeOf(shape);
  formers.set(shape, made);
  return made;
}

const formers = new WeakMap<object, Former>();

function formerMadeOf(shape: Exclude<Shape, Scalar>): Former {
  if ("words" in shape) return scalarFormer("string");
  if ("list" in shape) {
    const item = formerOf(shape.list);
    return (value) => {
      if (value === null && shape.nullable) return null;
      if (!Array.isArray(value)) throw new Error("an answer's list is a list");
      return value.map(item);
    };
  }
  if ("map" in shape) {
    const member = formerOf(shape.map);
    return (value) =>
      value === null
        ? null
        : Object.fromEntries(Object.entries(objectOf(value)).map(([name, inner]) => [name, member(inner)]));
  }
  const parts = Object.entries(shape.struct).map(([name, inner]) => [name, formerOf(inner)] as const);
  return (value) => {
    if (value === null) return null;
    const source = objectOf(value);
    const formed: Record<string, unknown> = {};
    for (const [name, form] of parts) {
      const member = source[name];
      if (member !== undefined) formed[name] = form(member);
    }
    return formed;
  };
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new Error("an answer's struct is an object");
  // every object has members by name
  return value as Readonly<Record<string, unknown>>;
}

function scalarFormer(type: Scalar): Former {
  const form = forms[type.replace(" or nil", "") as keyof typeof forms];
  return (value) => (value === null ? null : form(value));
}

const moment: Former = (value) => (value instanceof Date ? value : new Date(String(value))).toISOString();

const forms = {
  int: Number,
  double: Number,
  money: String,
  string: String,
  boolean: Boolean,
  day: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)),
  "day or moment": (value) => (value instanceof Date ? value.toISOString() : String(value)),
  "dateTime.iso8601": moment,
  time: moment,
  any: (value) => value,
} as const satisfies Readonly<Record<string, Former>>;
