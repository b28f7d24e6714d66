import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import xmlrpc from "xmlrpc";
import { provideSettings } from "@/server/ground/settings";
import { givenFreshDatabase } from "../../database/fresh";
import { demand, run, runsWell } from "../../foreign";
import { door, givenDoor } from "../stage/served";
import { withValidator1 } from "./validator1";

givenFreshDatabase();
givenDoor(withValidator1);
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));

/** Calls by npm's `xmlrpc`, which writes and reads values in its own way. */
async function call(method: string, ...params: unknown[]): Promise<unknown> {
  const client = xmlrpc.createClient({ url: door.url });
  return await new Promise((done, fail) => {
    client.methodCall(`validator1.${method}`, params, (error: unknown, value: unknown) => {
      if (error) fail(error);
      else done(value);
    });
  });
}

const stooges = { moe: 3, larry: 5, curly: 7 };

it("arrayOfStructsTest adds up the curlies of an array of structs", async () => {
  expect(await call("arrayOfStructsTest", [stooges, { ...stooges, curly: -4 }, stooges])).toBe(10);
});

it("countTheEntities counts what XML has entities for", async () => {
  expect(await call("countTheEntities", `<<a>&'"''b& &]]>`)).toEqual({
    ctLeftAngleBrackets: 2,
    ctRightAngleBrackets: 2,
    ctAmpersands: 3,
    ctApostrophes: 3,
    ctQuotes: 1,
  });
});

it("easyStructTest adds up three members", async () => {
  expect(await call("easyStructTest", stooges)).toBe(15);
});

it("echoStructTest gives a struct back as it came", async () => {
  const struct = {
    "": "nameless",
    nested: { list: [1, "zwei", [true, {}]], text: " <&> ü 😀\n\t" },
    none: [],
  };
  expect(await call("echoStructTest", struct)).toEqual(struct);
});

it("manyTypesTest gives six types back as an array", async () => {
  const when = new Date(2026, 10, 23, 12, 34, 56);
  const given = [42, true, "text", 3.25, when, Buffer.from([0, 1, 254, 255])];
  const [number, flag, text, double, date, bytes] = (await call("manyTypesTest", ...given)) as unknown[];
  expect([number, flag, text, double]).toEqual([42, true, "text", 3.25]);
  expect(date).toBeInstanceOf(Date);
  expect(bytes).toEqual(Buffer.from([0, 1, 254, 255]));
});

it("moderateSizeArrayCheck joins the first and the last of 100 to 200 texts", async () => {
  const list = Array.from({ length: 150 }, (_, index) => `text ${index}`);
  expect(await call("moderateSizeArrayCheck", list)).toBe("text 0text 149");
});

it("nestedStructTest finds a day in a calendar of structs", async () => {
  const day = { moe: 1, larry: 2, curly: 4 };
  const years = { 1999: {}, 2000: { "03": {}, "04": { "01": day, "02": stooges } } };
  expect(await call("nestedStructTest", years)).toBe(7);
});

it("simpleStructReturnTest gives three multiples", async () => {
  expect(await call("simpleStructReturnTest", -7)).toEqual({
    times10: -70,
    times100: -700,
    times1000: -7000,
  });
});

it("Python's xmlrpc.client finds all eight answered as the suite expects, in exactly its types", async ({
  skip,
}) => {
  const isThere = runsWell("python3", "--version");
  demand({ what: "Python", isThere, packages: "python3" }, skip);
  const { said, complained } = await run("python3", ["tests/xmlapi/clients/validator1.py"], {
    URL: door.url,
  });
  expect(complained).toBe("");
  expect(JSON.parse(said)).toEqual([]);
});

describe("C's `xmlrpc`, which sends scalars alone,", () => {
  // it has no harmless option: without any it complains, but then it is there
  const isThere = spawnSync("xmlrpc").error === undefined;

  it.for([
    [
      ["simpleStructReturnTest", "i/7"],
      ["'times10'", "Integer: 70", "'times1000'", "Integer: 7000"],
    ],
    [
      ["countTheEntities", "s/<a> && b"],
      ["'ctAmpersands'", "Integer: 2"],
    ],
    [["echoStructTest", "n/"], ["Nil"]],
    [
      ["manyTypesTest", "i/42", "b/true", "s/text", "d/3.25", "h/00fe", "I/7"],
      ["Integer: 42", "Boolean: TRUE", "String: 'text'", "Point: 3.25", "Bit string: 00fe", "Integer: 7"],
    ],
  ] as const)("calls %s", async ([[method, ...parameters], expected], { skip }) => {
    demand({ what: "C's xmlrpc", isThere, packages: "xmlrpc-api-utils" }, skip);
    const { said, complained } = await run("xmlrpc", [door.url, `validator1.${method}`, ...parameters]);
    expect(complained).toBe("");
    for (const line of expected) expect(said).toContain(line);
  });
});
