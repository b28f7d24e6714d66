import { request } from "node:http";
import { beforeAll, describe, expect, it } from "vitest";
import { customer, freshName } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf, type Reply } from "./stage/ask-rest";
import { givenRest, rest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

let key: string;
let at: string;

beforeAll(async () => {
  const { i_customer, actor } = await customer();
  key = await keyOf(actor);
  at = `/customers/${(await customer(i_customer)).i_customer}`;
});

describe("a member __proto__", () => {
  it.each([
    ["in a body", "PATCH", '{"__proto__":{"city":"x"},"name":"y"}'],
    ["deeper in a body", "PATCH", '{"city":"x","\\u005f_proto__":1}'],
    ["in the body of a request within a batch", "POST", '{"__proto__":{"x":1},"city":"Proto"}'],
  ])("%s is refused, and nothing happens", async (_where, method, body) => {
    const batch = `{"requests":[{"method":"PATCH","path":"${at}","body":${body}}]}`;
    const reply = await (method === "PATCH"
      ? ask("PATCH", at, { key, body })
      : ask("POST", "/batch", { key, body: batch }));
    expect([reply.status, reply.body.key]).toEqual([400, "malformed"]);
    expect((await ask("GET", at, { key })).body.city).toBe("");
  });

  it("among the headers of a request within a batch is refused", async () => {
    const body = '{"requests":[{"method":"GET","path":"/me","headers":{"__proto__":"x"}}]}';
    expect((await ask("POST", "/batch", { key, body })).status).toBe(400);
  });
});

describe("two keys for one call", () => {
  it("are refused, of which neither is meant", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { authorization: `Bearer ${key}`, "idempotency-key": ["a", "b"] };
      const sent = request(`${rest.url}/keys/self`, { method: "PATCH", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject);
      sent.end();
    });
    expect(status).toBe(400);
  });

  it("are refused within a batch, too", async () => {
    const headers = { "Idempotency-Key": "a", "idempotency-key": "b" };
    const requests = [{ method: "PATCH", path: "/keys/self", headers, body: {} }];
    const { body } = await ask("POST", "/batch", { key, body: { requests } });
    expect(body.responses).toMatchObject([{ status: 400, body: { key: "malformed" } }]);
  });
});

describe("the networks of a key", () => {
  it("are cleared by null as by an empty list, which makes no key wider", async () => {
    const networks = async (body: unknown) => (await ask("PATCH", "/keys/self", { key, body })).status;
    expect(await networks({ networks: null })).toBe(200);
    expect((await ask("GET", "/keys/self", { key })).body.networks).toEqual([]);
    expect(await networks({ networks: ["127.0.0.0/8", "::1"] })).toBe(200);
    expect(await networks({ networks: null })).toBe(403);
    expect(await networks({ networks: [null] })).toBe(400);
  });
});

describe("a stylesheet in a profile or a job", () => {
  it("counts as a call for each 8 KiB, as one that is looked at does", async () => {
    const left = ({ headers }: Reply) => Number(/"calls";r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
    const css = `/*${"-".repeat(65_532)}*/`;
    const before = left(await ask("GET", "/me", { key }));
    const made = await ask("POST", "/profiles", { key, body: { name: freshName(), attributes: { css } } });
    expect([made.status, before - left(made)]).toEqual([201, 8]);
    const values = { css };
    const job = await ask("POST", "/jobs", { key, body: { ids: [Number(at.split("/")[2])], values } });
    expect([job.status, left(made) - left(job)]).toEqual([202, 8]);
  });
});
