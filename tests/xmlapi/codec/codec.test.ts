import { describe, expect, it } from "vitest";
import { DecimalLiteral } from "@/attributes/reading/decimal";
import { readCall } from "@/server/doors/xmlapi/codec/read-call";
import type { OutValue, WireValue } from "@/server/doors/xmlapi/codec/values";
import { writeFault, writeValue } from "@/server/doors/xmlapi/codec/write";
import { Refusal } from "@/server/ground/refusal";
import { fc } from "@/tests/chance";
import { arrayOf, callWith, string, structOf } from "../stage/wire";

const bytes = (text: string) => Buffer.from(text, "utf8");

/** Reads the one param of a call. @param inside of its value */
function read(inside: string): WireValue | undefined {
  return readCall(bytes(callWith("m", inside))).params[0];
}

/** The text of a document's refusal. @throws if it is not refused */
function refusalOf(document: string | Uint8Array): string {
  try {
    readCall(typeof document === "string" ? bytes(document) : document);
  } catch (error) {
    if (error instanceof Refusal && error.code === 400) return error.message;
    throw error;
  }
  throw new Error("the document was not refused");
}

describe("what real clients send is understood", () => {
  it.each([
    ["<i4>5</i4>", 5],
    ["<int>-7</int>", -7],
    ["<int> 5\n</int>", 5],
    ["<int>+5</int>", 5],
    ["<i8>9007199254740991</i8>", Number.MAX_SAFE_INTEGER],
    ["<ex:i8>5</ex:i8>", 5],
    ["<nil/>", null],
    ["<ex:nil/>", null],
    ["<nil></nil>", null],
    ["untagged", "untagged"],
    ["", ""],
    ["<string/>", ""],
    ["<string> kept </string>", " kept "],
    ["<boolean>1</boolean>", true],
    ["<boolean>0</boolean>", false],
    ["<boolean>true</boolean>", true],
    ["<boolean>FALSE</boolean>", false],
    ["<string>a&amp;b&#x41;&#66;&lt;&gt;&quot;&apos;</string>", "a&bAB<>\"'"],
    ["<string>a<![CDATA[<b> &amp; ]]>c</string>", "a<b> &amp; c"],
    ["<string>a<!-- not this -->b</string>", "ab"],
    ["\n  <int>3</int>\n", 3],
    ["<array><data><value>a</value><value><int>1</int></value></data></array>", ["a", 1]],
    ["<array/>", []],
    ["<array><data/></array>", []],
  ])("%s is %j", (inside, value) => {
    expect(read(inside)).toEqual(value);
  });

  it("a double keeps its text, with all its digits", () => {
    expect(read("<double> 0.1000000000000000055511151231257827 </double>")).toEqual(
      new DecimalLiteral("0.1000000000000000055511151231257827"),
    );
  });

  it("a whole number that no double can hold is no number, so that the parameter's own refusal names it", () => {
    expect(read("<i8>9007199254740993</i8>")).toEqual(new DecimalLiteral("9007199254740993"));
  });

  it.each(["20260229T00:00:00", "2026-13-01T00:00:00", "yesterday"])("%s is no date", (date) => {
    expect(refusalOf(callWith("m", `<dateTime.iso8601>${date}</dateTime.iso8601>`))).toContain("date");
  });

  it.each([
    ["20261123T20:15:30", "2026-11-23T20:15:30.000Z"],
    ["2026-11-23T20:15:30Z", "2026-11-23T20:15:30.000Z"],
  ])("the date %s is taken as UTC", (date, moment) => {
    expect(read(`<dateTime.iso8601>${date}</dateTime.iso8601>`)).toEqual(new Date(moment));
  });

  it("base64 may be broken into lines", () => {
    expect(read("<base64>aGVs\r\nbG8=</base64>")).toEqual(new Uint8Array(Buffer.from("hello")));
  });

  it("blanks around a member's name are not part of it, and an empty member is none", () => {
    expect(
      read(
        "<struct><member> <name> name\n</name><value>a</value></member><member/><member>\n</member></struct>",
      ),
    ).toEqual({ name: "a" });
  });

  it("of two members of one name the last counts", () => {
    const member = (value: string) => `<member><name>a</name><value>${value}</value></member>`;
    expect(read(`<struct>${member("first")}${member("last")}</struct>`)).toEqual({ a: "last" });
  });

  it("a member may be called as what every object has", () => {
    const struct = read(structOf({ __proto__x: "1", constructor: "a", hasOwnProperty: "b" }));
    expect(struct).toEqual({ __proto__x: "1", constructor: "a", hasOwnProperty: "b" });
    const polluting = read(
      "<struct><member><name>__proto__</name><value><struct><member><name>polluted</name><value>1</value></member></struct></value></member></struct>",
    );
    expect(Object.keys(polluting ?? {})).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });

  it.each([
    ["no params", "<methodCall><methodName>m</methodName></methodCall>"],
    ["empty params", "<methodCall><methodName> m </methodName><params/></methodCall>"],
    ["params before the name", "<methodCall><params></params><methodName>m</methodName></methodCall>"],
    ["a byte order mark", "\ufeff<?xml version='1.0'?><methodCall><methodName>m</methodName></methodCall>"],
    [
      "blanks all around",
      "\n <?xml version='1.0'?>\n<!-- a --><methodCall> <methodName>m</methodName> </methodCall>\n<!-- b -->\n",
    ],
    [
      "a namespace for its nil",
      '<methodCall xmlns:ex="http://ws.apache.org/xmlrpc/namespaces/extensions"><methodName>m</methodName></methodCall>',
    ],
  ])("a call with %s is a call", (_what, document) => {
    expect(readCall(bytes(document))).toEqual({ method: "m", params: [] });
  });
});

describe("the encoding of a document", () => {
  /** A document with some bytes in its one value, which declares an encoding or none. */
  const documentIn = (encoding: string | null, text: Uint8Array) => {
    const declaration = encoding === null ? "" : `<?xml version="1.0" encoding="${encoding}"?>`;
    const [before = "", after = ""] = callWith("m", "|")
      .replace(/^<\?.*?\?>/, "")
      .split("|");
    return Buffer.concat([bytes(declaration + before), text, bytes(after)]);
  };
  // from the Encoding Standard: index windows-1252, and the labels of its table
  const upper = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
  const labels = [
    "ansi_x3.4-1968",
    "ascii",
    "cp1252",
    "cp819",
    "csisolatin1",
    "ibm819",
    "iso-8859-1",
    "iso-ir-100",
    "iso8859-1",
    "iso88591",
    "iso_8859-1",
    "iso_8859-1:1987",
    "l1",
    "latin1",
    "us-ascii",
    "windows-1252",
    "x-cp1252",
  ];
  const allBytes = Uint8Array.from({ length: 128 }, (_, at) => 0x80 + at);
  const allLetters = upper + Array.from(allBytes.subarray(32), (byte) => String.fromCharCode(byte)).join("");

  it.each(labels.flatMap((label) => [label, label.toUpperCase()]))(
    "%s is windows-1252, as browsers have it, in the declaration and in the content type",
    (label) => {
      expect(readCall(documentIn(label, allBytes)).params).toEqual([allLetters]);
      for (const type of [`text/xml; charset=${label}`, `text/xml;charset="${label}"`])
        expect(readCall(documentIn(null, allBytes), type).params).toEqual([allLetters]);
    },
  );

  it.each([
    ["utf-8", "utf-8", [0xd0, 0x96, 0xe2, 0x82, 0xac], "Ж€"],
    ["UTF8", "UTF8", [0xd0, 0x96], "Ж"],
    ["windows-1251", "windows-1251", [0xc6, 0x88], "Ж€"],
    ["koi8-r", "koi8-r", [0xf6], "Ж"],
    ["shift_jis", "shift_jis", [0x83, 0x41], "ア"],
  ])("%s is taken where the declaration or the content type says so", (_what, label, coded, text) => {
    const written = Uint8Array.from(coded);
    expect(readCall(documentIn(label, written)).params).toEqual([text]);
    expect(readCall(documentIn(null, written), `text/xml; charset=${label}`).params).toEqual([text]);
  });

  it.each([
    ["the content type goes before the declaration", "utf-8", "text/xml; charset=iso-8859-1", [0x80], "€"],
    [
      "the declaration decides where the bytes do not fit the content type",
      "windows-1252",
      "text/xml; charset=utf-8",
      [0x80],
      "€",
    ],
    [
      "a content type with an encoding that nobody knows says nothing",
      "windows-1252",
      "text/xml; charset=klingon",
      [0x80],
      "€",
    ],
    [
      "a form's content type says nothing",
      null,
      "application/x-www-form-urlencoded",
      [0xe2, 0x82, 0xac],
      "€",
    ],
  ])("%s", (_what, declared, type, coded, text) => {
    expect(readCall(documentIn(declared, Uint8Array.from(coded)), type).params).toEqual([text]);
  });

  it.each(["utf-16", "utf-16le", "utf-16be"])(
    "%s is seen by its first bytes, with a byte order mark and without, whatever is said",
    (label) => {
      const document = `<?xml version="1.0" encoding="${label}"?>${callWith("m", "café Ж").replace(/^<\?.*?\?>/, "")}`;
      for (const text of [document, `\ufeff${document}`]) {
        const little = Buffer.from(text, "utf16le");
        const coded = label === "utf-16be" ? Buffer.from(little).swap16() : little;
        for (const type of [undefined, "text/xml; charset=utf-16", "text/xml; charset=iso-8859-1"])
          expect(readCall(coded, type).params).toEqual(["café Ж"]);
      }
    },
  );

  it("a program that says UTF-16 and sends UTF-8, as it holds text and as it sends it, is understood", () => {
    const document = callWith("m", "café").replace('"1.0"', '"1.0" encoding="utf-16"');
    expect(readCall(bytes(document)).params).toEqual(["café"]);
    expect(readCall(bytes(callWith("m", "café")), "text/xml; charset=utf-16").params).toEqual(["café"]);
  });

  it.each([
    [documentIn("ebcdic", bytes("x")), undefined, "encoding that is not known"],
    [documentIn("replacement", bytes("x")), undefined, "encoding that is not known"],
    [documentIn("utf-7", bytes("x")), undefined, "encoding that is not known"],
    [documentIn(null, Uint8Array.of(0xe9)), "text/xml; charset=klingon", "not encoded as it says"],
    [documentIn(null, Uint8Array.of(0xe9)), undefined, "not encoded as it says"],
    [documentIn("utf-8", Uint8Array.of(0xe9)), "text/xml; charset=utf-8", "not encoded as it says"],
    [documentIn("shift_jis", Uint8Array.of(0x83)), undefined, "not encoded as it says"],
  ])("what is unknown, or does not fit, is refused (%#)", (document, type, says) => {
    expect(() => readCall(document, type)).toThrow(says);
  });
});

it("line ends are one line feed, but for those that are written as references", () => {
  expect(read("<string>a\r\nb\rc\nd&#13;</string>")).toBe("a\nb\nc\nd\r");
  expect(read("<string><![CDATA[a\r\nb]]></string>")).toBe("a\nb");
});

describe("what is no call is refused, each with its own sentence", () => {
  const inString = (text: string) => callWith("m", `<string>${text}</string>`);
  const deep = (levels: number) =>
    callWith("m", `${"<array><data><value>".repeat(levels)}${"</value></data></array>".repeat(levels)}`);

  it.each([
    ["nothing", "", "names no method"],
    ["blanks", " \n ", "names no method"],
    ["no XML", "hello", "not well-formed"],
    ["HTML", "<html></html>", "is no XML-RPC method call"],
    ["an answer", "<methodResponse/>", "is no XML-RPC method call"],
    ["an unclosed call", callWith("m", "a").slice(0, -5), "not well-formed"],
    ["elements closed crosswise", "<methodCall><methodName></methodCall></methodName>", "not well-formed"],
    ["a document type", `<!DOCTYPE methodCall>${callWith("m", "a").slice(21)}`, "document type declaration"],
    [
      "entities of its own",
      '<!DOCTYPE a [<!ENTITY x "xxxx">]><methodCall><methodName>&x;</methodName></methodCall>',
      "document type declaration",
    ],
    ["a declaration inside", inString("<!ELEMENT a>"), "document type declaration"],
    [
      "a document type that is left open",
      `<!DOCTYPE a [${callWith("m", "a").slice(21)}`,
      "document type declaration",
    ],
    ["an unknown entity", inString("&euro;"), "not well-formed"],
    ["an entity named as what objects have", inString("&constructor;"), "not well-formed"],
    ["a lone ampersand", inString("a & b"), "not well-formed"],
    [
      "two methods",
      callWith("m", "a")
        .repeat(2)
        .replace(/<\?xml.*?\?>/g, ""),
      "second <methodCall>",
    ],
    [
      "two names",
      "<methodCall><methodName>a</methodName><methodName>b</methodName></methodCall>",
      "second <methodName>",
    ],
    ["two params lists", "<methodCall><params/><params/></methodCall>", "second <params>"],
    ["no name", "<methodCall><params/></methodCall>", "names no method"],
    ["an empty name", "<methodCall><methodName> </methodName></methodCall>", "names no method"],
    ["text after its end", `${callWith("m", "a")}more`, "not well-formed"],
    [
      "text between elements",
      "<methodCall>x<methodName>m</methodName></methodCall>",
      "has text inside <methodCall>",
    ],
    ["CDATA before the call", "<![CDATA[x]]><methodCall/>", "has text outside of the call"],
    ["text in a nil", callWith("m", "<nil>0</nil>"), "has text inside <nil>"],
    ["text beside a value", callWith("m", "x<int>1</int>"), "text beside a value"],
    ["two values in one", callWith("m", "<int>1</int><int>2</int>"), "two values in one"],
    ["an unknown type", callWith("m", "<float>1</float>"), "has an element <float> inside <value>"],
    ["a value in a value", callWith("m", "<value>a</value>"), "has an element <value> inside <value>"],
    [
      "a param without a value",
      "<methodCall><methodName>m</methodName><params><param/></params></methodCall>",
      "param without a value",
    ],
    [
      "a member without a name",
      callWith("m", "<struct><member><value>a</value></member></struct>"),
      "member without a name",
    ],
    [
      "a member without a value",
      callWith("m", "<struct><member><name>a</name></member></struct>"),
      "<a> without a value",
    ],
    ["33 levels", deep(33), "nested deeper than 32"],
    [
      "more than 10,000 values",
      callWith("m", arrayOf(Array.from({ length: 10_000 }, () => "a"))),
      "more than 10000 values",
    ],
    ["a character reference to none", inString("&#0;"), "not well-formed"],
    ["a reference to half a character", inString("&#xD800;"), "not well-formed"],
    ["a control character", inString("a\u0001b"), "character that XML cannot carry"],
    [
      "a control character in a name",
      callWith("m", "<struct><member><name>\u0002</name><value/></member></struct>"),
      "character that XML cannot carry",
    ],
    ["a non-character", inString("\uffff"), "character that XML cannot carry"],
    ["an attribute that objects have", '<methodCall hasOwnProperty="1" a="2"/>', "not well-formed"],
    [
      "an unknown encoding",
      '<?xml version="1.0" encoding="ebcdic"?><methodCall/>',
      "encoding that is not known",
    ],
    [
      "an encoding named as what objects have",
      '<?xml version="1.0" encoding="constructor"?><methodCall/>',
      "encoding that is not known",
    ],
  ])("%s", (_what, document, sentence) => {
    expect(refusalOf(document)).toContain(sentence);
  });

  it("bytes that are no UTF-8", () => {
    expect(refusalOf(Buffer.concat([bytes("<methodCall>"), Buffer.from([0xc3, 0x28])]))).toContain("encoded");
  });

  it("32 levels and 10,000 values are taken", () => {
    expect(() => readCall(bytes(deep(32)))).not.toThrow();
    expect(read(arrayOf(Array.from({ length: 9_999 }, () => "a")))).toHaveLength(9_999);
  });
});

describe("what goes out is strict", () => {
  it.each<[OutValue, string]>([
    [0, "<int>0</int>"],
    [-2_147_483_648, "<int>-2147483648</int>"],
    [true, "<boolean>1</boolean>"],
    [false, "<boolean>0</boolean>"],
    [null, "<nil/>"],
    ["", "<string></string>"],
    ["a & <b>\r", "<string>a &amp; &lt;b&gt;&#13;</string>"],
    ["a\u0000b\ud800", "<string>a\ufffdb\ufffd</string>"],
    [new DecimalLiteral("10.500000"), "<double>10.5</double>"],
    [new DecimalLiteral("10.000000"), "<double>10.0</double>"],
    [new DecimalLiteral("-0.000001"), "<double>-0.000001</double>"],
    [new DecimalLiteral("100"), "<double>100.0</double>"],
    [new DecimalLiteral("1e-7"), "<double>0.0000001</double>"],
    [new DecimalLiteral("1.25e+21"), "<double>1250000000000000000000.0</double>"],
    [new Date("2026-11-23T20:15:30.999Z"), "<dateTime.iso8601>20261123T20:15:30</dateTime.iso8601>"],
    [new Uint8Array([1, 2, 3]), "<base64>AQID</base64>"],
    [["a", 1], "<array><data><value><string>a</string></value><value><int>1</int></value></data></array>"],
    [{ a: 1, b: undefined }, "<struct><member><name>a</name><value><int>1</int></value></member></struct>"],
  ])("%j is written as %s", (value, xml) => {
    expect(writeValue(value)).toBe(`<value>${xml}</value>`);
  });

  it.each([1.5, 2_147_483_648, -2_147_483_649, Number.NaN])("%d never goes out as an <int>", (value) => {
    expect(() => writeValue(value)).toThrow();
  });

  it("the text of a fault is carried whatever is in it", () => {
    const document = writeFault(400, "a\u0007 <&>\u{1F600}\udc00");
    expect(document).toContain("<string>a\ufffd &lt;&amp;&gt;\u{1F600}\ufffd</string>");
  });
});

describe("what is written is read back the same", () => {
  const carried = fc
    .string({ unit: "binary" })
    .map((text) => text.toWellFormed().replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, "\ufffd"));
  const name = carried.filter((text) => text === text.trim());
  const { value } = fc.letrec<{ value: OutValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
      carried,
      fc.boolean(),
      fc.constant(null),
      fc
        .tuple(fc.integer(), fc.integer({ min: 1, max: 999_999 }))
        .map(
          ([whole, rest]) =>
            new DecimalLiteral(`${whole}.${String(rest).padStart(6, "0").replace(/0+$/, "")}`),
        ),
      fc
        .date({
          min: new Date("0001-01-01T00:00:00Z"),
          max: new Date("9999-12-31T23:59:59Z"),
          noInvalidDate: true,
        })
        .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000)),
      fc.uint8Array().map((array) => new Uint8Array(array)),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: false }),
    ),
  }));

  it("any value, nested as deep as it may be", () => {
    fc.assert(
      fc.property(value, (any) => {
        const inside = writeValue(any).slice("<value>".length, -"</value>".length);
        expect(read(inside)).toEqual(any);
      }),
      { numRuns: 2_000 },
    );
  });

  it("any text, as a string's and as an untagged one", () => {
    fc.assert(
      fc.property(carried, (text) => {
        expect(read(string(text))).toBe(text);
        expect(read(string(text).slice("<string>".length, -"</string>".length))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});
