import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName, tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest, rest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

const scene = { key: "", reseller: 0, sub: 0, i_tariff: 0 };
let reseller: Actor;

beforeAll(async () => {
  const made = await customer();
  reseller = made.actor;
  scene.reseller = made.i_customer;
  scene.i_tariff = await tariff(scene.reseller);
  scene.sub = (await customer(scene.reseller)).i_customer;
  scene.key = await keyOf(reseller);
});

const say = (method: string, address: string, body?: unknown, headers: Record<string, string> = {}) =>
  ask(method, address, { key: scene.key, body, headers });

describe("a customer over REST", () => {
  it("is made by POST, which answers 201 with where it is and what it is, and is found, changed and deleted there", async () => {
    const name = freshName();
    const made = await say("POST", "/customers", {
      name,
      i_tariff: scene.i_tariff,
      balance: "12.5",
      web_password: "correct horse battery",
    });
    expect([made.status, made.body.name, made.body.balance]).toEqual([201, name, "12.500000"]);
    const at = `/customers/${made.body.i_customer}`;
    expect(made.headers.get("location")).toBe(`/api/v1${at}`);
    expect((await say("GET", at)).body).toEqual(made.body);
    const changed = await say("PATCH", at, { city: "Riga", max_sessions: null });
    expect([changed.status, changed.body.city]).toEqual([200, "Riga"]);
    const gone = await say("DELETE", at);
    expect([gone.status, gone.text]).toEqual([204, ""]);
    expect((await say("GET", at)).status).toBe(404);
  });

  it("has its secrets in no answer, its money as text and its moments in UTC", async () => {
    const { body } = await say("GET", `/customers/${scene.sub}`);
    expect(JSON.stringify(body)).not.toMatch(/_password"|secret/);
    expect(body.credit_limit).toBe("0.000000");
    const list = await say("GET", "/customers?limit=1&sort=id");
    const [first] = list.body.data as { created_at: string }[];
    expect(first?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it("is oneself by the word self, and whatever the header Trellis-Customer names", async () => {
    expect((await say("GET", "/customers/self")).body.i_customer).toBe(scene.reseller);
    const below = await say("GET", "/customers/self", undefined, { "trellis-customer": `${scene.sub}` });
    expect(below.body.i_customer).toBe(scene.sub);
    const beside = await say("GET", "/customers/self", undefined, { "trellis-customer": "1" });
    expect([beside.status, beside.body.attribute, beside.body.detail]).toEqual([
      403,
      "i_wholesaler",
      "Parameter i_wholesaler is out of your scope",
    ]);
  });
});

describe("a list over REST", () => {
  it("is paged by places that hold for this very list", async () => {
    for (let i = 0; i < 3; i += 1) await customer(scene.reseller);
    const seen: unknown[] = [];
    let address: string | null = "/customers?limit=2&sort=id";
    let first = "";
    while (address) {
      const { body, headers }: Awaited<ReturnType<typeof say>> = await say("GET", address);
      seen.push(...(body.data as { i_customer: number }[]).map(({ i_customer }) => i_customer));
      const link = /^<\/api\/v1(.+)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1] ?? null;
      if (body.next !== null && first === "") first = String(body.next);
      expect(link === null).toBe(body.next === null);
      address = link;
    }
    expect(seen).toEqual([...new Set(seen)].toSorted((one, other) => Number(one) - Number(other)));
    expect(seen.length).toBeGreaterThanOrEqual(4);
    for (const wrong of [
      `/customers?sort=name&limit=2&after=${first}`,
      "/customers?after=x",
      `/customers?sort=id&after=${first}x`,
    ]) {
      const { status, body } = await say("GET", wrong);
      expect([wrong, status, body.attribute]).toEqual([wrong, 400, "after"]);
    }
  });

  it("has the members that were asked for, and refuses what it does not know", async () => {
    const { body } = await say("GET", "/customers?fields=name,balance&limit=1");
    expect(Object.keys((body.data as object[])[0] ?? {}).toSorted()).toEqual([
      "balance",
      "i_customer",
      "name",
    ]);
    for (const [wrong, attribute] of [
      ["fields=nothing", "fields"],
      ["limit=0", "limit"],
      ["limit=201", "limit"],
      ["offset=1", "offset"],
      ["direct=yes", "direct"],
      ["sort=colour", "sort"],
      ["min=x", "min"],
      ["q=a&q=b", "q"],
    ])
      expect([wrong, (await say("GET", `/customers?${wrong}`)).body.attribute]).toEqual([wrong, attribute]);
  });
});

describe("what comes in over REST", () => {
  it.each([
    ["a number as text", { name: "x", i_tariff: "1" }, "i_tariff"],
    ["text as a number", { name: 5, i_tariff: null }, "name"],
    ["money as a number", { name: "x", i_tariff: null, balance: 12.5 }, "balance"],
    ["an unknown member", { name: "x", colour: "red" }, "colour"],
    ["a scope in the body", { name: "x", i_wholesaler: 1 }, "i_wholesaler"],
  ])("is strict about %s", async (_what, body, attribute) => {
    const { status, body: problem, headers } = await say("POST", "/customers", body);
    expect([status, problem.attribute]).toEqual([400, attribute]);
    expect(headers.get("content-type")).toBe("application/problem+json");
  });

  it.each([
    ["a member twice", '{"name":"a","\\u006eame":"b"}'],
    ["no JSON", "{name:1}"],
    ["an array", "[]"],
    ["33 levels", `{"name":${"[".repeat(33)}${"]".repeat(33)}}`],
  ])("is refused with 400 where it is %s", async (_what, body) => {
    expect((await say("POST", "/customers", body)).status).toBe(400);
  });

  it("is no way to change the description, which is read by everybody", async () => {
    const { status, headers: given, body } = await ask("GET", "/openapi.json");
    expect([status, given.get("content-encoding"), body.openapi]).toEqual([200, "gzip", "3.1.0"]);
    const tag = given.get("etag") ?? "";
    const whole = { "accept-encoding": "identity", "if-none-match": tag };
    expect((await ask("GET", "/openapi.json", { headers: whole })).status).toBe(304);
    const plain = await ask("GET", "/openapi.json", { headers: { "accept-encoding": "identity" } });
    expect([plain.headers.get("etag"), plain.headers.get("content-encoding")]).toEqual([tag, null]);
    expect(plain.body).toEqual(body);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const { status, headers } = await ask(method, "/openapi.json");
      expect([method, status, headers.get("allow")]).toEqual([method, 405, "GET, HEAD"]);
    }
  });

  it("is refused by its kind, size, method and address before anything reads it", async () => {
    const kind = await say("POST", "/customers", "name=x", {
      "content-type": "application/x-www-form-urlencoded",
    });
    const size = await say("POST", "/customers", JSON.stringify({ name: "x".repeat(1_100_000) }));
    const method = await say("PUT", "/customers", {});
    expect([kind.status, size.status, method.status, method.headers.get("allow")]).toEqual([
      415,
      413,
      405,
      "GET, HEAD, POST",
    ]);
    for (const nowhere of [
      "/",
      "",
      "/customers/",
      "/customers//",
      "/customers/x",
      "/customers/%31",
      "/Customers",
    ])
      expect([nowhere, (await say("GET", nowhere)).status]).toEqual([nowhere, 404]);
    expect((await say("GET", "/customers", undefined, { accept: "text/html" })).status).toBe(406);
  });

  it.each(["//api/v1/me", "/api//v1/me", "/api/v1//me", "///api/v1/batch", "/api//v1/openapi.json"])(
    "is never redirected: there is nothing at %s",
    async (path) => {
      const at = `http://localhost:${rest.port}${path}`;
      const headers = { authorization: `Bearer ${scene.key}` };
      for (const method of ["GET", "HEAD", "PATCH", "DELETE"]) {
        const reply = await fetch(at, { method, headers, redirect: "manual" });
        expect([method, reply.status]).toEqual([method, 404]);
        expect(reply.headers.get("content-type")).toBe("application/problem+json");
      }
    },
  );
});

describe("whoever calls", () => {
  it("needs a key that is valid here; wrong ones all get the same answer", async () => {
    const wrong = [undefined, "x", `${scene.key.slice(0, -1)}${scene.key.endsWith("a") ? "b" : "a"}`];
    const all = await Promise.all(wrong.map((key) => ask("GET", "/customers", { key })));
    expect(all.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(all[0]?.headers.get("www-authenticate")).toBe('Bearer realm="API"');
  });

  it("may send it as the user name of Basic", async () => {
    const basic = Buffer.from(`${scene.key}:anything`).toString("base64");
    expect(
      (await ask("GET", "/customers/self", { headers: { authorization: `Basic ${basic}` } })).status,
    ).toBe(200);
  });

  it("reaches the areas of the key, reading or writing", async () => {
    const key = await keyOf(reseller, { customers: "read", money: "write" });
    const at = `/customers/${scene.sub}`;
    expect((await ask("GET", at, { key })).status).toBe(200);
    expect((await ask("PATCH", at, { key, body: { city: "Oslo" } })).body.key).toBe("key_area");
    expect((await ask("POST", `${at}/payments`, { key, body: { amount: "1.000000" } })).status).toBe(201);
  });

  it("is no page of another site", async () => {
    for (const headers of [
      { origin: "https://elsewhere.example" },
      { "sec-fetch-site": "same-site" },
    ] as const)
      expect((await ask("GET", "/customers", { key: scene.key, headers })).status).toBe(403);
  });

  it("on a trusted host without a key is root, in the scope that it names", async () => {
    provideSettings({ TRUSTED_HOSTS: "127.0.0.1,::1" });
    try {
      expect((await ask("GET", "/customers")).body.attribute).toBe("i_wholesaler");
      const headers = { "trellis-customer": `${scene.reseller}` };
      expect((await ask("GET", `/customers/${scene.sub}`, { headers })).status).toBe(200);
    } finally {
      provideSettings({ TRUSTED_HOSTS: "" });
    }
  });
});

describe("a dry run", () => {
  it("tells all reasons against a call, or what it would lead to, and nothing happens", async () => {
    const name = freshName();
    const without = await customer(scene.reseller, { customers_mgmt: 0 });
    const key = await keyOf(without.actor);
    const taken = { name: "no", web_login: "a:b", i_tariff: null, web_password: "correct horse battery" };
    const bad = await ask("POST", "/customers?dry_run=1", { key, body: taken });
    expect((bad.body.reasons as { key: string }[]).map((reason) => reason.key)).toEqual([
      "colon",
      "right_missing",
    ]);
    const good = await say("POST", "/customers?dry_run=1", {
      name,
      i_tariff: scene.i_tariff,
      web_password: "correct horse battery",
    });
    expect([good.status, good.body.dry_run]).toEqual([200, true]);
    expect((await say("GET", `/customers?name=${encodeURIComponent(name)}`)).body.data).toEqual([]);
  });

  it("leaves out what will never be: ids of what it would make, and secrets with what they are known by", async () => {
    const sub = scene.sub;
    const dry = async (address: string, body?: unknown) => {
      const reply = await say("POST", `${address}?dry_run=1`, body);
      expect([address, reply.status]).toEqual([address, 200]);
      return Object.keys(reply.body).toSorted();
    };
    const made = { name: freshName(), i_tariff: scene.i_tariff, web_password: "correct horse battery" };
    expect(await dry("/customers", made)).toEqual(["dry_run"]);
    expect(await dry("/keys/self/rotate")).toEqual(["dry_run", "expires_at", "replaced_until"]);
    expect(await dry("/one-time-passwords", { web_login: reseller.login })).toEqual(["dry_run"]);
    const paid = await dry(`/customers/${sub}/payments`, { amount: "1.000000" });
    expect(paid).toContain("i_customer");
    expect(paid).not.toContain("i_entry");
  });

  it("tells of every member that cannot be read, and of every area that the key lacks", async () => {
    const at = `/customers/${scene.sub}?dry_run=1`;
    const reasonsOf = (body: Readonly<Record<string, unknown>>) =>
      body.reasons as { key: string; attribute?: string; values?: Record<string, string> }[];
    const bad = { email: "nobody", max_sessions: -7, web_login: "a:b", city: "Riga" };
    const { body } = await say("PATCH", at, bad);
    expect(
      reasonsOf(body)
        .map(({ attribute }) => attribute)
        .toSorted(),
    ).toEqual(["email", "max_sessions", "web_login"]);
    // what is told first is what the call itself is refused with
    const once = await say("PATCH", `/customers/${scene.sub}`, bad);
    expect(once.body.attribute).toBe(reasonsOf(body)[0]?.attribute);
    const key = await keyOf(reseller, { customers: "read" });
    const lacking = await ask("PATCH", at, { key, body: { city: "Riga", balance: "1.000000" } });
    expect(reasonsOf(lacking.body).map(({ key: why, values }) => [why, values?.area, values?.reach])).toEqual(
      [
        ["key_area", "customers", "write"],
        ["key_area", "money", "write"],
      ],
    );
  });

  it("of a trusted host stands in the history of the scope, as one that asked why not, whatever it found", async () => {
    provideSettings({ TRUSTED_HOSTS: "127.0.0.1,::1" });
    try {
      const { actor, i_customer } = await customer();
      const headers = { "trellis-customer": `${i_customer}` };
      const sub = (await customer(i_customer)).i_customer;
      const at = `/customers/${sub}/payments?dry_run=1`;
      expect((await ask("POST", at, { headers, body: { amount: "1.000000" } })).status).toBe(200);
      expect((await ask("POST", at, { headers, body: { amount: "-1.000000" } })).status).toBe(400);
      const entries = await database().auditLog.findMany({
        where: { i_customer: actor.i_customer, door: "trusted" },
        select: { operation: true, detail: true },
      });
      const entry = { operation: "whyNot", detail: { what: "customerAddFunds", i_customer: `${sub}` } };
      expect(entries).toEqual([entry, entry]);
    } finally {
      provideSettings({ TRUSTED_HOSTS: "" });
    }
  });
});
