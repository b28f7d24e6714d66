import fc from "fast-check";
import { expect, it } from "vitest";
import { readCall } from "@/server/doors/xmlapi/codec/read-call";
import { readPlainCall } from "@/server/doors/xmlapi/codec/read-plain-call";

const usual =
  '<?xml version="1.0"?>\n<methodCall><methodName>updateCustomer</methodName><params><param><value><struct>' +
  "<member><name>i_customer</name><value><int>17</int></value></member>" +
  "<member><name>city</name><value>Reykjavík</value></member>" +
  "<member><name>i_tariff</name><value><nil/></value></member>" +
  "<member><name>list</name><value><array><data><value><double>1.50</double></value><value/></data></array></value></member>" +
  "</struct></value></param></params></methodCall>\n";

/** What reading comes to; the parser of all of XML reads it if there is a comment. */
function outcome(text: string): unknown {
  try {
    return readCall(Buffer.from(text, "utf8"));
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

const withComment = (text: string) => text.replace(/^(<\?xml[^>]*\?>)?/, "$1<!-- -->");

it("a call as programs spell it is read without the parser of all of XML", () => {
  expect(readPlainCall(usual)).toEqual(outcome(withComment(usual)));
  expect(readPlainCall(withComment(usual))).toBeNull();
});

const pieces = [
  ...usual.split(/(?<=>)|(?=<)/),
  "<value>",
  "</value>",
  "<string>",
  "</string>",
  "<int>",
  "</int>",
  "<nil/>",
  "<ex:nil/>",
  "<value >",
  "<a b='c'>",
  "&amp;",
  "&",
  ">",
  "]]>",
  "<![CDATA[x]]>",
  "<!DOCTYPE a>",
  "<?xml version='1.0'?>",
  "text",
  " ",
  "\r\n",
  "😀",
  "\u0001",
  "x".repeat(2_000),
];

it("whatever comes, both ways read the same, or refuse it with the same words", () => {
  let plain = 0;
  const change = fc.record({
    at: fc.nat({ max: pieces.length }),
    drop: fc.nat({ max: 3 }),
    put: fc.array(fc.constantFrom(...pieces), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
      const all = usual.split(/(?<=>)|(?=<)/);
      for (const { at, drop, put } of changes) all.splice(at, drop, ...put);
      const text = all.join("");
      if (outcome(text) !== outcome(withComment(text)))
        expect(outcome(text)).toEqual(outcome(withComment(text)));
      try {
        if (readPlainCall(text) !== null) plain += 1;
      } catch {
        plain += 1;
      }
    }),
    { numRuns: 2_000 },
  );
  expect(plain).toBeGreaterThan(200);
});
