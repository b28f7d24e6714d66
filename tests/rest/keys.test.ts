import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { admitByKey } from "@/server/doors/rest/admit";
import { noted, writeLastCalls } from "@/server/programs/last-calls";
import { customer, refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

let actor: Actor;

beforeAll(async () => {
  actor = (await customer()).actor;
});

describe("a program that calls with a key", () => {
  it("narrows it by PATCH, is answered with what it then is, and may no more at once; nor may it wider again", async () => {
    const key = await keyOf(actor, { customers: "write", money: "read" });
    const narrowed = await ask("PATCH", "/keys/self", {
      key,
      body: { name: "Less", areas: { customers: "read" } },
    });
    expect([narrowed.status, narrowed.body.name, narrowed.body.areas]).toEqual([
      200,
      "Less",
      { customers: "read", money: "read" },
    ]);
    const write = await ask("POST", "/customers", { key, body: { name: "x" } });
    expect([write.status, write.body.key]).toEqual([403, "key_area"]);
    expect((await ask("GET", "/customers?limit=1", { key })).status).toBe(200);
    const wider = await ask("PATCH", "/keys/self", { key, body: { areas: { customers: "write" } } });
    expect([wider.status, wider.body.key, wider.body.attribute]).toEqual([403, "key_wider", "areas"]);
    const unknown = await ask("PATCH", "/keys/self", { key, body: { areas: { everything: "read" } } });
    expect([unknown.status, unknown.body.key]).toEqual([400, "unknown_parameter"]);
  });

  it("is not taken from elsewhere once it has shut itself in", async () => {
    const key = await keyOf(actor, { customers: "read" });
    const shut = { networks: ["203.0.113.0/24"] };
    await ask("PATCH", "/keys/self", { key, body: shut });
    expect((await ask("GET", "/me", { key })).status).toBe(401);
  });
});

describe("wrong keys", () => {
  const send = async (address: string) => {
    const caller = { address, forwarded: false, protocol: "https" } as const;
    return await refusalOf(admitByKey({ authorization: "Bearer trk_guessed", host: "localhost" }, caller));
  };

  it("from any of the addresses that one subscriber has of IPv6 are counted together, and a neighbour's apart", async () => {
    for (let host = 1; host <= 30; host += 1)
      expect((await send(`2001:db8:7:1::${host.toString(16)}`)).code).toBe(401);
    expect((await send("2001:db8:7:1:ffff::1")).code).toBe(429);
    expect((await send("2001:db8:7:2::1")).code).toBe(401);
  });

  it("from addresses of IPv4 are counted by address, since each may be somebody else's", async () => {
    for (let times = 0; times < 30; times += 1) await send("198.51.100.7");
    expect((await send("198.51.100.7")).code).toBe(429);
    expect((await send("198.51.100.8")).code).toBe(401);
  });
});

describe("the last calls over REST", () => {
  it("tell by which door and with which key each came, and those of one door or key where that is asked for", async () => {
    const key = await keyOf(actor, { own: "read" });
    const other = await keyOf(actor, { own: "read" });
    for (const one of [key, other]) await ask("GET", "/me", { key: one });
    await noted({ ...actor, door: "api" }, { door: "api", method: "listCustomers" }, async () => {});
    await writeLastCalls();
    const { body } = await ask("GET", "/keys/self", { key });
    const listed = async (query: string) => {
      const { body: page } = await ask("GET", `/api-calls?${query}`, { key });
      return page.data as { method: string; door: string; key_prefix: string | null }[];
    };
    const all = await listed("");
    expect(all.map(({ door }) => door)).toContain("api");
    const own = await listed(`i_key=${body.i_key}`);
    expect(own.map(({ method, door, key_prefix }) => [method, door, key_prefix])).toContainEqual([
      "getOwnStanding",
      "rest",
      body.prefix,
    ]);
    expect(new Set(own.map(({ key_prefix }) => key_prefix))).toEqual(new Set([body.prefix]));
    expect((await listed("door=api")).map(({ method, key_prefix }) => [method, key_prefix])).toEqual([
      ["listCustomers", null],
    ]);
    expect((await ask("GET", "/api-calls?door=web", { key })).body.attribute).toBe("door");
    // a question that would be refused is no fault of ours, and no call
    const asked = await ask("PATCH", "/customers/self?dry_run=1", { key, body: { city: "Oslo" } });
    await writeLastCalls();
    const { calls } = await operations.listApiCalls(actor, { i_key: Number(body.i_key) });
    expect(calls[0]).toMatchObject({ method: "updateOwnData (dry_run)", fault_code: asked.status });
    expect(asked.status).toBe(403);
    const neighbour = await customer();
    await writeLastCalls();
    const theirs = await operations.listApiCalls(neighbour.actor, { i_key: Number(body.i_key) });
    expect(theirs.calls).toEqual([]);
  });
});

it.each(["010.0.0.0/8", "10.1.2.3/8", "127.1"])(
  "a key is not bound to %s, which can be read in two ways",
  async (network) => {
    const key = await keyOf(actor, { customers: "read" });
    const { status, body } = await ask("PATCH", "/keys/self", {
      key,
      body: { networks: ["127.0.0.1", network] },
    });
    expect([status, body.attribute, body.key]).toEqual([400, "networks", "no_network"]);
  },
);
