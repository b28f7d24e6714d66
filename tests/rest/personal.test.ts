import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { password } from "./stage/route-scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

let reseller: Actor;
let key = "";

beforeAll(async () => {
  ({ actor: reseller } = await customer(1, { email: "reseller@example.com" }));
  key = await keyOf(reseller);
});

const say = (method: string, address: string, body?: unknown) => ask(method, address, { key, body });

describe("a key", () => {
  it("says whose it is and what it may do", async () => {
    const { body } = await say("GET", "/me");
    expect(body).toMatchObject({
      i_customer: reseller.i_customer,
      login: reseller.login,
      access_level: "ADMINISTRATOR",
      key: { login: reseller.login, areas: { customers: "write" }, state: "valid" },
      rights: { customers_mgmt: { own: 7, inForce: 7, lacking: {} } },
      api: { own: true, provider: true },
    });
    expect(JSON.stringify(body)).not.toContain(key.slice(13));
  });

  it("changes its customer's own data, but never what leads to a log-in, which outlasts it", async () => {
    const changed = await say("PATCH", "/customers/self", { city: "Riga" });
    expect([changed.status, changed.body.city, changed.body.i_customer]).toEqual([
      200,
      "Riga",
      reseller.i_customer,
    ]);
    for (const name of ["email", "api_password", "web_password", "balance"])
      expect((await say("PATCH", "/customers/self", { [name]: "x" })).body.attribute).toBe(name);
    const actor = { ...reseller, door: "rest", key: { i_key: 1, line: 1, prefix: "x", areas: {} } } as const;
    for (const own of [{ email: "thief@example.com" }, { api_password: "a long new secret" }])
      expect(await refusalOf(operations.updateOwnData(actor, own))).toMatchObject({
        code: 403,
        key: "in_person",
        attribute: Object.keys(own)[0],
      });
    // XML-RPC still finds nobody
    expect(
      await refusalOf(operations.updateOwnData({ ...reseller, door: "api" }, { city: "x" })),
    ).toMatchObject({ code: 404 });
  });

  it("means oneself by its own customer's number as by `self`, alone and in a batch, and by no scope's", async () => {
    const own = `/customers/${reseller.i_customer}`;
    const changed = await say("PATCH", own, { city: "Jelgava" });
    expect([changed.status, changed.body.city]).toEqual([200, "Jelgava"]);
    expect((await say("PATCH", own, { balance: "1.000000" })).body.attribute).toBe("balance");
    const within = await say("POST", "/batch", {
      requests: [{ method: "PATCH", path: own, body: { city: "Ogre" } }],
    });
    expect(within.body).toMatchObject({ responses: [{ status: 200, body: { city: "Ogre" } }] });
    // what it may is decided as for self
    const [alone, other] = [
      await keyOf(reseller, { own: "write", customers: "read" }),
      await keyOf(reseller, { customers: "write" }),
    ];
    for (const path of [own, "/customers/self"]) {
      expect((await ask("PATCH", path, { key: alone, body: { city: "Cēsis" } })).status).toBe(200);
      expect((await ask("PATCH", path, { key: other, body: { city: "Cēsis" } })).body.key).toBe("key_area");
    }
    const once = { "idempotency-key": freshName("own") };
    const again = async (path: string) =>
      await ask("PATCH", path, { key, body: { city: "Sigulda" }, headers: once });
    expect((await again(own)).status).toBe(200);
    expect((await again("/customers/self")).headers.get("idempotency-replayed")).toBe("true");
    // to somebody below, who is worked for, it is somebody beside; and to others it is as it was
    const { i_customer } = await customer(reseller.i_customer);
    const headers = { "trellis-customer": String(i_customer) };
    expect((await ask("PATCH", own, { key, body: { city: "Rēzekne" }, headers })).status).toBe(404);
    const neighbour = await keyOf((await customer()).actor);
    expect((await ask("PATCH", own, { key: neighbour, body: { city: "Rēzekne" } })).status).toBe(404);
    expect((await say("GET", own)).body.city).toBe("Sigulda");
  });

  it("whose level reads nothing learns who it is nevertheless", async () => {
    const web_login = freshName("reporter");
    const { i_web_user } = await operations.addWebUser(reseller, {
      i_customer: reseller.i_customer,
      web_login,
      access_level: "REPORTER",
    });
    const reporter = { ...reseller, i_web_user, login: web_login, access_level: "REPORTER" } as const;
    const me = await ask("GET", "/me", { key: await keyOf(reporter) });
    expect([me.status, me.body.login, me.body.access_level]).toEqual([200, web_login, "REPORTER"]);
  });
});

describe("a password", () => {
  it("is judged with an answer, whatever it is, with each reason by itself in the language that was asked for", async () => {
    const good = await say("POST", "/password-checks", { password });
    expect([good.status, good.body]).toEqual([200, { valid: true, reasons: [], policy: good.body.policy }]);
    const bad = await say("POST", "/password-checks", { password: "short" });
    expect([bad.status, bad.body.valid]).toEqual([200, false]);
    expect(bad.body.reasons).not.toEqual([]);
    const russian = await say("POST", "/password-checks", { password: "short", lang: "ru" });
    expect(JSON.stringify(russian.body.reasons)).toMatch(/[а-я]/);
  });

  it("that is right, wrong or for once is told by 200, 401 and 410", async () => {
    const web_login = freshName("person");
    await operations.addWebUser(reseller, {
      i_customer: reseller.i_customer,
      web_login,
      web_password: password,
    });
    const tried = async (one: unknown) =>
      await say("POST", "/authentications", { username: web_login, password: one });
    const right = await tried(password);
    expect([right.status, right.body.i_customer]).toEqual([200, reseller.i_customer]);
    const wrong = await tried("another");
    expect([wrong.status, wrong.body.key]).toEqual([401, "not_authenticated"]);
    const once = await say("POST", "/one-time-passwords", { web_login });
    expect([once.status, (await tried(once.body.password)).status]).toEqual([201, 410]);
    expect((await tried(once.body.password)).status).toBe(401);
  });
});

describe("a brand over REST", () => {
  // the smallest picture: one red dot
  const dot =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

  it("is saved with its links and a picture in the body, and read back with the picture's hash", async () => {
    const footer_links = [{ label: "Help", href: "https://example.com/help" }];
    const saved = await say("PUT", "/branding", { product_name: "Nordic", footer_links, favicon: dot });
    expect(saved.status).toBe(200);
    const { own } = saved.body as { own: { values: object; favicon: string } };
    expect(own.values).toMatchObject({ product_name: "Nordic", footer_links });
    expect(own.favicon).toMatch(/^[0-9a-f]{32}$/);
    const kept = await say("PUT", "/branding", { product_name: "Nordic", favicon: own.favicon });
    expect(kept.body.own).toMatchObject({ favicon: own.favicon, values: { footer_links: [] } });
  });

  it("that has too many links, half a link, or no picture is refused by its name", async () => {
    const link = { label: "Help", href: "https://example.com/" };
    for (const [body, attribute] of [
      [{ footer_links: Array(6).fill(link) }, "footer_links"],
      [{ footer_links: [{ label: "Help" }] }, "footer_href.0"],
      [{ favicon: "data:image/png;base64,AAAA" }, "favicon"],
      [{ favicon: "x" }, "favicon"],
    ] as const) {
      const { status, body: problem } = await say("PUT", "/branding", body);
      expect([status, problem.attribute]).toEqual([400, attribute]);
    }
  });
});

describe("a word in a path", () => {
  it("has the methods that it has itself, and the others of the name in its place", async () => {
    expect((await say("GET", "/customers/self")).status).toBe(200);
    expect((await say("GET", "/customers/self/rights")).status).toBe(200);
    const { status, headers } = await say("PUT", "/customers/self", {});
    expect([status, headers.get("allow")]).toEqual([405, "PATCH, GET, HEAD, DELETE"]);
  });
});

describe("a PATCH", () => {
  it("of a tariff, a routing group, a profile or a note changes what it says, and nothing else", async () => {
    const tariff = await say("POST", "/tariffs", { name: freshName("tariff"), currency: "USD" });
    const inEuro = await say("PATCH", `/tariffs/${tariff.body.i_tariff}`, { currency: "EUR" });
    expect(inEuro.body).toMatchObject({ name: tariff.body.name, currency: "EUR" });
    const name = freshName("tariff");
    expect((await say("PATCH", `/tariffs/${tariff.body.i_tariff}`, { name })).body).toMatchObject({
      name,
      currency: "EUR",
    });
    const group = await say("POST", "/routing-groups", { name: freshName("group") });
    const same = await say("PATCH", `/routing-groups/${group.body.i_routing_group}`, {});
    expect([same.status, same.body.name]).toEqual([200, group.body.name]);
    const attributes = { max_sessions: 5, credit_limit: "10.000000" };
    const profile = await say("POST", "/profiles", { name: freshName("profile"), attributes });
    const at = `/profiles/${profile.body.i_profile}`;
    const merged = await say("PATCH", at, { attributes: { max_sessions: null, max_depth: 2 } });
    expect([merged.body.name, merged.body.attributes]).toEqual([
      profile.body.name,
      { credit_limit: "10.000000", max_depth: 2 },
    ]);
    expect((await say("PATCH", at, { name: "Another" })).body.attributes).toEqual(merged.body.attributes);
    const note = await say("POST", "/customers/self/notes", { text: "x", follow_up_on: "2026-12-01" });
    const path = `/notes/${note.body.i_note}`;
    const theirs = await say("PATCH", path, { follow_up_by: reseller.i_web_user });
    expect(theirs.body).toMatchObject({ follow_up_on: "2026-12-01", follow_up_by: reseller.i_web_user });
    const moved = await say("PATCH", path, { follow_up_on: "2026-12-02" });
    expect(moved.body).toMatchObject({ follow_up_on: "2026-12-02", follow_up_by: reseller.i_web_user });
    const none = await say("PATCH", path, { follow_up_on: null });
    expect(none.body).toMatchObject({ follow_up_on: null, follow_up_by: null, text: "x" });
  });
});
