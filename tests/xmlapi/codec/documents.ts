import type { Random } from "../stage/random";

/**
 * Documents that are nearly calls: written by the grammar of XML-RPC, with a mistake here and there; or good ones with
 * some bytes changed. The codec must answer each of them.
 */

/** An element as a tree, so that we can make mistakes in it. */
type Element = { name: string; inside: (Element | string)[] };

/** A call by the grammar. @param mistakes how many to make in it; 0 makes a good call */
export function grammatical(random: Random, mistakes: number): string {
  const root = call(random);
  for (let made = 0; made < mistakes; made += 1) mistake(random, root);
  return `${random.pick(declarations)}${write(root)}`;
}

const declarations = [
  "",
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8"?>\n',
  "\ufeff",
] as const;

function call(random: Random): Element {
  const params = Array.from({ length: random.below(3) }, () => of("param", value(random, 0)));
  return of("methodCall", of("methodName", random.pick(methods)), of("params", ...params));
}

const methods = ["getCustomerInfo", "system.multicall", "m", "createCustomer"] as const;

function value(random: Random, depth: number): Element {
  const kind = random.below(depth > 4 ? 10 : 14);
  if (kind < 9) return of("value", of(...random.pick(scalars)));
  if (kind === 9) return of("value", random.pick(texts));
  const count = random.below(4);
  if (kind < 12) {
    return of(
      "value",
      of("array", of("data", ...Array.from({ length: count }, () => value(random, depth + 1)))),
    );
  }
  const members = Array.from({ length: count }, () =>
    of("member", of("name", random.pick(names)), value(random, depth + 1)),
  );
  return of("value", of("struct", ...members));
}

const texts = ["", "a", "Ünïcode \u{1f600}", " blank ", "a&amp;b&#65;", "<![CDATA[<&]]>", "\r\n\t"] as const;
const names = [
  "name",
  "i_customer",
  "__proto__",
  "constructor",
  "toString",
  "0",
  "-1",
  " blank ",
  "",
] as const;
const scalars: readonly [[string, string], ...[string, ...string[]][]] = [
  ["int", "1"],
  ["i4", "-2147483648"],
  ["i8", "9223372036854775807"],
  ["boolean", "1"],
  ["double", "-1.5e300"],
  ["string", "text"],
  ["nil"],
  ["ex:nil"],
  ["dateTime.iso8601", "20261123T20:15:30"],
  ["base64", "aGVsbG8="],
];

function of(name: string, ...inside: (Element | string)[]): Element {
  return { name, inside };
}

/** Drops, doubles, renames, moves or fills an element; or puts something foreign beside it. */
function mistake(random: Random, root: Element): void {
  const all = [...parents(root)];
  const parent = all[random.below(all.length)] ?? root;
  const at = random.below(parent.inside.length);
  const child = parent.inside[at];
  switch (random.below(7)) {
    case 0:
      parent.inside.splice(at, 1);
      return;
    case 1:
      if (child !== undefined) parent.inside.splice(at, 0, child);
      return;
    case 2:
      parent.name = random.pick(elements);
      return;
    case 3:
      parent.inside.reverse();
      return;
    case 4:
      parent.inside.splice(at, 0, random.pick(texts));
      return;
    case 5:
      parent.inside.splice(at, 0, random.pick(hostile));
      return;
    default:
      parent.inside.splice(at, 0, value(random, 4));
  }
}

const elements = [
  "methodCall",
  "methodResponse",
  "params",
  "value",
  "struct",
  "data",
  "constructor",
  "__proto__",
  "x:y",
  "1",
] as const;

function* parents(element: Element): Generator<Element> {
  yield element;
  for (const child of element.inside) if (typeof child !== "string") yield* parents(child);
}

function write(node: Element | string): string {
  return typeof node === "string" ? node : `<${node.name}>${node.inside.map(write).join("")}</${node.name}>`;
}

/** Pieces that a parser may stumble over. */
const hostile = [
  "<!DOCTYPE a>",
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  "<!DOCTYPE a [",
  '<!ENTITY x SYSTEM "file:///etc/passwd">',
  "&x;",
  "&__proto__;",
  "&#0;",
  "&#xd800;",
  "&#x10ffff;",
  "&#99999999999;",
  "<![CDATA[",
  "]]>",
  "<!--",
  "-->",
  "--",
  "<?xml version='1.0'?>",
  "<?",
  "?>",
  "<",
  ">",
  "</",
  "/>",
  "&",
  "\0",
  "\u0008",
  "\ufffe",
  "\ufeff",
  "<value>",
  "</value>",
  "<__proto__/>",
  ' a="1" a="2"',
  ' hasOwnProperty="1"',
  "'",
  '"',
  "<![IF[",
] as const;

/** A good call with bytes changed, lost, doubled or added. */
export function mutated(random: Random): Buffer {
  let bytes: Buffer = Buffer.from(grammatical(random, 0));
  for (let times = 1 + random.below(4); times > 0; times -= 1) bytes = mutate(random, bytes);
  return bytes;
}

function mutate(random: Random, bytes: Buffer): Buffer {
  const at = random.below(bytes.length + 1);
  const until = Math.min(bytes.length, at + 1 + random.below(12));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(until)];
  switch (random.below(6)) {
    case 0:
      return Buffer.concat([before, piece.map((byte) => byte ^ (1 << random.below(8))), after]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, piece, piece, after]);
    case 3:
      return Buffer.concat([before, Buffer.from(random.pick(hostile)), piece, after]);
    case 4:
      return Buffer.concat([before, Buffer.from([random.below(256), random.below(256)]), piece, after]);
    default:
      return before;
  }
}
