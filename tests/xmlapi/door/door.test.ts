import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { methods } from "@/server/doors/xmlapi/methods";
import { provideSettings } from "@/server/ground/settings";
import { actorOf, customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { answerOf, faultOf } from "../stage/poster";
import { givenDoor } from "../stage/served";
import {
  asArray,
  asStruct,
  callOf,
  callWith,
  double,
  int,
  nil,
  type Sent,
  scalar,
  string,
} from "../stage/wire";

givenFreshDatabase();
givenDoor();
beforeAll(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1" }));

const scene = { reseller: 0, sub: 0, name: "", login: "" };
const password = "correct horse battery";

beforeEach(async () => {
  scene.reseller = (await customer()).i_customer;
  scene.name = freshName();
  scene.login = freshName("login");
  const { i_customer } = await customer(scene.reseller, { name: scene.name, web_login: scene.login });
  scene.sub = i_customer;
});

const update = (more: Sent) =>
  callOf("updateCustomer", { i_wholesaler: int(scene.reseller), i_customer: int(scene.sub), ...more });
const auth = (word: string, more: Sent = {}) =>
  callOf("authCustomer", { username: string(scene.login), password: string(word), ...more });

describe("i_wholesaler, asked by a trusted host,", () => {
  const all = Object.entries(methods);
  const takesIt = all.filter(([, { parameters }]) => parameters.some(({ name }) => name === "i_wholesaler"));
  const ignoresIt = all.filter((entry) => !takesIt.includes(entry));

  it.each(takesIt)("is required by %s before anything else", async (method) => {
    const required = { code: 400, text: "Parameter i_wholesaler is required" };
    for (const members of [{}, { i_wholesaler: nil }, { i_wholesaler: string("") }]) {
      expect(await faultOf(callOf(method, members))).toEqual(required);
    }
    expect(await faultOf(callWith(method))).toEqual(required);
  });

  it.each(takesIt)("is a number for %s, and one that exists", async (method) => {
    for (const wrong of [string("x"), double("1.5"), "<struct/>"]) {
      expect(await faultOf(callOf(method, { i_wholesaler: wrong }))).toEqual({
        code: 400,
        text: "Parameter i_wholesaler must be an integer",
      });
    }
  });

  it("that is nobody's is 403 after the shape of the rest, before the target", async () => {
    const outside = { code: 403, text: "Parameter i_wholesaler is out of your scope" };
    for (const nobody of [int(2_147_483_647), int(0), int(-1), "<i8>99999999999</i8>", double("1e3")]) {
      const members = { i_wholesaler: nobody, i_customer: int(scene.sub) };
      expect(await faultOf(callOf("getCustomerInfo", members))).toEqual(outside);
      expect((await faultOf(callOf("getCustomerInfo", { ...members, i_customer: string("x") }))).code).toBe(
        400,
      );
    }
  });

  it("may be written as a string or a whole double", async () => {
    for (const one of [int(1), "1", string(" 1 "), double("1.0"), "<i4>1</i4>", "<i8>1</i8>"]) {
      expect(asStruct(await answerOf(callOf("listCustomers", { i_wholesaler: one, limit: int(0) })))).toEqual(
        {
          result: ["string", "OK"],
          customers: [],
        },
      );
    }
  });

  it("is ignored by those that take none, whatever it is", async () => {
    expect(ignoresIt.map(([name]) => name).sort()).toEqual([
      "authCustomer",
      "getDictionary",
      // jobs are those that the caller's own people and programs began
      "getJobInfo",
      "listJobs",
      "resetCustomerOneTimePassword",
      "stopJob",
      "validatePassword",
    ]);
    for (const wrong of [int(99), nil, string("x"), "<array><data/></array>"]) {
      const more = { i_wholesaler: wrong };
      expect(scalar(asStruct(await answerOf(auth(password, more))).i_customer, "int")).toBe(
        String(scene.sub),
      );
      const { dictionary } = asStruct(
        await answerOf(callOf("getDictionary", { ...more, name: string("export_types") })),
      );
      expect(Object.keys(asStruct(dictionary))).toHaveLength(2);
      const { valid } = asStruct(
        await answerOf(callOf("validatePassword", { ...more, password: string(password) })),
      );
      expect(valid).toEqual(["boolean", "1"]);
      await answerOf(callOf("resetCustomerOneTimePassword", { ...more, web_login: string(scene.login) }));
    }
  });
});

describe("what a method does not know", () => {
  it("is ignored, whatever it is called and whatever it holds", async () => {
    const strays = {
      stray: "<array><data><value><struct/></value></data></array>",
      __proto__x: string("x"),
      constructor: int(1),
      toString: nil,
      result: string("ERROR"),
      path: string("1/"),
      blocked: "<boolean>1</boolean>",
      base_currency: string("XXX"),
      i_web_user: int(1),
    };
    const polluted = `${update({ ...strays, city: string("Utopia") })}`.replace(
      "<member><name>__proto__x",
      "<member><name>__proto__</name><value><struct/></value></member><member><name>__proto__x",
    );
    expect(await answerOf(polluted)).toEqual({ result: ["string", "OK"] });
    const row = await database().customer.findFirstOrThrow({ where: { i_customer: scene.sub } });
    expect([row.city, row.base_currency]).toEqual(["Utopia", "USD"]);
  });

  it("does not count as an attribute to change", async () => {
    expect(await faultOf(update({ stray: int(1), shown: "<struct/>" }))).toEqual({
      code: 400,
      text: "At least one attribute is required",
    });
  });

  it("among it what the program's own pages send: a client's has no effect", async () => {
    const inside = { after: int(2_147_483_000), cursor: string("x"), continues: "<boolean>1</boolean>" };
    const list = asStruct(
      await answerOf(callOf("listCustomers", { i_wholesaler: int(scene.reseller), ...inside })),
    );
    expect(asArray(list.customers)).toHaveLength(1);
    const shown = "<struct><member><name>city</name><value>Elsewhere</value></member></struct>";
    expect(await answerOf(update({ shown, city: string("Utopia") }))).toEqual({ result: ["string", "OK"] });
    const neighbour = await actorOf((await customer()).i_customer);
    const parentOf = {
      i_customer: int(scene.sub),
      parentOf: int(scene.sub),
      i_wholesaler: int(neighbour.i_customer),
    };
    expect((await faultOf(callOf("getCustomerInfo", parentOf))).code).toBe(404);
  });
});
