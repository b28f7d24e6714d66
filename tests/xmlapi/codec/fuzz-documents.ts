import { fc } from "@/tests/chance";

/** A document: mostly `before` alone; a long one says what repeats in it. */
export type Hostile = {
  readonly before: string;
  readonly token: string;
  readonly times: number;
  readonly after: string;
};

export function textOf({ before, token, times, after }: Hostile): string {
  return before + token.repeat(times) + after;
}

const plain = (text: string): Hostile => ({ before: text, token: "", times: 0, after: "" });

/** What programs, parsers and attackers write. */
const tokens = [
  "<methodCall>",
  "</methodCall>",
  "<methodName>",
  "</methodName>",
  "<params>",
  "</params>",
  "<param>",
  "<value>",
  "</value>",
  "<struct>",
  "</struct>",
  "<member>",
  "<name>",
  "</name>",
  "<array><data>",
  "</data></array>",
  "<int>1</int>",
  "<i4>",
  "<nil/>",
  "<ex:nil/>",
  "<double>1e999</double>",
  "<boolean>2</boolean>",
  "<dateTime.iso8601>20260230T00:00:00</dateTime.iso8601>",
  "<base64>!!</base64>",
  "<!DOCTYPE a>",
  '<!ENTITY a "b">',
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<?xml version='1.0'?>",
  "<?pi",
  "?>",
  "&amp;",
  "&a;",
  "&#65;",
  "&#x110000;",
  "&#0;",
  "&",
  "<",
  ">",
  "'",
  '"',
  "/",
  "=",
  "\u0000",
  "\ufffe",
  "\ud800",
  "\u{1F600}",
  " hasOwnProperty='1'",
  " xmlns:ex='x'",
  "__proto__",
  "constructor",
  "\ufeff",
  "\r\n",
];

const blank = fc.constantFrom("", "", "", " ", "\n\t", "<!-- c -->", "<?p i?>");
const words = fc.oneof(
  fc.string({ maxLength: 12 }).map(escaped),
  fc.string({ unit: "grapheme", maxLength: 6 }).map(escaped),
  fc.constantFrom("&lt;", "&#x1F600;", "<![CDATA[<a>&]]>", "name", "i_customer"),
);
const number = fc.oneof(fc.integer().map(String), fc.double().map(String), fc.constantFrom("", " 7 ", "1e9"));

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc
    .oneof(
      { depthSize: "small", withCrossShrink: true },
      words,
      words.map((text) => `<string>${text}</string>`),
      fc.tuple(fc.constantFrom("int", "i4", "i8", "double", "boolean"), number).map(wrapped),
      fc.constantFrom("<nil/>", "<ex:nil/>", "<base64>aGVsbG8=</base64>"),
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
        .map((date) => wrapped(["dateTime.iso8601", date.toISOString()])),
      fc
        .array(tie("value"), { maxLength: 4 })
        .map((items) => `<array><data>${items.join("")}</data></array>`),
      fc
        .array(fc.tuple(words, tie("value")), { maxLength: 4 })
        .map((members) => `<struct>${members.map(memberOf).join("")}</struct>`),
    )
    .map((inside) => `<value>${inside}</value>`),
}));

const callText = fc
  .tuple(
    blank,
    fc.constantFrom("anything", "anything", "no.such", " anything\n"),
    fc.array(value, { maxLength: 2 }),
  )
  .map(([space, name, params]) => {
    const all = params.map((param) => `<param>${space}${param}</param>`).join(space);
    return `<?xml version="1.0"?>${space}<methodCall><methodName>${name}</methodName>${space}<params>${all}</params></methodCall>${space}`;
  });

/** A call by the grammar, with any content. */
export const callDocument = callText.map(plain);

const change = fc.tuple(
  fc.constantFrom("cut", "insert", "double", "truncate", "replace", "swap"),
  fc.nat(),
  fc.nat(40),
  fc.constantFrom(...tokens),
);

const changed = fc
  .tuple(callText, fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) => plain(changes.reduce(mutate, text)));

const soup = fc.array(fc.constantFrom(...tokens), { maxLength: 30 }).map((all) => plain(all.join("")));

const long = fc.record({
  before: fc.constantFrom(
    "",
    "<methodCall>",
    "<methodCall><params><param><value>",
    "<methodCall><methodName>",
  ),
  token: fc.array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 3 }).map((all) => all.join("")),
  times: fc.nat(20_000),
  after: fc.constantFrom("", "</methodCall>"),
});

/** Any document. */
export const document: fc.Arbitrary<Hostile> = fc.oneof(
  { weight: 35, arbitrary: callDocument },
  { weight: 45, arbitrary: changed },
  { weight: 15, arbitrary: soup },
  { weight: 5, arbitrary: long },
);

function mutate(text: string, [how, place, length, token]: [string, number, number, string]): string {
  const at = place % (text.length + 1);
  const [head, middle, tail] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  switch (how) {
    case "cut":
      return head + tail;
    case "insert":
      return head + token + middle + tail;
    case "double":
      return head + middle + middle + tail;
    case "truncate":
      return head;
    case "replace":
      return head + token + tail;
    default:
      return tail + middle + head;
  }
}

function wrapped([type, text]: readonly [string, string]): string {
  return `<${type}>${text}</${type}>`;
}

function memberOf([name, inside]: readonly [string, string]): string {
  return `<member><name>${name}</name>${inside}</member>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
