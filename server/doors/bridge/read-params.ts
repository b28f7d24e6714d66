import { malformed } from "../http/malformed";
import { readJson } from "../rest/read-json";
import { readScalar } from "../xmlapi/codec/read-scalar";
import type { WireValue } from "../xmlapi/codec/values";
import type { Method } from "../xmlapi/method";

/**
 * Reads the parameters of a call, as XML-RPC has them: an object is the struct, none is an empty one, and a bare number is
 * the one `int` that the method requires.
 * @throws Refusal 400
 */
export function paramsIn(text: string | undefined, { parameters }: Method): readonly WireValue[] {
  if (text === undefined || text.trim() === "") return [];
  const value = readExactly(text);
  if (typeof value !== "number") return [value];
  const [only, ...others] = parameters.filter(({ required }) => required);
  return only?.type === "int" && others.length === 0 ? [structOf([[only.name, value]])] : [value];
}

/**
 * Reads JSON without losing a digit: what has a point or an exponent stays as it was written.
 * @throws Refusal 400
 */
function readExactly(text: string): WireValue {
  // says what is wrong with it
  readJson(Buffer.from(text));
  const marked = text.replace(token, (found, name: string | undefined) => {
    if (name !== undefined) return found;
    return found.startsWith('"') ? `"${stringMark}${found.slice(1)}` : `"${numberMark}${found}"`;
  });
  return wireValue(JSON.parse(marked));
}

/** A string, with the colon after it where it is a member's name; or a number. */
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|-?\d[\d.eE+-]*/g;
const stringMark = "s";
const numberMark = "n";

function wireValue(read: unknown): WireValue {
  if (typeof read === "string") {
    const said = read.slice(1);
    if (read.startsWith(stringMark)) return said.toWellFormed();
    return readScalar(/^-?\d+$/.test(said) ? "int" : "double", said);
  }
  if (typeof read === "boolean" || read === null) return read;
  if (Array.isArray(read)) return read.map(wireValue);
  if (typeof read !== "object") throw malformed("is not JSON");
  return structOf(Object.entries(read).map(([name, value]) => [name, wireValue(value)]));
}

/** A struct, as XML-RPC reads one. */
function structOf(members: readonly (readonly [string, WireValue])[]): WireValue {
  const struct: Record<string, WireValue> = Object.create(null);
  for (const [name, value] of members) struct[name] = value;
  return struct;
}
