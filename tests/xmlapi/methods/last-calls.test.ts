import { afterAll, describe, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { ReplayedCall } from "@/server/operation/replayed-call";
import { noted, sweepLastCalls, writeLastCalls } from "@/server/programs/last-calls";
import { actorOf, customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { ApiClient } from "../stage/api-client";
import { door, givenDoor } from "../stage/served";

givenFreshDatabase();
givenDoor();

const { getApiStanding, listApiCalls, updateCustomer, updateOwnData } = operations;
const password = "correct horse api";
const clients: ApiClient[] = [];
afterAll(() => {
  for (const client of clients) client.close();
});

async function caller() {
  const name = freshName("caller");
  const { i_customer, actor } = await customer(1, { web_login: name, api_password: password });
  return { i_customer, actor, client: clientOf({ name, password }) };
}

function clientOf(login: { name: string; password: string } | null): ApiClient {
  const client = new ApiClient(door.port, login);
  clients.push(client);
  return client;
}

function callOf(method: string, members = ""): string {
  return `<methodCall><methodName>${method}</methodName><params><param><value><struct>${members}</struct></value></param></params></methodCall>`;
}

async function lastOf(actor: Awaited<ReturnType<typeof actorOf>>) {
  await writeLastCalls();
  return (await listApiCalls(actor, {})).calls;
}

describe("the last calls", () => {
  it("are told to the customer that made them: method, outcome, time and address, the newest first", async () => {
    const { actor, client } = await caller();
    await client.call(callOf("listCustomers"));
    await client.call(callOf("deleteCustomer", member("i_customer", 999_999))).catch(() => null);
    await client.call(callOf("dropAllTables")).catch(() => null);
    const calls = await lastOf(actor);
    expect(calls.map(({ method, fault_code, address }) => [method, fault_code, address])).toEqual([
      ["dropAllTables", 404, "127.0.0.1"],
      ["deleteCustomer", 404, "127.0.0.1"],
      ["listCustomers", null, "127.0.0.1"],
    ]);
    for (const { at } of calls) expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
  });

  it("hold nothing of what was called with", async () => {
    const { i_customer, actor, client } = await caller();
    await client
      .call(callOf("authCustomer", `${member("username", "somebody")}${member("password", "a secret word")}`))
      .catch(() => null);
    expect(await lastOf(actor)).toHaveLength(1);
    const rows = await database().$queryRaw`SELECT * FROM api_calls WHERE i_customer = ${i_customer}`;
    expect(JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? `${value}` : value))).not.toMatch(
      /somebody|a secret word/,
    );
  });

  it("are nobody else's: not the provider's, not a neighbour's", async () => {
    const { client } = await caller();
    const neighbour = await caller();
    const root = await actorOf(1);
    const before = await lastOf(root);
    await client.call(callOf("listCustomers"));
    expect(await lastOf(neighbour.actor)).toEqual([]);
    expect(await lastOf(root)).toEqual(before);
  });

  it("of trusted hosts are root's", async () => {
    const root = await actorOf(1);
    provideSettings({ TRUSTED_HOSTS: "127.0.0.1" });
    await clientOf(null).call(callOf("listCustomers", member("i_wholesaler", 1)));
    provideSettings({ TRUSTED_HOSTS: "" });
    expect((await lastOf(root))[0]).toMatchObject({ method: "listCustomers", fault_code: null });
  });

  it("name each call of a multicall with its own outcome", async () => {
    const { actor, client } = await caller();
    const inner = (method: string) =>
      `<value><struct><member><name>methodName</name><value>${method}</value></member><member><name>params</name><value><array><data/></array></value></member></struct></value>`;
    await client.call(
      `<methodCall><methodName>system.multicall</methodName><params><param><value><array><data>${inner("listCustomers")}${inner("deleteCustomer")}</data></array></value></param></params></methodCall>`,
    );
    expect((await lastOf(actor)).map(({ method, fault_code }) => [method, fault_code])).toEqual([
      ["system.multicall", null],
      ["deleteCustomer", 400],
      ["listCustomers", null],
    ]);
  });

  it("leave out one whose header was used before: the client is asked to call once more", async () => {
    const { actor } = await caller();
    const replayed = noted(actor, { door: "api", method: "createCustomer" }, async () => {
      throw new ReplayedCall();
    });
    await expect(replayed).rejects.toThrow(ReplayedCall);
    expect(await lastOf(actor)).toEqual([]);
  });

  it("are the newest 50 of each customer through each door and with each key, and none is older than a week", async () => {
    const { i_customer, actor, client } = await caller();
    const old = { i_customer: 1, at: new Date(Date.now() - 8 * 86_400_000), method: "old", ms: 1 };
    await database().apiCall.create({ data: old });
    expect((await listApiCalls(await actorOf(1), {})).calls.map(({ method }) => method)).not.toContain("old");
    const earlier = Array.from({ length: 60 }, (_, place) => ({
      i_customer,
      at: new Date(),
      method: `m${place}`,
      ms: 1,
    }));
    await database().apiCall.createMany({ data: earlier });
    const others = [{ door: "bridge" }, { door: "rest", i_key: 1 }, { door: "rest", i_key: 2 }];
    await database().apiCall.createMany({
      data: others.map((other) => ({ i_customer, at: new Date(), method: "other", ms: 1, ...other })),
    });
    await client.call(callOf("listCustomers"));
    const calls = await lastOf(actor);
    await sweepLastCalls();
    expect(calls).toHaveLength(20);
    const left = await database().apiCall.findMany({
      where: { i_customer, method: { not: "other" } },
      orderBy: { i_api_call: "asc" },
    });
    expect([left.length, left[0]?.method, left.at(-1)?.method]).toEqual([50, "m11", "listCustomers"]);
    expect(await database().apiCall.count({ where: { method: "other" } })).toBe(3);
    expect(await database().apiCall.count({ where: { method: "old" } })).toBe(0);
  });
});

describe("how one stands with the API", () => {
  it("says whose API password it is: one's own, the provider's, or nobody's since the login was changed", async () => {
    const { i_customer, actor } = await customer(1, { api_password: password });
    const standing = async () => (await getApiStanding(actor, {})).password;
    expect(await standing()).toBe("provider");
    await updateOwnData(actor, { api_password: "chosen by its owner" });
    expect(await standing()).toBe("own");
    const web_login = freshName("renamed");
    await updateCustomer(await actorOf(1), { i_customer, web_login });
    expect(await getApiStanding(actor, {})).toMatchObject({ login: web_login, password: null });
  });

  it("tells both switches: one's own, and whether the provider may manage API access, whoever above lacks that", async () => {
    const parent = await customer(1);
    const { actor } = await customer(parent.i_customer, { api_access: 0 });
    const root = await actorOf(1);
    expect(await getApiStanding(actor, {})).toMatchObject({ own: false, provider: true });
    await updateCustomer(root, { i_customer: parent.i_customer, api_mgmt: 0 });
    expect(await getApiStanding(actor, {})).toMatchObject({ own: false, provider: false });
    expect(await getApiStanding(root, {})).toMatchObject({ own: true, provider: null });
  });
});

function member(name: string, value: string | number): string {
  return `<member><name>${name}</name><value>${typeof value === "number" ? `<int>${value}</int>` : value}</value></member>`;
}
