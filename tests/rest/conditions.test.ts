import { beforeAll, describe, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName, tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

const scene = { key: "", sub: 0, reseller: 0 };
const say = (method: string, address: string, body?: unknown, headers: Record<string, string> = {}) =>
  ask(method, address, { key: scene.key, body, headers });

beforeAll(async () => {
  const { i_customer, actor } = await customer();
  scene.reseller = i_customer;
  scene.key = await keyOf(actor);
  scene.sub = (await customer(i_customer, { i_tariff: await tariff(i_customer) })).i_customer;
});

describe("an entity tag", () => {
  it("of a customer counts attributes, bookings and blocks, and a reader who has it gets 304", async () => {
    const at = `/customers/${scene.sub}`;
    const first = (await say("GET", at)).headers.get("etag") ?? "";
    expect(first).toMatch(/^"v\d+-\d+-\d+"$/);
    const again = await say("GET", at, undefined, { "if-none-match": `"x", W/${first}` });
    expect([again.status, again.text]).toEqual([304, ""]);
    const changed = await say("PATCH", at, { city: "Tartu" });
    const second = changed.headers.get("etag");
    expect(second).not.toBe(first);
    expect((await say("GET", at)).headers.get("etag")).toBe(second);
    expect((await say("GET", at, undefined, { "if-none-match": first })).status).toBe(200);
  });

  it("that does not hold is 412, which says what has changed; of two at once one wins", async () => {
    const at = `/customers/${scene.sub}`;
    const old = (await say("GET", at)).headers.get("etag") ?? "";
    await say("POST", `${at}/payments`, { amount: "1.000000" });
    const late = await say("PATCH", at, { city: "Narva" }, { "if-match": old });
    expect([late.status, late.body.changed]).toEqual([412, ["balance"]]);
    const tag = (await say("GET", at)).headers.get("etag") ?? "";
    const both = await Promise.all(
      ["Võru", "Valga"].map((city) => say("PATCH", at, { city }, { "if-match": tag })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    // a question is answered as the call would be
    const asked = await say("PATCH", `${at}?dry_run=1`, { city: "Jõhvi" }, { "if-match": old });
    expect([asked.status, asked.body.changed]).toEqual([412, ["attributes", "balance"]]);
    expect((await say("PATCH", at, { city: "Riga" }, { "if-match": "*" })).status).toBe(200);
    expect((await say("PATCH", at, { city: "Riga" }, { "if-match": "v1" })).body.attribute).toBe("If-Match");
  });
});

describe("a call under a key of its own", () => {
  it("is done once however often it is sent, also at once, with one answer", async () => {
    const name = freshName();
    const body = { name, i_tariff: null, web_password: "correct horse battery" };
    const headers = { "idempotency-key": freshName("call") };
    const all = await Promise.all(Array.from({ length: 8 }, () => say("POST", "/customers", body, headers)));
    const done = all.filter(({ status }) => status === 201);
    expect(done.length).toBeGreaterThan(0);
    for (const { status, headers: told } of all)
      if (status !== 201) expect([status, told.get("retry-after")]).toEqual([409, "1"]);
    const later = await say("POST", "/customers", body, headers);
    expect([later.status, later.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect(new Set([...done, later].map(({ text }) => text)).size).toBe(1);
    const other = await say("POST", "/customers", { ...body, city: "Oslo" }, headers);
    expect([other.status, other.body.key]).toEqual([422, "key_of_another"]);
  });

  it("is answered as it was then, though the thing has changed since, as far as whoever asks may still read it", async () => {
    const at = `/customers/${scene.sub}`;
    const headers = { "idempotency-key": freshName("change") };
    const first = await say("PATCH", at, { city: "Pärnu" }, headers);
    expect((await say("PATCH", at, { city: "Rakvere", state: "Viru" })).body.city).toBe("Rakvere");
    const again = await say("PATCH", at, { city: "Pärnu" }, headers);
    expect([again.text, again.headers.get("idempotency-replayed")]).toEqual([first.text, "true"]);
    // what is written in the belief that nothing has changed since is refused
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    const late = await say("PATCH", at, { city: "Elva" }, { "if-match": again.headers.get("etag") ?? "" });
    expect(late.status).toBe(412);
    expect((await say("GET", at)).body.city).toBe("Rakvere");
  });

  it("is answered whole as it was, lists and all, with the tag of then", async () => {
    const url = "https://hooks.example.com/then";
    const { i_endpoint } = (await say("POST", "/webhooks", { url, reach: "self", events: ["*"] })).body;
    const at = `/webhooks/${i_endpoint}`;
    const headers = { "idempotency-key": freshName("hook") };
    const change = { events: ["money.*"], note: "then" };
    const first = await say("PATCH", at, change, headers);
    expect(first.body).toMatchObject(change);
    await say("PATCH", at, { events: ["*"], note: "now" });
    const again = await say("PATCH", at, change, headers);
    expect([again.text, again.headers.get("etag")]).toEqual([first.text, first.headers.get("etag")]);
  });

  it("is answered by its refusal once its key may not make it any more", async () => {
    const key = await keyOf(await actorOf(scene.reseller));
    const headers = { "idempotency-key": freshName("change") };
    const change = async () =>
      await ask("PATCH", `/customers/${scene.sub}`, { key, body: { city: "Kuressaare" }, headers });
    expect((await change()).status).toBe(200);
    const narrowed = await ask("PATCH", "/keys/self", { key, body: { areas: { customers: "read" } } });
    expect(narrowed.status).toBe(200);
    const again = await change();
    expect([again.status, again.body.key]).toEqual([403, "key_area"]);
    expect(again.text).not.toContain("Kuressaare");
  });

  it("that pays is one with XML-RPC's key, and another payment under it is a conflict", async () => {
    const key = freshName("payment");
    const at = `/customers/${scene.sub}/payments`;
    const first = await say("POST", at, { amount: "5.000000" }, { "idempotency-key": key });
    expect(first.status).toBe(201);
    const same = await operations.customerAddFunds(await actorOf(scene.reseller, "api"), {
      i_customer: scene.sub,
      amount: "5",
      idempotency_key: key,
    });
    expect(same.i_entry).toBe(first.body.i_entry);
    const two = { amount: "5.000000", idempotency_key: "another" };
    expect((await say("POST", at, two, { "idempotency-key": key })).status).toBe(400);
    const other = await say("POST", at, { amount: "6.000000" }, { "idempotency-key": key });
    expect([other.status, other.body.attribute]).toEqual([409, "idempotency_key"]);
  });
});
