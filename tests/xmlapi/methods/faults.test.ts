import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, database } from "@/server/database/client";
import { methods } from "@/server/doors/xmlapi/methods";
import { log } from "@/server/ground/log";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { answerOf, faultOf } from "../stage/poster";
import { givenDoor } from "../stage/served";
import { asStruct, callOf, callWith, double, int, nil, type Sent, scalar, string } from "../stage/wire";

givenFreshDatabase();
givenDoor({
  ...methods,
  broken: {
    operation: async () => {
      throw new TypeError("a secret of the inside: relation customers, /srv/trellis");
    },
    meaning: "Fails.",
    parameters: [],
    returns: {},
  },
});
beforeAll(() => {
  provideSettings({ TRUSTED_HOSTS: "127.0.0.1" });
  // failures here are on purpose
  log.level = "silent";
});

const scope = int(1);
const scene = { reseller: 0, sub: 0, name: "", login: "" };
const password = "correct horse battery";

beforeEach(async () => {
  scene.reseller = (await customer()).i_customer;
  scene.name = freshName();
  scene.login = freshName("login");
  const { i_customer } = await customer(scene.reseller, { name: scene.name, web_login: scene.login });
  scene.sub = i_customer;
});

const create = (more: Sent = {}) =>
  callOf("createCustomer", {
    i_wholesaler: scope,
    i_tariff: nil,
    name: string(freshName()),
    web_password: string(password),
    ...more,
  });
const update = (more: Sent) =>
  callOf("updateCustomer", { i_wholesaler: int(scene.reseller), i_customer: int(scene.sub), ...more });
const auth = (word: string, more: Sent = {}) =>
  callOf("authCustomer", { username: string(scene.login), password: string(word), ...more });

describe("a fault", () => {
  it("400 names a parameter that is missing, of the wrong type, or out of bounds", async () => {
    expect(await faultOf(callOf("getCustomerInfo", { i_wholesaler: scope }))).toEqual({
      code: 400,
      text: "Parameter i_customer or name is required",
    });
    expect(await faultOf(create({ max_depth: string("deep") }))).toEqual({
      code: 400,
      text: "Parameter max_depth must be an integer",
    });
    const { code, text } = await faultOf(create({ credit_limit: double("-1") }));
    expect([code, text]).toEqual([400, expect.stringMatching(/^Parameter credit_limit /)]);
  });

  it.each([
    ["is no XML", "hello", "The request is not well-formed XML."],
    [
      "has two params",
      callWith("listCustomers", "<struct/>", "<struct/>"),
      "One parameter is expected, a struct.",
    ],
    ["has no struct", callWith("listCustomers", int(1)), "One parameter is expected, a struct."],
  ])("400 where a call %s", async (_what, body, text) => {
    expect(await faultOf(body)).toEqual({ code: 400, text });
  });

  it("401 is the one answer of authCustomer for a wrong password and an unknown login", async () => {
    const wrong = await faultOf(auth("wrong"));
    expect(wrong).toEqual({ code: 401, text: "Authentication failed" });
    expect(await faultOf(auth(password, { username: string("nobody") }))).toEqual(wrong);
  });

  it("403 tells which right is missing: delegation and depth hold in trusted mode too", async () => {
    const poor = await customer(1, { accounts_mgmt: 1, max_depth: 1 });
    const into = { i_wholesaler: int(poor.i_customer) };
    const bit = await faultOf(create({ ...into, accounts_mgmt: int(3) }));
    expect([bit.code, bit.text]).toEqual([403, expect.stringContaining("accounts_mgmt")]);
    const child = await customer(poor.i_customer, { accounts_mgmt: 0 });
    const depth = await faultOf(create({ i_wholesaler: int(child.i_customer) }));
    expect([depth.code, depth.text]).toEqual([403, expect.stringMatching(/depth|level/i)]);
  });

  it("404 is the same for who does not exist, for who is not below the scope, and, for a change, for the scope's own grandchild", async () => {
    const ask = (i_customer: number) =>
      faultOf(callOf("getCustomerInfo", { i_wholesaler: int(scene.reseller), i_customer: int(i_customer) }));
    const none = await ask(2_147_483_647);
    expect(none.code).toBe(404);
    const neighbour = await customer();
    const grandchild = await customer(scene.sub);
    expect(await ask(neighbour.i_customer)).toEqual(none);
    expect(await ask(1)).toEqual(none);
    const { i_customer } = grandchild;
    const renamed = callOf("updateCustomer", {
      i_wholesaler: int(scene.reseller),
      i_customer: int(i_customer),
      name: "Renamed",
    });
    expect(await faultOf(renamed)).toEqual(none);
  });

  it("404 names a method that is not there, whatever is in its name", async () => {
    for (const name of ["no.such", "constructor", "__proto__", "toString", "system.none", "listcustomers"]) {
      expect(await faultOf(callWith(name))).toEqual({ code: 404, text: `There is no method ${name}.` });
    }
  });

  it("409 is for a name that is taken, and for a customer that is in use", async () => {
    const taken = await faultOf(create({ name: string(scene.name.toUpperCase()) }));
    expect([taken.code, taken.text]).toEqual([409, expect.stringContaining("name")]);
    const used = await faultOf(
      callOf("deleteCustomer", { i_wholesaler: scope, i_customer: int(scene.reseller) }),
    );
    expect(used.code).toBe(409);
  });

  it("410 is a one-time password that was right, and is right once", async () => {
    const answer = await answerOf(callOf("resetCustomerOneTimePassword", { web_login: string(scene.login) }));
    const oneTime = scalar(asStruct(answer).password, "string");
    expect((await faultOf(auth(oneTime))).code).toBe(410);
    expect((await faultOf(auth(oneTime))).code).toBe(401);
  });

  it("429 says when to try again", async () => {
    for (let tries = 0; tries < 5; tries += 1) expect((await faultOf(auth("wrong"))).code).toBe(401);
    await faultOf(auth("wrong"));
    const { code, text } = await faultOf(auth(password));
    expect([code, text]).toEqual([429, expect.stringMatching(/\d/)]);
  });

  it("500 gives a reference to quote, another one each time, and nothing about the inside", async () => {
    const [one, two] = [await faultOf(callWith("broken")), await faultOf(callWith("broken"))];
    for (const { code, text } of [one, two]) {
      expect(code).toBe(500);
      expect(text).toMatch(/^Something went wrong here; quote the reference [0-9a-f]{10}\.$/);
    }
    expect(one.text).not.toBe(two.text);
  });
});

describe("while the database is away", () => {
  const away = { code: 503, text: "The database does not answer; try again." };
  const list = callOf("listCustomers", { i_wholesaler: scope, limit: int(1) });
  afterAll(() => provideSettings({ DATABASE_URL: fresh.applicationUrl }));

  it("each call is answered 503, also one that would be refused, and works again afterwards", async () => {
    await closeDatabase();
    provideSettings({ DATABASE_URL: "postgresql://trellis:none@127.0.0.1:1/none" });
    for (const body of [list, create(), auth("wrong"), callOf("no.such", {})]) {
      expect(await faultOf(body)).toEqual(away);
    }
    await closeDatabase();
    provideSettings({ DATABASE_URL: fresh.applicationUrl });
    expect(asStruct(await answerOf(list)).result).toEqual(["string", "OK"]);
  });

  it("a call whose connection is ended midway is answered 503, and nothing of it is left", async () => {
    // the application's role may end its own connections
    const other = new pg.Client({ connectionString: fresh.applicationUrl });
    await other.connect();
    await other.query("BEGIN");
    await other.query("SELECT 1 FROM customers WHERE i_customer = $1 FOR UPDATE", [scene.sub]);
    const waits = faultOf(update({ city: string("Utopia") }));
    const ending = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    for (let ended = 0; ended === 0; ) ended = (await other.query(ending)).rowCount ?? 0;
    expect(await waits).toEqual(away);
    await other.query("ROLLBACK");
    await other.end();
    const row = await database().customer.findFirstOrThrow({ where: { i_customer: scene.sub } });
    expect(row.city).toBe("");
  });
});

describe("one mistake is told at a time:", () => {
  const wrong = { i_wholesaler: int(2_147_483_647) };

  it("the method before anything", async () => {
    expect((await faultOf(callWith("no.such", "<struct/>", int(1)))).code).toBe(404);
  });

  it("what is required before what is wrong, and the rest in the order of the attributes", async () => {
    const told = async (members: Sent) =>
      (await faultOf(callOf("createCustomer", { ...wrong, ...members }))).text;
    const bad = { max_depth: string("x"), credit_limit: string("x"), description: int(1) };
    expect(await told(bad)).toBe("Parameter i_tariff is required");
    expect(await told({ ...bad, i_tariff: string("x") })).toBe("Parameter name is required");
    expect(await told({ ...bad, i_tariff: string("x"), name: nil })).toBe(
      "Parameter web_password is required",
    );
    const given = { i_tariff: string("x"), name: nil, web_password: int(1) };
    expect(await told({ ...bad, ...given })).toMatch(/^Parameter i_tariff must /);
    expect(await told({ ...bad, ...given, i_tariff: nil })).toMatch(/^Parameter name /);
    const fine = { i_tariff: nil, name: string("n"), web_password: string(password) };
    expect(await told({ ...bad, ...fine })).toMatch(/^Parameter description must /);
    expect(await told({ ...bad, ...fine, description: string("") })).toMatch(/^Parameter credit_limit must /);
  });

  it("the scope before the target, and the target before what needs the database", async () => {
    const weak = { web_password: string("short") };
    const unknown = { i_customer: int(2_147_483_647), ...weak };
    expect((await faultOf(callOf("updateCustomer", { ...wrong, ...unknown }))).code).toBe(403);
    expect((await faultOf(callOf("updateCustomer", { i_wholesaler: scope, ...unknown }))).code).toBe(404);
    const { code, text } = await faultOf(update({ ...weak, name: string(scene.name) }));
    expect([code, text]).toEqual([400, expect.stringContaining("web_password")]);
  });

  it("a password that is too weak before a right that may not be given, and that before a name that is taken", async () => {
    const poor = (await customer(1, { accounts_mgmt: 0 })).i_customer;
    const taken = { i_wholesaler: int(poor), name: string(scene.name) };
    const gift = { ...taken, accounts_mgmt: int(1) };
    expect((await faultOf(create({ ...gift, web_password: string("short") }))).code).toBe(400);
    expect((await faultOf(create(gift))).code).toBe(403);
    expect((await faultOf(create(taken))).code).toBe(409);
  });
});
