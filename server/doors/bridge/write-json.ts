import { DecimalLiteral } from "@/attributes/reading/decimal";
import type { Scalar, Shape } from "../calls/shape";
import { doubleText, writeDate } from "../xmlapi/codec/write";
import { wireScalar } from "../xmlapi/shapes";

/**
 * Writes a value of an operation in the types of its shape, as JSON: a double as a number with its exact decimal text,
 * moments as the texts that XML-RPC has. Leaves out members that the value lacks, because the viewer may not read them.
 */
export function writeJson(shape: Shape, value: unknown): string {
  if (typeof shape === "string") return writeScalar(shape, value);
  if ("words" in shape) return writeScalar("string", value);
  if (value === null) return "null";
  if ("list" in shape) {
    if (!Array.isArray(value)) throw new Error("an answer's list is a list");
    return `[${value.map((item) => writeJson(shape.list, item)).join(",")}]`;
  }
  if (typeof value !== "object") throw new Error("an answer's struct is an object");
  if ("map" in shape)
    return objectOf(Object.entries(value).map(([name, member]) => [name, writeJson(shape.map, member)]));
  // every object has members by name
  const source = value as Readonly<Record<string, unknown>>;
  return objectOf(
    Object.entries(shape.struct).flatMap(([name, member]) =>
      source[name] === undefined ? [] : [[name, writeJson(member, source[name])]],
    ),
  );
}

function objectOf(members: readonly (readonly [string, string])[]): string {
  return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(",")}}`;
}

function writeScalar(type: Scalar, value: unknown): string {
  const sent = wireScalar(type, value);
  if (sent instanceof DecimalLiteral) return doubleText(sent.text);
  return JSON.stringify(sent instanceof Date ? writeDate(sent) : sent);
}
