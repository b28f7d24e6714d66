import { arrayOf, type Seen, string, structOf } from "../stage/wire";

/**
 * A value as a line of the corpus shows it: a scalar as its element and its text (`int 5`, `string Acme`, `nil`), arrays
 * and structs as JSON has them. In calls, `untagged …` is text without an element, and `xml …` goes out as it stands.
 */
export type Noted = string | readonly Noted[] | NotedStruct;

export interface NotedStruct {
  readonly [member: string]: Noted;
}

/** The inside of the `<value>` that a call sends. */
export function xmlOf(noted: Noted): string {
  if (typeof noted === "string") return scalarXml(noted);
  if (isList(noted)) return arrayOf(noted.map(xmlOf));
  return structOf(Object.fromEntries(Object.entries(noted).map(([name, value]) => [name, xmlOf(value)])));
}

export function isList(noted: Noted): noted is readonly Noted[] {
  return Array.isArray(noted);
}

function scalarXml(noted: string): string {
  const [type = "", text] = splitOnce(noted);
  switch (type) {
    case "nil":
      return "<nil/>";
    case "xml":
      return text;
    case "untagged":
      return escaped(text);
    default:
      return `<${type}>${escaped(text)}</${type}>`;
  }
}

function escaped(text: string): string {
  return string(text).slice("<string>".length, -"</string>".length);
}

/** The first word, and what follows it. */
export function splitOnce(noted: string): [string, string] {
  const at = noted.indexOf(" ");
  return at === -1 ? [noted, ""] : [noted.slice(0, at), noted.slice(at + 1)];
}

/** What an answer says, in the corpus' notation. */
export function notedOf(seen: Seen): Noted {
  if (!isArray(seen)) {
    return Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, notedOf(value)]));
  }
  const [type, text] = seen;
  if (typeof type === "string" && typeof text === "string") return type === "nil" ? type : `${type} ${text}`;
  // what is no scalar holds values only
  return (seen as readonly Seen[]).map(notedOf);
}

function isArray(seen: Seen): seen is Exclude<Seen, { readonly [member: string]: Seen }> {
  return Array.isArray(seen);
}
