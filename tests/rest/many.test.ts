import { request } from "node:http";
import { beforeAll, describe, expect, it } from "vitest";
import { provideSettings } from "@/server/ground/settings";
import { inDatabase } from "../browser/stage/database";
import { actorOf, customer, freshName, tariff } from "../builders";
import { fresh, givenFreshDatabase } from "../database/fresh";
import { insertCustomers } from "../xmlapi/stage/many-customers";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest, rest } from "./stage/served-rest";

givenFreshDatabase("cheap", "by hand");
givenRest();

const many = 20_000;
const scene = { key: "", reseller: 0, sub: 0, big: "" };

beforeAll(async () => {
  // what limits say of themselves is tried with limits of its own
  provideSettings({ API_RATE_READ: "10000", API_RATE_WRITE: "10000" });
  const { i_customer, actor } = await customer();
  scene.reseller = i_customer;
  scene.key = await keyOf(actor);
  scene.sub = (await customer(i_customer, { i_tariff: await tariff(i_customer) })).i_customer;
  const big = await customer();
  scene.big = await keyOf(big.actor);
  await inDatabase(fresh.ownerUrl, async (owner) => await insertCustomers(owner, big.i_customer, many));
});

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("a batch", () => {
  const send = (body: unknown) => ask("POST", "/batch", { key: scene.key, body });

  it("does one request after the other, each with an answer of its own", async () => {
    const name = freshName();
    const { status, body } = await send({
      requests: [
        {
          id: "a",
          method: "POST",
          path: "/customers",
          body: { name, i_tariff: null, web_password: "correct horse battery" },
        },
        { id: "b", method: "GET", path: `/customers?name=${encodeURIComponent(name)}` },
        { id: "c", method: "PATCH", path: "/customers/999999", body: { city: "Oslo" } },
        { id: "d", method: "POST", path: "/batch", body: { requests: [] } },
        { method: "GET", path: "/customers/self", headers: { "Trellis-Customer": `${scene.sub}` } },
      ],
    });
    const all = body.responses as { id: string | null; status: number; body: Record<string, unknown> }[];
    expect([status, all.map((one) => [one.id, one.status])]).toEqual([
      200,
      [
        ["a", 201],
        ["b", 200],
        ["c", 404],
        ["d", 404],
        [null, 200],
      ],
    ]);
    expect(all[1]?.body.data).toHaveLength(1);
    expect(all[4]?.body.i_customer).toBe(scene.sub);
  });

  it("has no query: what a request asks for stands in its own path", async () => {
    const path = `/customers/${scene.sub}?dry_run=1`;
    const asked = await ask("POST", "/batch?dry_run=1", { key: scene.key, body: { requests: [] } });
    expect([asked.status, asked.body.key]).toEqual([400, "malformed"]);
    const { body } = await send({ requests: [{ method: "PATCH", path, body: { city: "Skien" } }] });
    expect(body).toMatchObject({ responses: [{ status: 200, body: { dry_run: true } }] });
  });

  it("leaves the rest undone after the first that fails, where the caller says so", async () => {
    const { body } = await send({
      stop_on_error: true,
      requests: [
        { method: "GET", path: "/customers/999999" },
        { method: "PATCH", path: `/customers/${scene.sub}`, body: { city: "Bergen" } },
      ],
    });
    expect((body.responses as { status: number }[]).map(({ status }) => status)).toEqual([404, 424]);
    expect((await ask("GET", `/customers/${scene.sub}`, { key: scene.key })).body.city).toBe("");
  });

  it.each([
    ["no requests", {}],
    ["none", { requests: [] }],
    [
      "more than a hundred",
      { requests: Array.from({ length: 101 }, () => ({ method: "GET", path: "/me" })) },
    ],
    ["an unknown member", { requests: [{ method: "GET", path: "/me", colour: "red" }] }],
  ])("with %s is refused", async (_what, body) => {
    expect((await send(body)).status).toBe(400);
  });
});

describe("an export", () => {
  const get = (accept: string, address = "/customers?sort=id", key = scene.big) =>
    ask("GET", address, { key, headers: { accept } });

  it("in NDJSON has every row once, and a last line that says how many", async () => {
    const all = lines((await get("application/x-ndjson", "/customers?sort=id&fields=name")).text);
    expect(all.pop()).toEqual({ end: true, rows: many });
    const ids = all.map(({ i_customer }) => i_customer);
    expect([ids.length, new Set(ids).size]).toEqual([many, many]);
    expect(Object.keys(all[0] ?? {}).toSorted()).toEqual(["i_customer", "name"]);
  });

  it("in CSV has a head and the same rows", async () => {
    const { text, headers } = await get("text/csv", "/customers?sort=id&fields=name");
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const rows = text.trim().split("\r\n");
    expect([rows.length, rows[0]?.replace("\ufeff", "")]).toEqual([many + 1, "i_customer,name"]);
  });

  it("in XLSX is a workbook, and of what is no list there is none", async () => {
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const { status, headers } = await get(type, "/customers?sort=id&q=1");
    expect([status, headers.get("content-type")]).toEqual([200, type]);
    expect((await get("text/csv", "/customers/self")).status).toBe(406);
    expect((await get("text/csv", "/customers?limit=5")).body.attribute).toBe("limit");
  });

  it("waits for its reader, holds two at once, and lets go of who went away", async () => {
    const begun = await Promise.all([stalled(), stalled()]);
    expect((await get("application/x-ndjson")).status).toBe(429);
    for (const one of begun) one.destroy();
    await expect.poll(async () => (await get("application/x-ndjson", "/customers?q=1")).status).toBe(200);
  });
});

/** A reader that takes the head of an export and no more. */
async function stalled(): Promise<{ destroy: () => void }> {
  return await new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port: rest.port,
        path: "/api/v1/customers?sort=id",
        headers: { host: "localhost", authorization: `Bearer ${scene.big}`, accept: "application/x-ndjson" },
      },
      (response) => {
        response.pause();
        resolve({ destroy: () => sent.destroy() });
      },
    );
    sent.on("error", reject);
    sent.end();
  });
}

describe("the limits of a key", () => {
  it("are told with each answer, add up, and say when it works again", async () => {
    provideSettings({ API_RATE_READ: "6", API_RATE_WRITE: "2" });
    try {
      const { i_customer } = await customer(scene.reseller);
      const key = await keyOf(await actorOf(i_customer));
      const at = "/customers/self";
      const first = await ask("GET", at, { key });
      expect(first.headers.get("ratelimit-policy")).toContain('"calls";q=6;w=60, "writes";q=2;w=60');
      expect(first.headers.get("ratelimit")).toContain('"calls";r=5;');
      for (let i = 0; i < 2; i += 1) await ask("PATCH", at, { key, body: {} });
      const third = await ask("PATCH", at, { key, body: {} });
      expect(third.status).toBe(429);
      const seconds = Number(third.headers.get("retry-after"));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(61);
      for (let i = 0; i < 3; i += 1) expect((await ask("GET", at, { key })).status).toBe(200);
      expect((await ask("GET", at, { key })).status).toBe(429);
    } finally {
      provideSettings({ API_RATE_READ: "10000", API_RATE_WRITE: "10000" });
    }
  });
});
