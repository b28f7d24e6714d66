import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { methods } from "@/server/doors/xmlapi/methods";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { answerOf, faultOf } from "../stage/poster";
import { givenDoor } from "../stage/served";
import {
  arrayOf,
  asArray,
  asStruct,
  callWith,
  int,
  nil,
  type Seen,
  type SeenStruct,
  type Sent,
  scalar,
  string,
  structOf,
} from "../stage/wire";

givenFreshDatabase();
const long = "x".repeat(1_000_000);
const done = { long: 0 };
givenDoor({
  ...methods,
  long: {
    operation: async () => {
      done.long += 1;
      return { text: long };
    },
    meaning: "Answers at length.",
    parameters: [],
    returns: { text: "string" },
  },
});
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));

let reseller = 0;
beforeEach(async () => {
  reseller = (await customer()).i_customer;
});

const inner = (method: string, members?: Sent) =>
  structOf({
    methodName: string(method),
    params: arrayOf(members === undefined ? [] : [structOf(members)]),
  });
const create = (name: string, more: Sent = {}) =>
  inner("createCustomer", {
    i_wholesaler: int(reseller),
    i_tariff: nil,
    name: string(name),
    web_password: string("correct horse battery"),
    ...more,
  });
const info = (name: string) => inner("getCustomerInfo", { i_wholesaler: int(reseller), name: string(name) });
const remove = (i_customer: number) =>
  inner("deleteCustomer", { i_wholesaler: int(reseller), i_customer: int(i_customer) });

/** The outcome of each call: the struct of its answer, or its fault's code. */
async function results(calls: readonly string[]): Promise<Result[]> {
  const answer = asArray(await answerOf(callWith("system.multicall", arrayOf(calls))));
  return answer.map((result): Result => {
    if (!Array.isArray(result)) return Number(scalar(asStruct(result).faultCode, "int"));
    expect(result).toHaveLength(1);
    const [one] = asArray(result);
    if (one === undefined) throw new Error("an answer has a value");
    return one;
  });
}

type Result = Seen | number;

/** The struct of an answer. @throws if it is a fault */
function answered(result: Result | undefined): SeenStruct {
  if (typeof result === "number") throw new Error(`fault ${result}`);
  return asStruct(result);
}

describe("a multicall", () => {
  it("performs one call after the other, in their order: each sees what the one before did", async () => {
    const name = freshName();
    const [absent, created, read] = await results([info(name), create(name), info(name)]);
    expect(absent).toBe(404);
    const { i_customer } = answered(created);
    expect(asStruct(answered(read).customer).i_customer).toEqual(i_customer);
    const [gone, after, none] = await results([
      remove(Number(scalar(i_customer, "int"))),
      create(name),
      inner("listCustomers", { i_wholesaler: int(reseller), limit: int(0) }),
    ]);
    expect(gone).toEqual({ result: ["string", "OK"] });
    expect(answered(after).result).toEqual(["string", "OK"]);
    expect(none).toEqual({ result: ["string", "OK"], customers: [] });
  });

  it("gives each call its own fault and its own transaction: what failed takes nothing of the others with it", async () => {
    const [first, second] = [freshName(), freshName()];
    const seen = await results([
      create(first),
      create(first),
      create(freshName(), { max_depth: string("x") }),
      inner("no.such"),
      inner("createCustomer"),
      create(second),
    ]);
    expect(seen.map((result) => (typeof result === "number" ? result : "OK"))).toEqual([
      "OK",
      409,
      400,
      404,
      400,
      "OK",
    ]);
    const rows = await database().customer.findMany({ where: { i_wholesaler: reseller } });
    expect(rows.map(({ name }) => name).sort()).toEqual([first, second].sort());
  });

  it("names the parameter in an inner fault too", async () => {
    const [result] = asArray(
      await answerOf(callWith("system.multicall", arrayOf([create("n", { max_depth: string("x") })]))),
    );
    expect(result).toEqual({
      faultCode: ["int", "400"],
      faultString: ["string", "Parameter max_depth must be an integer"],
    });
  });

  it("has no multicall within, and the other system.* methods", async () => {
    expect(
      await results([
        inner("system.multicall"),
        structOf({ methodName: string("system.multicall"), params: arrayOf([arrayOf([inner("long")])]) }),
        structOf({ methodName: string("system.methodHelp"), params: arrayOf([string("system.multicall")]) }),
      ]),
    ).toEqual([400, 400, ["string", expect.stringContaining("one after the other")]]);
  });

  it.each([
    ["no struct", int(1)],
    ["an array", arrayOf([string("listCustomers")])],
    ["no methodName", structOf({ params: arrayOf([]) })],
    ["a methodName that is no string", structOf({ methodName: int(1), params: arrayOf([]) })],
    ["params that are no array", structOf({ methodName: string("long"), params: structOf({}) })],
    ["params that are nil", structOf({ methodName: string("long"), params: nil })],
    [
      "two params",
      structOf({ methodName: string("listCustomers"), params: arrayOf([structOf({}), structOf({})]) }),
    ],
  ])("with a call that is %s gives that one a fault, and the next its answer", async (_what, call) => {
    const [wrong, right] = await results([call, inner("system.getCapabilities")]);
    expect(wrong).toBe(400);
    expect(answered(right)).toHaveProperty("xmlrpc");
  });

  it("may leave the params out", async () => {
    const [names] = await results([structOf({ methodName: string("system.listMethods") })]);
    expect(typeof names === "number" ? [] : asArray(names)).toContainEqual(["string", "createCustomer"]);
  });

  it.each([
    ["nothing", []],
    ["a struct", [structOf({})]],
    ["two arrays", [arrayOf([]), arrayOf([])]],
  ])("of %s is a fault", async (_what, params) => {
    expect((await faultOf(callWith("system.multicall", ...params))).code).toBe(400);
  });

  it("of no calls gives no answers", async () => {
    expect(await results([])).toEqual([]);
  });

  it("has at most 1,000 calls; with one more none is performed", async () => {
    const calls = Array.from({ length: 1_000 }, () => inner("system.getCapabilities"));
    expect(await results(calls)).toHaveLength(1_000);
    const name = freshName();
    const fault = await faultOf(callWith("system.multicall", arrayOf([create(name), ...calls])));
    expect(fault).toEqual({ code: 400, text: "A multicall has at most 1000 calls." });
    expect(await database().customer.count({ where: { name } })).toBe(0);
  });

  it("whose answers grow too long performs no more of them, and says so", async () => {
    done.long = 0;
    const seen = await results(Array.from({ length: 40 }, () => inner("long")));
    const answered = seen.filter((result) => typeof result !== "number").length;
    expect(answered).toBeLessThan(20);
    expect(done.long).toBe(answered);
    expect(seen.slice(answered)).toEqual(Array.from({ length: 40 - answered }, () => 400));
  });
});

describe("the methods about methods", () => {
  it("list all of them, each with its help and its signature", async () => {
    const names = asArray(await answerOf(callWith("system.listMethods"))).map((name) =>
      scalar(name, "string"),
    );
    expect(names).toEqual([...names].sort());
    for (const name of [...Object.keys(methods), "system.multicall", "system.listMethods"]) {
      expect(names).toContain(name);
    }
    for (const name of names) {
      expect(scalar(await answerOf(callWith("system.methodHelp", string(name))), "string")).not.toBe("");
      const signatures = asArray(await answerOf(callWith("system.methodSignature", string(name))));
      expect(signatures.length).toBeGreaterThan(0);
      for (const signature of signatures) expect(asArray(signature).length).toBeGreaterThan(0);
    }
  });

  it("tell of each method its parameters and what it returns", async () => {
    for (const [name, { parameters, returns }] of Object.entries(methods)) {
      const help = scalar(await answerOf(callWith("system.methodHelp", string(name))), "string");
      for (const { name: parameter } of parameters) expect(help).toContain(`  ${parameter} (`);
      for (const member of Object.keys(returns)) expect(help).toContain(`  ${member} (`);
    }
  });

  it("refuse a name that is not there with 404, and what is no name with 400", async () => {
    for (const method of ["system.methodHelp", "system.methodSignature"]) {
      for (const name of ["no.such", "constructor", ""]) {
        expect((await faultOf(callWith(method, string(name)))).code).toBe(404);
      }
      expect((await faultOf(callWith(method))).code).toBe(400);
      expect((await faultOf(callWith(method, int(1)))).code).toBe(400);
    }
  });

  it("tell that nil is understood", async () => {
    const capabilities = asStruct(await answerOf(callWith("system.getCapabilities")));
    expect(Object.keys(capabilities).sort()).toEqual(["introspection", "nil", "xmlrpc"]);
    for (const capability of Object.values(capabilities)) {
      expect(scalar(asStruct(capability).specUrl, "string")).toMatch(/^http/);
      expect(Number(scalar(asStruct(capability).specVersion, "int"))).toBeGreaterThan(0);
    }
  });
});
