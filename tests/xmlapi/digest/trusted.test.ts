import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { admit } from "@/server/doors/xmlapi/admit";
import { methods } from "@/server/doors/xmlapi/methods";
import { callerOf, overwriteForwarding } from "@/server/ground/network/caller";
import { provideSettings, settings } from "@/server/ground/settings";
import { actorOf, customer, freshName, refusalOf, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { authorization } from "../stage/digest-client";

givenFreshDatabase();

const open: Server[] = [];
let served = 0;

/** Answers with who is calling, as text. */
beforeAll(async () => {
  served = await listen(
    createServer(async (request, response) => {
      const caller = callerOf(request, settings().trustedProxies);
      overwriteForwarding(request, caller);
      const { headers, method = "", url = "" } = request;
      const admission = await admit({ method, url, headers, caller });
      const { actor } = admission.kind === "actor" ? admission : { actor: null };
      response.end(actor ? `${actor.door} ${actor.i_customer} ${actor.address}` : admission.kind);
    }),
  );
});
afterAll(() => {
  for (const server of open) server.close();
});
beforeEach(() => provideSettings({ TRUSTED_HOSTS: "127.0.0.1", TRUSTED_PROXIES: "" }));

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  open.push(server);
  return (server.address() as AddressInfo).port;
}

type From = { readonly from?: string; readonly headers?: IncomingHttpHeaders; readonly port?: number };

async function post({ from = "127.0.0.1", headers = {}, port = served }: From = {}): Promise<string> {
  return await new Promise((done, fail) => {
    const to = {
      host: "127.0.0.1",
      port,
      localAddress: from,
      method: "POST",
      path: "/xmlapi/xmlapi",
      headers,
    };
    const sent = httpRequest({ ...to, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => done(text));
    });
    sent.on("error", fail).end("<methodCall/>");
  });
}

/** A small real proxy: forwards what it gets, with the headers that the test gives. */
async function proxy(says: (client: string) => IncomingHttpHeaders, from = "127.0.0.1"): Promise<number> {
  return await listen(
    createServer(async (request, response) => {
      const client = request.socket.remoteAddress ?? "";
      const {
        host: _host,
        connection: _connection,
        "transfer-encoding": _coding,
        ...headers
      } = request.headers;
      response.end(await post({ from, headers: { ...headers, ...says(client) } }));
    }),
  );
}

const root = "trusted 1 127.0.0.1";

describe("a trusted host", () => {
  it("without credentials is root's administrator, and nobody else is", async () => {
    expect(await post()).toBe(root);
    expect(await post({ from: "127.0.0.2" })).toBe("challenge");
  });

  it("is found by its network too; nobody is where none is set", async () => {
    provideSettings({ TRUSTED_HOSTS: "::ffff:127.0.0.2, 192.0.2.0/24" });
    expect(await post({ from: "127.0.0.2" })).toBe("trusted 1 127.0.0.2");
    expect(await post()).toBe("challenge");
    provideSettings({ TRUSTED_HOSTS: "" });
    expect(await post()).toBe("challenge");
  });

  it("acts for nobody in person, and uses nothing up", async () => {
    const caller = { address: "127.0.0.1", forwarded: false, protocol: "http" } as const;
    const admission = await admit({ method: "POST", url: "/xmlapi/xmlapi", headers: {}, caller });
    expect(admission).toEqual({
      kind: "actor",
      actor: {
        door: "trusted",
        i_customer: 1,
        i_web_user: null,
        login: null,
        access_level: "ADMINISTRATOR",
        address: "127.0.0.1",
      },
    });
  });

  it("that sends credentials is who they say, and challenged where they are wrong", async () => {
    for (const sent of ["Basic cm9vdDpyb290", "Digest nonsense", ""])
      expect(await post({ headers: { authorization: sent } })).toBe("challenge");
    const wrong = authorization({ username: "ssp-root", password: "wrong" }, { nonce: "invented" });
    expect(await post({ headers: { authorization: wrong } })).toBe("challenge");
  });

  it("is not one where a web page in its browser asks", async () => {
    for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }])
      expect(await post({ headers })).toBe("browser");
  });
});

describe("forwarding headers", () => {
  const names = [
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-anything",
    "forwarded",
    "via",
    "x-real-ip",
    "x-client-ip",
    "client-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "fastly-client-ip",
    "x-cluster-client-ip",
    "x-original-forwarded-for",
    "x-remote-addr",
    "x-envoy-external-address",
  ];

  it.each(names)("forged from another address do not open it: %s", async (name) => {
    for (const value of ["127.0.0.1", "for=127.0.0.1", "127.0.0.1, 127.0.0.1", "::ffff:127.0.0.1"])
      expect(await post({ from: "127.0.0.2", headers: { [name]: value } })).toBe("challenge");
  });

  it.each(names)("close it for the trusted host itself, whatever they hold: %s", async (name) => {
    for (const value of ["127.0.0.1", "", "x"])
      expect(await post({ headers: { [name.toUpperCase()]: value } })).toBe("challenge");
  });

  it.each(["x-trellis-address", "x-trellis-forwarded", "x-trellis-pass"])(
    "of our own cannot be sent: %s",
    async (name) => {
      expect(await post({ from: "127.0.0.2", headers: { [name]: "127.0.0.1" } })).toBe("challenge");
    },
  );
});

describe("a proxy on a trusted machine", () => {
  it.each([
    ["Via alone", () => ({ via: "1.1 proxy" })],
    ["X-Forwarded-For", (client: string) => ({ "x-forwarded-for": client })],
    ["Forwarded", (client: string) => ({ forwarded: `for=${client}` })],
    ["X-Real-IP", (client: string) => ({ "x-real-ip": client })],
  ])("that nobody declared does not open it, when it says %s", async (_what, says) => {
    const port = await proxy(says);
    expect(await post({ port, from: "127.0.0.2" })).toBe("challenge");
    expect(await post({ port })).toBe("challenge");
  });

  // as docs/security.md says, since nothing tells its requests from the machine's own
  it("that nobody declared and that says nothing at all does open it", async () => {
    const port = await proxy(() => ({}));
    expect(await post({ port, from: "127.0.0.2" })).toBe(root);
  });

  it("that is declared tells who is behind it, and hides nobody", async () => {
    provideSettings({ TRUSTED_HOSTS: "127.0.0.1", TRUSTED_PROXIES: "127.0.0.3" });
    const port = await proxy((client) => ({ "x-forwarded-for": client }), "127.0.0.3");
    expect(await post({ port })).toBe(root);
    expect(await post({ port, from: "127.0.0.2" })).toBe("challenge");
    const silent = await proxy(() => ({}), "127.0.0.3");
    expect(await post({ port: silent })).toBe("challenge");
    const forging = await proxy((client) => ({ "x-forwarded-for": `127.0.0.1, ${client}` }), "127.0.0.3");
    expect(await post({ port: forging, from: "127.0.0.2" })).toBe("challenge");
  });
});

const trusted: Actor = {
  door: "trusted",
  i_customer: 1,
  i_web_user: null,
  login: null,
  access_level: "ADMINISTRATOR",
  address: "192.0.2.9",
};

type Call = (actor: Actor, raw: Record<string, unknown>, choice?: { continues: true }) => Promise<unknown>;
type Name = keyof typeof operations;

/** A scope with a sub-customer, and one bag of parameters from which each operation takes its own. */
async function scene() {
  const scope = await customer(1);
  const web_login = freshName("login");
  const { i_customer } = await customer(scope.i_customer, { web_login });
  const bag = {
    i_wholesaler: scope.i_customer,
    i_customer,
    i_tariff: await tariff(scope.i_customer),
    web_login,
    username: web_login,
    password: "correct horse battery",
    web_password: "another long password",
    currency: "USD",
    amount: 5,
    reason: "fraud",
    city: "Quito",
    q: "login",
  };
  return { scope, i_customer, bag };
}

/** Valid parameters for one operation. */
async function inputFor(name: Name): Promise<Record<string, unknown>> {
  const { bag, scope } = await scene();
  if (name === "createCustomer") return { ...bag, name: freshName(), web_login: freshName("new") };
  if (name === "getDictionary") return { ...bag, name: "currencies" };
  if (name === "updateCustomers") return { ...bag, values: { city: "Quito" }, ids: [bag.i_customer] };
  if (name === "getJobInfo" || name === "stopJob") {
    const asked = { values: { city: "Lima" }, ids: [bag.i_customer] };
    // root's own program began it
    return await operations.updateCustomers(await actorOf(1), asked);
  }
  if (name === "unblockCustomer") await operations.blockCustomer(trusted, bag);
  if (/RoutingGroup$/.test(name) && name !== "addRoutingGroup") {
    const made = await operations.addRoutingGroup(await actorOf(scope.i_customer), { name: freshName() });
    return { ...bag, ...made, name: freshName() };
  }
  return { ...bag, name: freshName() };
}

async function entries(): Promise<
  { operation: string; door: string; address: string | null; i_customer: number }[]
> {
  return await database().auditLog.findMany({
    where: { address: trusted.address },
    select: { operation: true, door: true, address: true, i_customer: true },
    orderBy: { i_audit: "asc" },
  });
}

describe("every call of a trusted host is in the history once, with its address", () => {
  // the web has other operations, which a trusted host cannot call
  const names = (Object.keys(operations) as Name[]).filter((name) => Object.hasOwn(methods, name));

  it.each(names)("%s", async (name) => {
    const input = await inputFor(name);
    const before = (await entries()).length;
    await (operations[name] as Call)(trusted, input);
    const [entry, ...more] = (await entries()).slice(before);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ operation: name, door: "trusted", address: trusted.address });
  });

  it("that was refused too: in root's own, with its code, and without what was asked", async () => {
    const { bag } = await scene();
    const refusals: [Name, Record<string, unknown>, number][] = [
      ["getCustomerInfo", { ...bag, i_customer: 999_999 }, 404],
      ["updateCustomer", { ...bag, i_wholesaler: undefined }, 400],
      ["listCustomers", { ...bag, i_wholesaler: 999_999 }, 403],
      ["createCustomer", { ...bag, name: "" }, 400],
      ["authCustomer", { username: "my-secret-password", password: "x" }, 401],
      ["deleteCustomer", { ...bag, i_customer: 999_999 }, 404],
    ];
    for (const [name, input, code] of refusals) {
      const before = (await entries()).length;
      expect((await refusalOf((operations[name] as Call)(trusted, input))).code).toBe(code);
      expect((await entries()).slice(before)).toEqual([
        { operation: name, door: "trusted", address: trusted.address, i_customer: 1 },
      ]);
    }
    const { entries: read } = await operations.listHistory(await actorOf(1), { i_customer: 1 });
    expect(
      read
        .slice(0, refusals.length)
        .map(({ refused }) => refused)
        .reverse(),
    ).toEqual(refusals.map(([, , code]) => code));
    const [row] = await database().$queryRaw<{ all: string }[]>`
      SELECT string_agg(a::text, '') AS all FROM audit_log a WHERE door = 'trusted'`;
    expect(row?.all).not.toContain("my-secret-password");
  });

  it("with whatever beside its parameters", async () => {
    const { bag } = await scene();
    const before = (await entries()).length;
    for (const name of ["\0", "\ud800", "x".repeat(10_000), 5, null, {}])
      await operations.listCustomers(trusted, { ...bag, name });
    expect((await entries()).slice(before)).toHaveLength(6);
  });

  it("a payment that came again, and changed nothing, as well", async () => {
    const { bag } = await scene();
    const before = (await entries()).length;
    for (let count = 0; count < 2; count += 1)
      await operations.customerAddFunds(trusted, { ...bag, idempotency_key: "one" });
    expect((await entries()).slice(before).map(({ operation }) => operation)).toEqual([
      "customerAddFunds",
      "customerAddFunds",
    ]);
  });

  it("one by a one-time password once, though it ends in 410", async () => {
    const { bag } = await scene();
    const { password } = await operations.resetCustomerOneTimePassword(trusted, bag);
    const before = (await entries()).length;
    const input = { username: bag.username, password };
    expect((await refusalOf(operations.authCustomer(trusted, input))).code).toBe(410);
    expect((await entries()).slice(before)).toHaveLength(1);
  });

  it("but the batches of one list are one call", async () => {
    const { bag } = await scene();
    const before = (await entries()).length;
    const list = operations.listCustomers as Call;
    await list(trusted, { ...bag, limit: 1 });
    await list(trusted, { ...bag, limit: 1, after: 1 }, { continues: true });
    expect((await entries()).slice(before)).toHaveLength(1);
  });
});

it("whose customer was read by a trusted host sees that its provider did, and not from where", async () => {
  const { scope, bag, i_customer } = await scene();
  await operations.getCustomerInfo(trusted, bag);
  const { entries: read } = await operations.listHistory(scope.actor, {});
  expect(read[0]).toMatchObject({
    operation: "getCustomerInfo",
    door: "trusted",
    by: null,
    refused: null,
    i_customer: scope.i_customer,
  });
  const [row] = await database().$queryRaw<{ detail: unknown }[]>`
    SELECT detail FROM audit_log WHERE operation = 'getCustomerInfo' AND i_customer = ${scope.i_customer}`;
  expect(row?.detail).toMatchObject({ i_customer: String(i_customer) });
});

it("who calls by its own digest leaves no entry of what it only read", async () => {
  const { scope } = await scene();
  const before = await database().auditLog.count();
  await operations.listCustomers({ ...scope.actor, door: "api" }, {});
  expect(await database().auditLog.count()).toBe(before);
});
