import { beforeEach, describe, expect, it } from "vitest";
import { areaOfAttribute } from "@/attributes/area-of-attribute";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import type { Call } from "@/server/doors/calls/call";
import { calls } from "@/server/doors/calls/calls";
import { operations } from "@/server/doors/operations";
import { areasLacking } from "@/server/doors/rest/demand-areas";
import type { Route } from "@/server/doors/rest/routes/route";
import { routes } from "@/server/doors/rest/routes/routes";
import { areaOfJobCall } from "@/server/jobs/acts/job-calls";
import { customer, freshName, tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { doJob, examineAll, prepared } from "../server/jobs/do-jobs";
import { fileOf } from "../server/jobs/file-of";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

const anyCall: Readonly<Record<string, Call>> = calls;
const scene = { reseller: 0, sub: 0 };
let reseller: Actor;

// a person has twenty keys at most
beforeEach(async () => {
  const made = await customer();
  reseller = made.actor;
  scene.reseller = made.i_customer;
  const i_tariff = await tariff(scene.reseller);
  scene.sub = (await customer(scene.reseller, { i_tariff })).i_customer;
});

describe("a key that reaches customers alone", () => {
  it.each([
    ["its balance", { balance: "999.000000" }],
    ["its credit limit", { credit_limit: "77.000000" }],
    ["its login", { web_login: "taken over" }],
    ["its password", { web_password: "correct horse battery 9" }],
    ["its API password", { api_password: "correct horse battery 9" }],
    ["its brand", { css: "a{}" }],
    ["its host", { dns_alias: "portal.example.com" }],
    ["the sender of its mail", { mail_from: "thief@example.com" }],
    ["its address", { email: "thief@example.com" }],
    ["where copies of its mail go", { bcc: "thief@example.com" }],
    ["how strong its passwords are", { i_password_policy: 1 }],
  ])("writes what is a customer's own, and not %s", async (_what, body) => {
    const key = await keyOf(reseller, { customers: "write" });
    const at = `/customers/${scene.sub}`;
    const refused = await ask("PATCH", at, { key, body });
    expect([refused.status, refused.body.key]).toEqual([403, "key_area"]);
    expect((await ask("PATCH", at, { key, body: { city: "Riga" } })).status).toBe(200);
  });

  it("makes customers with their first log-in, and without money", async () => {
    const key = await keyOf(reseller, { customers: "write" });
    const addressed = { email: "new@example.com", cc: "copies@example.com", i_password_policy: 1 };
    const body = { name: freshName(), i_tariff: null, web_password: "correct horse battery", ...addressed };
    expect((await ask("POST", "/customers", { key, body: { ...body, balance: "5.000000" } })).status).toBe(
      403,
    );
    expect((await ask("POST", "/customers", { key, body })).status).toBe(201);
    const many = { values: { css: "a{}" }, ids: [scene.sub] };
    expect((await ask("POST", "/jobs", { key, body: many })).body.key).toBe("key_area");
  });
});

describe("a job, whoever prepared it", () => {
  const { addProfile, mapImport, beginImport, undoJob } = operations;
  const kinds = [
    ["money", { kind: "funds", booking: "payment", amount: "5" }],
    ["money", { kind: "credit_limit", mode: "set", value: "70" }],
    ["blocks", { kind: "block", reason: "fraud" }],
    ["blocks", { kind: "unblock" }],
    ["web_users", { kind: "one_time_password" }],
    ["web_users", { kind: "invite" }],
    ["web_users", { kind: "set_attributes", values: { i_password_policy: 1 } }],
    ["branding", { kind: "set_attributes", values: { css: "a{}" } }],
  ] as const;
  const another = async () => (await customer(scene.reseller)).i_customer;
  const start = async (i_job: number, areas: Readonly<Record<string, "read" | "write">>) =>
    await ask("PUT", `/jobs/${i_job}/start`, { key: await keyOf(reseller, areas), body: {} });
  const refusedFor = (area: string) => ({ status: 403, body: { key: "key_area", values: { area } } });

  it.each(kinds)("is started by a key that reaches %s, as %j needs", async (area, asked) => {
    const { i_job } = await prepared(reseller, { ids: [await another()], ...asked });
    expect(await start(i_job, { customers: "write" })).toMatchObject(refusedFor(area));
    expect(await start(i_job, { customers: "write", [area]: "read" })).toMatchObject(refusedFor(area));
    expect((await start(i_job, { customers: "write", [area]: "write" })).status).toBe(200);
    await doJob(i_job);
  });

  it("needs nothing more where it changes what is of customers alone", async () => {
    const { i_job } = await prepared(reseller, {
      kind: "set_attributes",
      values: { city: "Riga" },
      ids: [await another()],
    });
    expect((await start(i_job, { customers: "write" })).status).toBe(200);
    await doJob(i_job);
  });

  it("that gives a profile needs what the profile carries", async () => {
    const attributes = { credit_limit: "10", max_sessions: 5 };
    const { i_profile } = await addProfile(reseller, { name: freshName(), attributes });
    const { i_job } = await prepared(reseller, { kind: "profile", i_profile, ids: [await another()] });
    expect(await start(i_job, { customers: "write" })).toMatchObject(refusedFor("money"));
  });

  it("that imports needs what the columns of its file mean", async () => {
    const said = {
      mode: "create",
      key: "name",
      first: "invitation",
      all: { i_tariff: "", email: "new@example.com" },
    };
    const table = fileOf(["name", "balance"], [freshName(), "5"]);
    const { i_job } = await beginImport(reseller, { file: "some.csv", table });
    await mapImport(reseller, { ...said, i_job, columns: ["name", "balance"] });
    await examineAll(i_job);
    expect(await start(i_job, { customers: "write" })).toMatchObject(refusedFor("money"));
    await mapImport(reseller, { ...said, i_job, columns: ["name", "ignore"] });
    await examineAll(i_job);
    expect((await start(i_job, { customers: "write" })).status).toBe(200);
    await doJob(i_job);
  });

  it("is resumed and undone, and its undoing started, by a key that could start it", async () => {
    const key = await keyOf(reseller, { customers: "write" });
    const asked = { kind: "funds", booking: "payment", amount: "5", ids: [await another()] };
    const { i_job } = await prepared(reseller, asked);
    await operations.startJob(reseller, { i_job });
    expect((await ask("PUT", `/jobs/${i_job}/pause`, { key, body: {} })).status).toBe(200);
    expect(await ask("PUT", `/jobs/${i_job}/resume`, { key, body: {} })).toMatchObject(refusedFor("money"));
    await operations.resumeJob(reseller, { i_job });
    await doJob(i_job);
    expect(await ask("POST", `/jobs/${i_job}/undo`, { key })).toMatchObject(refusedFor("money"));
    const undoing = await undoJob(reseller, { i_job });
    await examineAll(undoing.i_job);
    expect(await start(undoing.i_job, { customers: "write" })).toMatchObject(refusedFor("money"));
    expect((await start(undoing.i_job, { customers: "write", money: "write" })).status).toBe(200);
    await doJob(undoing.i_job);
  });

  it("calls nothing that needs another area at its own address", () => {
    for (const [call, area] of Object.entries(areaOfJobCall))
      for (const route of routes.filter((one) => one.call === call))
        expect([call, route.area]).toEqual([call, area]);
  });
});

describe("a key that reaches one's own alone", () => {
  it("changes oneself, and reads and changes nobody else", async () => {
    const key = await keyOf(reseller, { own: "write" });
    const changed = await ask("PATCH", "/customers/self", { key, body: { city: "Bergen" } });
    expect([changed.status, changed.body.balance]).toEqual([200, undefined]);
    for (const [method, body] of [
      ["GET", undefined],
      ["PATCH", { low_balance_threshold: "3.000000" }],
    ] as const)
      expect((await ask(method, `/customers/${scene.sub}/preferences`, { key, body })).body.key).toBe(
        "key_area",
      );
  });

  it.each([
    ["branding", { css: "a{}" }],
    ["branding", { dns_alias: "portal.example.com" }],
    ["branding", { mail_from: "thief@example.com" }],
    ["web_users", { cc: "thief@example.com" }],
    ["web_users", { bcc: "thief@example.com" }],
  ])("changes nothing of oneself that belongs to %s: %j", async (area, body) => {
    const key = await keyOf(reseller, { own: "write" });
    for (const path of ["/customers/self", `/customers/${scene.reseller}`])
      for (const asked of [path, `${path}?dry_run=1`])
        expect(await ask("PATCH", asked, { key, body })).toMatchObject({
          status: 403,
          body: { key: "key_area", values: { area } },
        });
    const wider = await keyOf(reseller, { own: "write", [area]: "write" });
    expect((await ask("PATCH", "/customers/self", { key: wider, body })).status).toBe(200);
  });

  it("takes no protection away that a person confirms", async () => {
    const key = await keyOf(reseller, { own: "write" });
    for (const name of ["require_factor", "refuse_support", "bridge"])
      expect((await ask("PATCH", "/preferences", { key, body: { [name]: false } })).body.attribute).toBe(
        name,
      );
  });
});

describe("a key that reaches web users alone", () => {
  it("gets a one-time password of others, and not of its owner, as whom it would log in", async () => {
    const login = async (i_customer: number) =>
      (await operations.getCustomerInfo(reseller, { i_customer })).customer.web_login;
    const [own, other] = [await login(scene.reseller), await login(scene.sub)];
    const key = await keyOf(reseller, { web_users: "write" });
    const asked = (web_login: unknown, asker = key, query = "") =>
      ask("POST", `/one-time-passwords${query}`, { key: asker, body: { web_login } });
    expect((await asked(other)).status).toBe(201);
    for (const query of ["", "?dry_run=1"])
      expect(await asked(own, key, query)).toMatchObject({
        status: 403,
        body: { key: "key_area", values: { area: "own", reach: "write" } },
      });
    const reading = await keyOf(reseller, { web_users: "write", own: "read" });
    expect((await asked(own, reading)).status).toBe(403);
    const wider = await keyOf(reseller, { web_users: "write", own: "write" });
    expect((await asked(own, wider)).status).toBe(201);
  });
});

describe("a key that reaches profiles alone", () => {
  it("prepares new customers by them, and not by another customer, however that is named", async () => {
    const { name } = (await operations.getCustomerInfo(reseller, { i_customer: scene.sub })).customer;
    const key = await keyOf(reseller, { profiles: "read" });
    const wider = await keyOf(reseller, { profiles: "read", customers: "read" });
    for (const named of [`i_customer=${scene.sub}`, `name=${encodeURIComponent(String(name))}`]) {
      const path = `/profiles/prepared?${named}`;
      expect([
        (await ask("GET", path, { key })).body.key,
        (await ask("GET", path, { key: wider })).status,
      ]).toEqual(["key_area", 200]);
    }
  });

  it("lets them carry nothing of another area", async () => {
    const key = await keyOf(reseller, { profiles: "write" });
    const post = (attributes: object, asked = key) =>
      ask("POST", "/profiles", { key: asked, body: { name: freshName(), attributes } });
    const made = await post({ max_sessions: 5 });
    expect(made.status).toBe(201);
    for (const [area, attributes] of [
      ["money", { credit_limit: "99999.000000" }],
      ["branding", { css: "a{}" }],
      ["web_users", { i_password_policy: 1 }],
    ] as const) {
      const refused = { status: 403, body: { key: "key_area", values: { area } } };
      expect(await post(attributes)).toMatchObject(refused);
      const change = ["PATCH", `/profiles/${made.body.i_profile}`, { key, body: { attributes } }] as const;
      expect(await ask(...change)).toMatchObject(refused);
      const wider = await keyOf(reseller, { profiles: "write", [area]: "write" });
      expect((await post(attributes, wider)).status).toBe(201);
    }
  });
});

it("whatever writes an attribute needs its area, at every address", () => {
  const given = ({ call }: Route): [string, object][] =>
    (anyCall[call]?.parameters ?? []).flatMap(({ name, type }) => [
      [name, { [name]: "1" }],
      ...(typeof type === "object" && "struct" in type
        ? Object.keys(type.struct).map((inner): [string, object] => [inner, { [name]: { [inner]: "1" } }])
        : []),
    ]);
  const writing = routes.filter(
    ({ method, reach, area }) => method !== "GET" && reach !== "read" && area !== null,
  );
  const areasFor = (route: Route, raw: Readonly<Record<string, unknown>>) => {
    const actor = { ...reseller, key: { i_key: 1, line: 1, prefix: "", areas: {} } };
    return areasLacking(actor, route, { raw }).map(({ reason }) => reason?.values?.area);
  };
  const seen = writing.flatMap((route) =>
    given(route).flatMap(([name, raw]) => {
      const area = areaOfAttribute(name, route.call === "createCustomer");
      if (area === null) return [];
      expect([route.path, name, areasFor(route, { ...raw })]).toEqual([
        route.path,
        name,
        expect.arrayContaining([area]),
      ]);
      return [route.call];
    }),
  );
  const writers = "addProfile createCustomer editProfile updateCustomer updateCustomers updateOwnData";
  expect(seen).toEqual(expect.arrayContaining(writers.split(" ")));
});

describe("the header Trellis-Customer", () => {
  it("counts for nothing where a call has no scope, in the path as in the answer", async () => {
    const key = await keyOf(reseller);
    const headers = { "trellis-customer": `${scene.sub}` };
    const changed = await ask("PATCH", "/customers/self", { key, headers, body: { city: "Oslo" } });
    expect([changed.status, changed.body.i_customer, changed.body.city]).toEqual([
      200,
      scene.reseller,
      "Oslo",
    ]);
    const { city } = await database().customer.findUniqueOrThrow({
      where: { i_customer: scene.sub },
      select: { city: true },
    });
    expect(city).not.toBe("Oslo");
  });
});

describe("the header Trellis-Customer beside a customer in the path", () => {
  const paths = [
    ["a call that finds its customer in a scope", "", 404],
    ["a call that reads what a customer has", "/ledger", 404],
    ["a path that names its own scope", "/statement?since=2026-01-01&until=2026-02-01", 403],
  ] as const;

  it.each(paths)("of %s is the scope in which that one has to be", async (_, rest, outside) => {
    const [one, other] = [await customer(scene.reseller), await customer(scene.reseller)];
    const below = await customer(one.i_customer);
    const key = await keyOf(reseller);
    const status = async (scope: number, path: number | string) =>
      (
        await ask("GET", `/customers/${path}${rest}`, {
          key,
          headers: { "trellis-customer": `${scope}` },
        })
      ).status;
    expect(await status(one.i_customer, below.i_customer)).toBe(200);
    expect(await status(scene.reseller, below.i_customer)).toBe(200);
    expect(await status(one.i_customer, one.i_customer)).toBe(200);
    expect(await status(one.i_customer, "self")).toBe(200);
    expect(await status(other.i_customer, below.i_customer)).toBe(outside);
    expect(await status(below.i_customer, one.i_customer)).toBe(outside);
    expect(await status(below.i_customer, scene.reseller)).toBe(outside);
    // what is above or beside the caller is out of its scope, and tells nothing of what is in it
    for (const scope of [1, 999_999_999])
      for (const path of [below.i_customer, scene.reseller, 999_999_998, "self"])
        expect([scope, path, await status(scope, path)]).toEqual([scope, path, 403]);
  });

  it("of a call without a scope counts for nothing", async () => {
    const [one, other] = [await customer(scene.reseller), await customer(scene.reseller)];
    const key = await keyOf(reseller);
    const headers = { "trellis-customer": `${other.i_customer}` };
    const at = (path: string) => ask("GET", path, { key, headers });
    expect((await at(`/customers/${one.i_customer}/preferences`)).status).toBe(200);
    expect((await at(`/customers/${one.i_customer}/web-users`)).status).toBe(200);
    expect((await at("/customers/self/web-users")).body).toEqual(
      (await ask("GET", "/customers/self/web-users", { key })).body,
    );
  });
});

describe("what has ended", () => {
  it("does nothing more in a batch that goes on", async () => {
    const key = await keyOf(reseller);
    const at = `/customers/${scene.sub}`;
    const { body } = await ask("POST", "/batch", {
      key,
      body: {
        requests: [
          { method: "DELETE", path: "/keys/self" },
          { method: "POST", path: `${at}/payments`, body: { amount: "1.000000" } },
        ],
      },
    });
    expect((body.responses as { status: number }[]).map(({ status }) => status)).toEqual([204, 401]);
  });
});

describe("a batch", () => {
  it("has no scope and no key of its own, and counts as a call", async () => {
    const key = await keyOf(reseller);
    const body = { requests: [{ method: "GET", path: "/nowhere" }] };
    for (const headers of [{ "trellis-customer": `${scene.sub}` }, { "idempotency-key": "once" }] as const)
      expect((await ask("POST", "/batch", { key, body, headers })).status).toBe(400);
    const { headers } = await ask("POST", "/batch", { key, body });
    expect(headers.get("ratelimit")).toContain('"calls";r=599;');
  });
});

describe("what Accept says", () => {
  it("goes by weight, and HEAD is as GET", async () => {
    const key = await keyOf(reseller);
    const typeOf = async (accept: string, method = "GET") =>
      (await ask(method, "/tariffs", { key, headers: { accept } })).headers.get("content-type");
    expect(await typeOf("text/csv;q=0.1, application/json")).toBe("application/json");
    expect(await typeOf("application/json;q=0, text/csv")).toBe("text/csv; charset=utf-8");
    // of exports there are two at once: none of these goes on
    for (let count = 0; count < 3; count += 1)
      for (const type of ["text/csv; charset=utf-8", "application/x-ndjson"])
        expect(await typeOf(type, "HEAD")).toBe(type);
    const all = await ask("GET", "/tariffs", { key, headers: { accept: "application/x-ndjson" } });
    expect(all.text).toContain('{"end":true,"rows":1}');
  });
});

it("a key that stands where a name belongs is told to nobody", async () => {
  const key = await keyOf(reseller);
  const refused = await ask("GET", `/customers?${key}`, { key });
  // its first twelve characters stay visible
  expect([refused.status, refused.text.includes(key.slice(0, 14))]).toEqual([400, false]);
  expect((await ask("GET", "/customers/9999999999", { key })).status).toBe(404);
});
