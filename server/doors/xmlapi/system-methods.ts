import { Refusal } from "../../ground/refusal";
import { type Shape, wireWord } from "../calls/shape";
import type { WireValue } from "./codec/values";
import type { Method, Methods, PlainMethod } from "./method";
import { unknownMethod } from "./unknown-method";

/** The methods that describe methods. Source: the introspection interface that XML-RPC servers share. */
export const systemMethods: Readonly<Record<string, PlainMethod>> = {
  "system.listMethods": (_params, methods) => [...Object.keys(methods), ...systemNames].sort(),
  "system.methodHelp": (params, methods) => {
    const name = nameIn(params, methods);
    return systemHelp[name] ?? helpOf(methodNamed(methods, name));
  },
  "system.methodSignature": (params, methods) => {
    const name = nameIn(params, methods);
    return systemSignatures[name] ?? [["struct", "struct"]];
  },
  "system.getCapabilities": () => ({
    xmlrpc: { specUrl: "http://www.xmlrpc.com/spec", specVersion: 1 },
    introspection: {
      specUrl: "http://xmlrpc-c.sourceforge.net/xmlrpc-c/introspection.html",
      specVersion: 1,
    },
    nil: { specUrl: "http://ontosys.com/xml-rpc/extensions.php", specVersion: 1 },
  }),
};

const systemHelp: Readonly<Record<string, string>> = {
  "system.listMethods": "Lists the names of all methods.",
  "system.methodHelp": "Tells what a method does, takes and returns.",
  "system.methodSignature": "Tells the types that a method takes and returns.",
  "system.getCapabilities": "Tells which extensions of XML-RPC are understood.",
  "system.multicall":
    "Performs several calls one after the other, each for itself: an array of structs of methodName and params.",
};

const systemSignatures: Readonly<Record<string, string[][]>> = {
  "system.listMethods": [["array"]],
  "system.methodHelp": [["string", "string"]],
  "system.methodSignature": [["array", "string"]],
  "system.getCapabilities": [["struct"]],
  "system.multicall": [["array", "array"]],
};

/** All names that begin with `system.`. */
export const systemNames = Object.keys(systemHelp);

/** Says in plain text what a method does, takes and returns. */
export function helpOf({ meaning, parameters, returns }: Method): string {
  const takes = parameters.map(
    ({ name, type, required, meaning: what }) =>
      `  ${name} (${typeName(type)}${required ? ", required" : ""}): ${what}`,
  );
  const gives = Object.entries(returns).map(([name, shape]) => `  ${name} (${typeName(shape)})`);
  return [
    meaning,
    "",
    "Takes a struct of:",
    ...takes,
    "",
    "Returns a struct of:",
    "  result (string): OK",
    ...gives,
  ].join("\n");
}

/** Names the type of an answer's member in a word. */
export function typeName(shape: Shape): string {
  if (typeof shape === "string") return wireWord(shape);
  if ("words" in shape) return shape.nullable ? "string or nil" : "string";
  if ("map" in shape) return `struct of ${typeName(shape.map)}`;
  if ("list" in shape) return `array of ${typeName(shape.list)}${shape.nullable ? " or nil" : ""}`;
  return "struct";
}

/** @throws Refusal 400, 404 */
function nameIn([name]: readonly WireValue[], methods: Methods): string {
  if (typeof name !== "string") {
    throw new Refusal(400, "One parameter is expected, the name of a method.", undefined, {
      key: "malformed",
    });
  }
  if (!systemNames.includes(name)) methodNamed(methods, name);
  return name;
}

function methodNamed(methods: Methods, name: string): Method {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method || typeof method === "function") throw unknownMethod(name);
  return method;
}
