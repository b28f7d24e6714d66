import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { forgetBrands } from "@/server/brand/changes/watch-changes";
import { updateOwnData } from "@/server/customers/update-own-data";
import { database } from "@/server/database/client";
import { answerBridge } from "@/server/doors/bridge/door";
import { operations } from "@/server/doors/operations";
import type { Method, Methods } from "@/server/doors/xmlapi/method";
import { log } from "@/server/ground/log";
import { callerOf } from "@/server/ground/network/caller";
import { provideSettings } from "@/server/ground/settings";
import { writeLastCalls } from "@/server/programs/last-calls";
import { actorOf, customer, freshName } from "../builders";
import { fc } from "../chance";
import { givenFreshDatabase } from "../database/fresh";
import { givenRest, rest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

/** Has what a query must encode. */
const secret = "p&ss=wörd+9 %Q";
const scene = { i_customer: 0, login: "", sub: 0 };

beforeAll(async () => {
  const { i_customer, actor } = await customer();
  await updateOwnData(actor, { api_password: secret });
  await operations.setPreferences(actor, { i_customer, bridge: 1 });
  const { login } = await actorOf(i_customer);
  const { i_customer: sub } = await customer(i_customer, { balance: "12.5", phone: "+371 20" });
  Object.assign(scene, { i_customer, login, sub });
});

beforeEach(async () => {
  provideSettings({ FLYSIP_BRIDGE: "1" });
  await database().throttle.deleteMany();
});

type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** Sends a request target as it is, to the last byte. */
function send(
  target: string,
  { method = "GET", headers = {}, body }: Sent = {},
  port = rest.port,
): Promise<Reply> {
  return new Promise((done, fail) => {
    const sent = request(
      {
        port,
        host: "127.0.0.1",
        path: target,
        method,
        headers: { host: "localhost", ...headers },
      },
      (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", fail);
        response.on("end", () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(pieces).toString(),
          }),
        );
      },
    );
    sent.on("error", fail);
    sent.end(body);
  });
}

/** The fields as the C# client writes them: every value by Uri.EscapeDataString, no JSONString without parameters. */
function fields(action: string, json?: string, { login = scene.login, password = secret } = {}): string {
  const escaped = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const parameters = json === undefined ? "" : `&JSONString=${escaped(json)}`;
  return `username=${escaped(login)}&apipassword=${escaped(password)}&action=${action}${parameters}`;
}

const get = (action: string, json?: string, sent?: Sent) => send(`/api.php?${fields(action, json)}`, sent);
const form = { "content-type": "application/x-www-form-urlencoded" };

describe("an old program", () => {
  it("lists customers as the C# client asks, with the offset and limit that it always sends", async () => {
    const { status, headers, text } = await get(
      "listCustomers",
      `{"i_wholesaler":${scene.i_customer},"offset":0,"limit":100}`,
    );
    expect([status, headers["content-type"], headers["cache-control"], headers["referrer-policy"]]).toEqual([
      200,
      "application/json",
      "no-store",
      "no-referrer",
    ]);
    const { result, customers } = JSON.parse(text);
    expect([result, customers.length, customers[0].i_customer]).toEqual(["OK", 1, scene.sub]);
  });

  it("reads a customer, its money as numbers with the exact decimal text and nil as null", async () => {
    const { text } = await get("getCustomerInfo", `{"i_customer":${scene.sub}}`);
    expect(text.startsWith('{"result":"OK","customer":{"i_customer":')).toBe(true);
    expect(text).toContain('"balance":12.5,');
    expect(text).toContain('"credit_limit":0.0,');
    expect(text).toContain('"i_tariff":null');
    expect(text).not.toMatch(/_password"/);
    expect(JSON.parse(text).customer.phone).toBe("+371 20");
  });

  it("writes, with decimals as they were written and what it escapes or writes as a plus", async () => {
    const exact = "0.123456";
    const paid = await get(
      "customerAddFunds",
      `{"i_customer":${scene.sub},"amount":${exact},"payment_notes":"für + & = \\u00e9"}`,
    );
    expect(JSON.parse(paid.text).result).toBe("OK");
    const { entries } = await operations.listLedger(await actorOf(scene.i_customer), {
      i_customer: scene.sub,
    });
    expect([entries[0]?.amount, entries[0]?.note]).toEqual([exact, "für + & = é"]);
    const plus = await send(
      `/api.php?${fields("updateCustomer")}&JSONString=%7B%22i_customer%22%3A${scene.sub},%22city%22:%22New+York%22%7D`,
    );
    expect(plus.text).toBe('{"result":"OK"}');
    const { text } = await get("getCustomerInfo", `{"i_customer":${scene.sub}}`);
    expect(JSON.parse(text).customer.city).toBe("New York");
  });

  it("gives a bare number where a method requires one", async () => {
    const { i_customer } = await customer(scene.i_customer);
    const { status, text } = await get("deleteCustomer", `${i_customer}`);
    expect([status, text]).toEqual([200, '{"result":"OK"}']);
    const wrong = await get("customerAddFunds", "5");
    expect([wrong.status, JSON.parse(wrong.text).faultCode]).toEqual([200, 400]);
  });

  it("leaves out the parameters where there are none, and sends the same four fields as a form", async () => {
    const body = fields("listCustomers");
    for (const reply of [
      await get("listCustomers"),
      await send("/api.php", { method: "POST", headers: form, body }),
    ])
      expect([reply.status, JSON.parse(reply.text).result]).toEqual([200, "OK"]);
    const beside = await send(`/api.php?${body}`, {
      method: "POST",
      headers: form,
      body: "action=listCustomers",
    });
    expect(beside.status).toBe(401);
  });

  it("gets refusals with HTTP 200 and the sentence as result, as XML-RPC has them", async () => {
    const { status, headers, text } = await get("getCustomerInfo", '{"i_customer":1}');
    expect(status).toBe(200);
    const { result, faultCode, faultString } = JSON.parse(text);
    expect([result, faultCode]).toEqual([faultString, 404]);
    expect(result).toBe("There is no such customer, or it is not yours.");
    expect(headers["x-reference"]).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    for (const [action, json] of [
      ["noMethod", "{}"],
      ["system.listMethods", "{}"],
      ["listCustomers", "{"],
      ["listCustomers", '{"limit":1,"limit":2}'],
      ["listCustomers", "[1]"],
      ["", undefined],
    ] as const) {
      const reply = await get(action, json);
      expect([action, reply.status, JSON.parse(reply.text).result]).not.toContain("OK");
      expect([400, 404]).toContain(JSON.parse(reply.text).faultCode);
    }
  });

  it("stands in the history and in the last calls", async () => {
    await get("updateCustomer", `{"i_customer":${scene.sub},"city":"Riga"}`);
    const row = await database().auditLog.findFirst({ orderBy: { i_audit: "desc" } });
    expect([row?.operation, row?.door, row?.actor_login]).toEqual(["updateCustomer", "bridge", scene.login]);
    await writeLastCalls();
    const calls = await database().apiCall.findMany({ where: { i_customer: scene.i_customer } });
    expect(calls.map(({ method }) => method)).toContain("updateCustomer");
  });
});

describe("what an old program sends", () => {
  const actions = [
    "listCustomers",
    "getCustomerInfo",
    "updateCustomer",
    "createCustomer",
    "listLedger",
    "\u0000x",
  ];

  it("is answered by HTTP 200 and one object, whatever it is", async () => {
    const odd = fc.constantFrom(
      "\ud800",
      "\u0000",
      "1e400",
      "[".repeat(50),
      '{"__proto__":1}',
      '{"i_customer":1e999}',
      "null",
    );
    const json = fc.oneof(fc.json(), odd, fc.string({ unit: "binary" }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...actions), json, async (action, text) => {
        const asked = { username: scene.login, apipassword: secret, action, JSONString: text };
        const body = new URLSearchParams(asked).toString();
        const { status, text: said } = await send("/api.php", { method: "POST", headers: form, body });
        const { result, faultCode = 0 } = JSON.parse(said);
        expect([status, typeof result]).toEqual([200, "string"]);
        expect(faultCode).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    await get("%00x");
    await writeLastCalls();
    const calls = await database().apiCall.findMany({ where: { i_customer: scene.i_customer } });
    expect(calls.map(({ method }) => method)).toContain("x");
    expect(
      await database().refusalRecord.count({ where: { operation: "x", door: "bridge" } }),
    ).toBeGreaterThan(0);
  });
});

describe("what a method answers with", () => {
  const account: Method = {
    operation: async (_actor, raw) => ({ ...raw, balance: "0.1234567890123456789", at: new Date(0) }),
    meaning: "Reads an account.",
    parameters: [{ name: "i_account", type: "int", required: true, meaning: "the account" }],
    returns: { i_account: "int", balance: "double", at: "dateTime.iso8601" },
  };
  const many: Method = {
    operation: async () => ({}),
    meaning: "Lists many.",
    parameters: [],
    returns: { things: { list: { struct: { n: "int or nil" } } } },
    streams: () => ({ member: "things", batches: inBatches() }),
  };
  async function* inBatches() {
    yield { items: [{ n: 1 }, { n: null }], isLast: false };
    yield { items: [], isLast: false };
    yield { items: [{ n: 3 }], isLast: true };
  }
  const others = servedWith({ getAccountInfo: account, many });

  it("stands once more where old programs look for it, with all digits", async () => {
    const { text } = await others(`/api.php?${fields("getAccountInfo", "7")}`);
    const members = '"i_account":7,"balance":0.1234567890123456789,"at":"19700101T00:00:00"';
    expect(text).toBe(`{"result":"OK",${members},"account":{${members}}}`);
  });

  it("is one object, too, where a list is sent while it is read", async () => {
    const { text } = await others(`/api.php?${fields("many")}`);
    expect(text).toBe('{"result":"OK","things":[{"n":1},{"n":null},{"n":3}]}');
  });
});

/** Serves the door alone, with other methods. */
function servedWith(methods: Methods): (target: string) => Promise<Reply> {
  const server = createServer(
    (request, response) => void answerBridge(request, response, callerOf(request, []), methods),
  );
  beforeAll(async () => await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready)));
  afterAll(async () => await new Promise<void>((closed) => server.close(() => closed())));
  // it listens on a TCP port
  return async (target) => await send(target, {}, (server.address() as AddressInfo).port);
}

describe("whoever calls the bridge wrongly", () => {
  it("gets one 401 for a wrong password, an unknown login and a missing field, without a challenge", async () => {
    const wrongs = [
      fields("listCustomers", "{}", { password: "wrong" }),
      fields("listCustomers", "{}", { login: "nobody at all" }),
      "action=listCustomers",
      `${fields("listCustomers")}&apipassword=x`,
      "username=%FF&apipassword=x&action=listCustomers",
      "",
    ];
    const replies = await Promise.all(wrongs.map(async (query) => await send(`/api.php?${query}`)));
    for (const { status, headers, text } of replies) {
      expect([status, headers["www-authenticate"]]).toEqual([401, undefined]);
      expect(text).toBe(replies[0]?.text);
    }
    expect(JSON.parse(replies[0]?.text ?? "").faultCode).toBe(401);
  });

  it("has to wait after wrong tries, as after those of Digest", async () => {
    const wrong = `/api.php?${fields("listCustomers", "{}", { password: "wrong" })}`;
    for (let i = 0; i < 6; i += 1) await send(wrong);
    const { status, text } = await get("listCustomers");
    expect([status, JSON.parse(text).faultCode]).toEqual([429, 429]);
  });

  it.each([
    ["a page of another site", { origin: "https://elsewhere.example" }],
    ["a page of the same site", { "sec-fetch-site": "same-origin" }],
    ["an address bar", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
    ["a prefetch", { "sec-purpose": "prefetch;prerender" }],
    ["an old prefetch", { purpose: "prefetch" }],
    ["a preview", { purpose: "Preview" }],
    ["an old preview", { "x-purpose": "preview" }],
    ["a prefetch of Firefox", { "x-moz": "prefetch" }],
    ["a document", { "sec-fetch-dest": "document" }],
    ["a frame", { "sec-fetch-dest": "IFrame" }],
    ["an address bar in other letters", { "sec-fetch-mode": "Navigate" }],
    ["another machine without HTTPS", { "x-forwarded-for": "192.0.2.1" }],
  ])("gets 403 from %s", async (what, headers) => {
    provideSettings({ TRUSTED_PROXIES: "127.0.0.1", XMLAPI_ALLOW_HTTP: "1" });
    const { status, text } = await get("listCustomers", "{}", { headers });
    provideSettings({ TRUSTED_PROXIES: "", XMLAPI_ALLOW_HTTP: "" });
    expect([what, status, JSON.parse(text).faultCode]).toEqual([what, 403, 403]);
  });

  it("gets 405 for HEAD and others, 414 for a long address, 415 for no form, 413 for a long one, 421 for a host", async () => {
    const head = await get("listCustomers", "{}", { method: "HEAD" });
    const put = await get("listCustomers", "{}", { method: "PUT" });
    const long = await get("listCustomers", `{"x":"${"x".repeat(16_384)}"}`);
    const none = await send("/api.php", { method: "POST", body: fields("listCustomers") });
    const large = await send("/api.php", { method: "POST", headers: form, body: "x".repeat(1_100_000) });
    const host = await get("listCustomers", "{}", { headers: { host: "elsewhere.example" } });
    expect([head, put, long, none, large, host].map(({ status }) => status)).toEqual([
      405, 405, 414, 415, 413, 421,
    ]);
    expect(put.headers.allow).toBe("GET, POST");
  });

  it("gets the one 401 on a host of a customer beside or below, and is let in on its own", async () => {
    const other = await customer();
    const alias = async (i_customer: number, dns_alias: string) =>
      await database().customer.update({
        where: { i_customer },
        data: { dns_alias, alias_verified_at: new Date() },
        select: { i_customer: true },
      });
    await alias(other.i_customer, "beside.localhost");
    await alias(scene.sub, "below.localhost");
    await alias(scene.i_customer, "own.localhost");
    await forgetBrands();
    const on = async (host: string, password = secret) =>
      await send(`/api.php?${fields("listCustomers", "{}", { password })}`, { headers: { host } });
    const [beside, below, own] = [
      await on("beside.localhost"),
      await on("below.localhost"),
      await on("own.localhost"),
    ];
    expect([beside.status, below.status, own.status]).toEqual([401, 401, 200]);
    expect(beside.text).toBe((await on("own.localhost", "wrong")).text);
  });

  it("gets 200 from a program whose library says only that it may cross sites", async () => {
    expect((await get("listCustomers", "{}", { headers: { "sec-fetch-mode": "cors" } })).status).toBe(200);
  });

  it("is never trusted by the address", async () => {
    provideSettings({ TRUSTED_HOSTS: "127.0.0.1" });
    const { status } = await send("/api.php?action=listCustomers");
    provideSettings({ TRUSTED_HOSTS: "" });
    expect(status).toBe(401);
  });

  it("gets 403 with the reason where the customer has no API access, after the right password alone", async () => {
    const { i_customer, actor } = await customer(scene.i_customer);
    await updateOwnData(actor, { api_password: secret });
    await operations.setPreferences(actor, { i_customer, bridge: 1 });
    const { login } = actor;
    if (login === null) throw new Error("it has a login");
    const all = async () => await send(`/api.php?${fields("listCustomers", "{}", { login })}`);
    expect((await all()).status).toBe(200);
    await database().customer.update({ where: { i_customer }, data: { api_access: 0 } });
    const { status, text } = await all();
    expect([status, JSON.parse(text).result]).toEqual([
      403,
      "The API is not enabled for this customer (api_access).",
    ]);
  });
});

describe("a bridge that is off", () => {
  it("is 404 for everybody where the service has none, whatever comes", async () => {
    provideSettings({ FLYSIP_BRIDGE: "" });
    for (const sent of [
      {},
      { method: "HEAD" },
      { method: "POST", headers: form, body: fields("listCustomers") },
    ])
      expect((await get("listCustomers", "{}", sent)).status).toBe(404);
  });

  it("is 404 where the customer has not switched it on, which the right password alone learns", async () => {
    const { actor } = await customer();
    await updateOwnData(actor, { api_password: secret });
    const { login } = actor;
    if (login === null) throw new Error("it has a login");
    const right = await send(`/api.php?${fields("listCustomers", "{}", { login })}`);
    const wrong = await send(`/api.php?${fields("listCustomers", "{}", { login, password: "x" })}`);
    expect([right.status, JSON.parse(right.text).faultCode, wrong.status]).toEqual([404, 404, 401]);
  });

  it("is switched on by the customer alone, once it has confirmed who it is", async () => {
    const { i_customer, actor } = await customer(scene.i_customer);
    const parent = await actorOf(scene.i_customer);
    await expect(operations.setPreferences(parent, { i_customer, bridge: 1 })).rejects.toThrow("bridge");
    await expect(
      operations.setPreferences({ ...actor, freshUntil: null }, { i_customer, bridge: 1 }),
    ).rejects.toMatchObject({ code: 403 });
  });
});

describe("the secret in the query", () => {
  const lines: string[] = [];
  // the log's own stream: what it writes is what is logged
  const stream = Reflect.get(log, pino.symbols.streamSym) as { write: (line: string) => unknown };
  const { write } = stream;

  beforeEach(() => {
    log.level = "trace";
    stream.write = (line) => lines.push(line);
  });
  afterEach(() => {
    log.level = "warn";
    stream.write = write;
  });

  it("is in no line of the log, no table, no mail and no answer, whether the call works or fails", async () => {
    const marked = "zebra-9-crossing-&-Q";
    const { i_customer, actor } = await customer(scene.i_customer, { name: freshName() });
    await updateOwnData(actor, { api_password: marked });
    await operations.setPreferences(actor, { i_customer, bridge: 1 });
    const { login } = actor;
    if (login === null) throw new Error("it has a login");
    const query = (action: string, json?: string) => fields(action, json, { login, password: marked });
    const texts: string[] = [];
    for (const [target, sent] of [
      [`/api.php?${query("listCustomers")}`],
      [`/api.php?${query("noMethod")}`],
      [`/api.php?${query("listCustomers", "{")}`],
      [`/api.php?${query("deleteCustomer", "1")}`],
      [`/api.php?${query("listCustomers").replace("username=", "username=x")}`],
      [`/api.php?${query("listCustomers")}`, { method: "HEAD" }],
      [`/api.php?${query("listCustomers")}`, { headers: { origin: "https://elsewhere.example" } }],
      [`/api.php/?${query("listCustomers")}`],
      [`/API.PHP?${query("listCustomers")}`],
      ["/api.php", { method: "POST", headers: form, body: query("listCustomers") }],
      ["/api.php", { method: "POST", headers: form, body: query("createCustomer", '{"name":""}') }],
    ] as readonly [string, Sent?][]) {
      const { text, headers } = await send(target, sent);
      texts.push(text, JSON.stringify(headers));
    }
    await writeLastCalls();
    const tables = await database().$queryRaw<{ name: string }[]>`
      SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const rows = await database().$queryRawUnsafe<{ text: string }[]>(
        `SELECT t::text AS text FROM "${name}" t`,
      );
      texts.push(...rows.map(({ text }) => text));
    }
    expect(lines.length).toBeGreaterThan(5);
    const all = [...lines, ...texts].join("\n");
    expect(all).toContain(login);
    for (const spelled of [marked, encodeURIComponent(marked), "zebra-9"]) expect(all).not.toContain(spelled);
  });
});
