/**
 * XML-RPC as a foreign program sees it, written from xmlrpc.com/spec alone, without the server's code. Keeps types, so
 * that a test can tell an `<int>` from a `<double>`.
 */

/** A value of an answer: its element and its text; structs and arrays by themselves. */
export type Seen = readonly [type: string, text: string] | readonly Seen[] | SeenStruct;

export interface SeenStruct {
  readonly [member: string]: Seen;
}

/** A member of a request: the inside of its `<value>`. */
export type Sent = Readonly<Record<string, string>>;

/** A call with one struct, whose members are already XML. */
export function callOf(method: string, members: Sent): string {
  return callWith(method, structOf(members));
}

/** A call with params that are already XML. */
export function callWith(method: string, ...params: readonly string[]): string {
  const all = params.map((param) => `<param><value>${param}</value></param>`).join("");
  return `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params>${all}</params></methodCall>`;
}

/** A struct, of members that are already XML. */
export function structOf(members: Sent): string {
  const all = Object.entries(members).map(
    ([name, value]) => `<member><name>${text(name)}</name><value>${value}</value></member>`,
  );
  return `<struct>${all.join("")}</struct>`;
}

/** An array, of values that are already XML. */
export function arrayOf(values: readonly string[]): string {
  return `<array><data>${values.map((value) => `<value>${value}</value>`).join("")}</data></array>`;
}

export function string(value: string): string {
  return `<string>${text(value)}</string>`;
}

export function int(value: number): string {
  return `<int>${value}</int>`;
}

export function double(value: string): string {
  return `<double>${value}</double>`;
}

export const nil = "<nil/>";

function text(value: string): string {
  // a bare carriage return becomes a line feed (XML 1.0, 2.11), so write it as a reference
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\r/g, "&#13;");
}

/** What an answer says: its value, or its fault. @throws unless it follows the specification exactly */
export function readAnswer(xml: string): { value: Seen } | { fault: { code: number; text: string } } {
  const reader = new Reader(xml);
  reader.take('<?xml version="1.0" encoding="UTF-8"?>\n<methodResponse>');
  if (reader.takes("<fault>")) {
    const { faultCode, faultString, ...rest } = asStruct(reader.value());
    reader.take("</fault></methodResponse>\n");
    reader.end();
    if (Object.keys(rest).length > 0) throw new Error("a fault has two members");
    return { fault: { code: Number(scalar(faultCode, "int")), text: scalar(faultString, "string") } };
  }
  reader.take("<params><param>");
  const value = reader.value();
  reader.take("</param></params></methodResponse>\n");
  reader.end();
  return { value };
}

/** The text of a scalar of one type. @throws if it has another type */
export function scalar(seen: Seen | undefined, type: string): string {
  if (Array.isArray(seen) && seen[0] === type && typeof seen[1] === "string") return seen[1];
  throw new Error(`${JSON.stringify(seen)} is no ${type}`);
}

export function asStruct(seen: Seen | undefined): SeenStruct {
  // an object that is not an array is a struct
  if (typeof seen === "object" && !Array.isArray(seen)) return seen as SeenStruct;
  throw new Error(`${JSON.stringify(seen)} is no struct`);
}

export function asArray(seen: Seen | undefined): readonly Seen[] {
  // an array's items are arrays and structs, a scalar's texts
  if (Array.isArray(seen) && typeof seen[0] !== "string") return seen as readonly Seen[];
  throw new Error(`${JSON.stringify(seen)} is no array`);
}

class Reader {
  #at = 0;

  constructor(private readonly xml: string) {}

  takes(what: string): boolean {
    if (!this.xml.startsWith(what, this.#at)) return false;
    this.#at += what.length;
    return true;
  }

  take(what: string): void {
    if (!this.takes(what)) throw new Error(`${what} expected at ${this.xml.slice(this.#at, this.#at + 80)}`);
  }

  end(): void {
    if (this.#at !== this.xml.length) throw new Error("the answer goes on after its end");
  }

  value(): Seen {
    this.take("<value>");
    const seen = this.#inside();
    this.take("</value>");
    return seen;
  }

  #inside(): Seen {
    if (this.takes("<nil/>")) return ["nil", ""];
    if (this.takes("<struct>")) return this.#struct();
    if (this.takes("<array><data>")) {
      const items: Seen[] = [];
      while (!this.takes("</data></array>")) items.push(this.value());
      return items;
    }
    const type = /<(int|boolean|double|string|dateTime\.iso8601|base64)>/y;
    type.lastIndex = this.#at;
    const name = type.exec(this.xml)?.[1];
    if (name === undefined) throw new Error(`no type: ${this.xml.slice(this.#at, this.#at + 80)}`);
    this.take(`<${name}>`);
    return [name, this.#text(`</${name}>`)];
  }

  #struct(): SeenStruct {
    const members: Record<string, Seen> = {};
    while (!this.takes("</struct>")) {
      this.take("<member><name>");
      const name = this.#text("</name>");
      if (Object.hasOwn(members, name)) throw new Error(`${name} stands there twice`);
      members[name] = this.value();
      this.take("</member>");
    }
    return members;
  }

  #text(until: string): string {
    const end = this.xml.indexOf(until, this.#at);
    if (end < 0) throw new Error(`${until} is missing`);
    const raw = this.xml.slice(this.#at, end);
    this.#at = end + until.length;
    if (raw.includes("<")) throw new Error(`markup in a text: ${raw.slice(0, 80)}`);
    return raw
      .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&amp;/g, "&");
  }
}
