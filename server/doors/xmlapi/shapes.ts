import { DecimalLiteral } from "@/attributes/reading/decimal";
import { writeVendorTime } from "../../ground/time/vendor-time";
import type { Members, Scalar, Shape } from "../calls/shape";
import { escaped, writeDouble, writeInner } from "./codec/write";

/** Writes a value of an operation, as one `<value>`. */
type Writer = (value: unknown) => string;

/**
 * Writes a value of an operation in the types of its shape. Leaves out members that the value lacks, because the viewer
 * may not read them.
 * @returns one `<value>`
 */
export function writeShaped(shape: Shape, value: unknown): string {
  return writerOf(shape)(value);
}

/** Makes a writer once for each shape: lists have thousands of items of one shape. */
function writerOf(shape: Shape): Writer {
  if (typeof shape === "string") return scalarWriter(shape);
  const known = writers.get(shape);
  if (known) return known;
  const made = writerMadeOf(shape);
  writers.set(shape, made);
  return made;
}

const writers = new WeakMap<object, Writer>();

function writerMadeOf(shape: Exclude<Shape, Scalar>): Writer {
  if ("words" in shape) return scalarWriter("string");
  if ("map" in shape) return mapWriter(shape.map);
  const write = "list" in shape ? listWriter(shape.list) : structWriter(shape.struct);
  return shape.nullable ? (value) => (value === null ? nil : write(value)) : write;
}

function listWriter(shape: Shape): Writer {
  const writeItem = writerOf(shape);
  return (value) => {
    if (!Array.isArray(value)) throw new Error("an answer's list is a list");
    return `<value><array><data>${value.map(writeItem).join("")}</data></array></value>`;
  };
}

function structWriter(members: Members): Writer {
  // the names are ours, and nothing in them needs escaping
  const parts = Object.entries(members).map(
    ([name, shape]) => [name, `<member><name>${name}</name>`, writerOf(shape)] as const,
  );
  return (value) => {
    if (typeof value !== "object" || value === null) throw new Error("an answer's struct is an object");
    // every object has members by name
    const source = value as Readonly<Record<string, unknown>>;
    let inside = "";
    for (const [name, head, write] of parts) {
      const member = source[name];
      if (member !== undefined) inside += `${head}${write(member)}</member>`;
    }
    return `<value><struct>${inside}</struct></value>`;
  };
}

function mapWriter(shape: Shape): Writer {
  const writeMember = writerOf(shape);
  return (value) => {
    if (typeof value !== "object" || value === null) throw new Error("an answer's map is an object");
    const members = Object.entries(value).map(
      ([name, member]) => `<member><name>${escaped(name)}</name>${writeMember(member)}</member>`,
    );
    return `<value><struct>${members.join("")}</struct></value>`;
  };
}

/** Says for each type once how it is written, as most values of an answer are plain texts, numbers and decimals. */
function scalarWriter(type: Scalar): Writer {
  switch (type) {
    case "string":
    case "string or nil":
    case "day":
    case "day or nil":
    case "day or moment":
      return (value) => (value === null ? nil : `<value><string>${escaped(String(value))}</string></value>`);
    case "int":
    case "int or nil":
      return (value) => (value === null ? nil : `<value>${writeInner(Number(value))}</value>`);
    case "double":
    case "double or nil":
    case "money":
    case "money or nil":
      return (value) => (value === null ? nil : `<value>${writeDouble(String(value))}</value>`);
    default:
      return (value) => `<value>${writeInner(wireScalar(type, value))}</value>`;
  }
}

const nil = "<value><nil/></value>";

/** A plain value of an operation as what we send. */
export function wireScalar(
  type: Scalar,
  value: unknown,
): string | number | boolean | null | Date | DecimalLiteral {
  if (value === null) return null;
  switch (type) {
    case "double":
    case "double or nil":
    case "money":
    case "money or nil":
      return new DecimalLiteral(String(value));
    case "string":
    case "string or nil":
    case "day":
    case "day or nil":
    case "day or moment":
      return String(value);
    case "boolean":
    case "boolean or nil":
      return Boolean(value);
    case "int":
    case "int or nil":
      return Number(value);
    case "time":
    case "time or nil":
      return writeVendorTime(value instanceof Date ? value : new Date(String(value)));
    case "dateTime.iso8601":
    case "dateTime.iso8601 or nil":
      return value instanceof Date ? value : new Date(String(value));
    case "any":
      // a whole number can be a double's, such as a rate without an upper bound
      if (typeof value === "number") return value === (value | 0) ? value : new DecimalLiteral(String(value));
      return typeof value === "boolean" ? value : String(value);
    default:
      return type satisfies never;
  }
}
