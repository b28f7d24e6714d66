import type { Parameter } from "../calls/call";
import type { Shape } from "../calls/shape";
import { misshapen } from "./problem";
import { unknownMember } from "./read-strict";

/** The members of a query as they stand there. @throws Refusal 400 one that stands twice, or is not spelled well */
export function splitQuery(query: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>();
  for (const part of query.split("&")) {
    if (part === "") continue;
    const [name, value] = spelledIn(part);
    if (members.has(name)) throw misshapen(name.slice(0, 60), "stands twice");
    members.set(name, value);
  }
  return members;
}

function spelledIn(part: string): [name: string, value: string] {
  const at = part.indexOf("=");
  const spelled = at === -1 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
  try {
    const [name = "", value = ""] = spelled.map((text) => decodeURIComponent(text.replaceAll("+", " ")));
    return [name, value];
  } catch {
    throw misshapen("query", "is not well encoded");
  }
}

/** Reads a query's members in the types of a call's parameters. @throws Refusal 400 naming the member */
export function readQuery(
  members: ReadonlyMap<string, string>,
  parameters: readonly Parameter[],
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, text] of members) {
    const parameter = parameters.find((one) => one.name === name);
    if (!parameter) throw unknownMember(name);
    read[name] = typed(parameter.type, text, name);
  }
  return read;
}

/** What has members is JSON in a query, too. @throws Refusal 400 */
function structIn(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw misshapen(name, "must be JSON");
  }
}

/** A text as a value of a type, where it can be one; what it is not `demandTypes` says. */
function typed(shape: Shape, text: string, name: string): unknown {
  if (typeof shape === "object") {
    if ("words" in shape) return text;
    if ("list" in shape) return text.split(",").map((item) => typed(shape.list, item, name));
    return structIn(text, name);
  }
  const type = shape.replace(" or nil", "");
  if (type === "int" && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === "double" && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}
