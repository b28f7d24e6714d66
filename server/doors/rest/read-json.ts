import { malformed } from "../http/malformed";

/** How deep a document may be. */
const mostLevels = 32;

/**
 * Reads a document of JSON, in which no member may stand twice: programs differ on which of the two counts; nor `__proto__`,
 * which no call has, and which some readers pass over.
 * @throws Refusal 400. Source: RFC 8259; rest, 'What goes in and out'
 */
export function readJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed("is not UTF-8");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("is not JSON");
  }
  demandPlain(text);
  return value;
}

/** Goes through what is known to be JSON. @throws Refusal 400 a member twice or not to be, or too many levels */
function demandPlain(text: string): void {
  // of each level that is open the names so far; null: it is an array
  const open: (Set<string> | null)[] = [];
  let isName = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    const names = open.at(-1);
    if (token === "{" || token === "[") {
      open.push(token === "{" ? new Set() : null);
      if (open.length > mostLevels) throw malformed(`has more than ${mostLevels} levels`);
      isName = token === "{";
    } else if (token === "}" || token === "]") {
      open.pop();
      isName = false;
    } else if (token === ",") isName = names instanceof Set;
    else if (token === ":") isName = false;
    else if (isName && names) {
      const name: unknown = JSON.parse(token);
      if (typeof name !== "string") continue;
      if (name === "__proto__") throw malformed("has the member __proto__");
      if (names.has(name)) throw malformed(`has the member ${name.slice(0, 60).toWellFormed()} twice`);
      names.add(name);
    }
  }
}
