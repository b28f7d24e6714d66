import { beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { createCustomer } from "@/server/customers/create-customer";
import { updateCustomer } from "@/server/customers/update-customer";
import { updateOwnData } from "@/server/customers/update-own-data";
import { database } from "@/server/database/client";
import { Unsettled } from "@/server/doors/http/unsettled";
import { type Admission, admit } from "@/server/doors/xmlapi/admit";
import { makeNonce } from "@/server/doors/xmlapi/digest/nonce";
import type { Caller } from "@/server/ground/network/caller";
import { provideSettings } from "@/server/ground/settings";
import { nonceLivesMs } from "@/server/operation/replayed-call";
import { actorOf, allRights, customer, freshName } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";
import { authorization, isStale, type Login, nonceOf, type Said } from "../stage/digest-client";

givenFreshDatabase("cheap", "by hand");
beforeEach(() => provideSettings({ XMLAPI_ALLOW_HTTP: "", TRUSTED_HOSTS: "", XMLAPI_DIGEST: "" }));

const here: Caller = { address: "192.0.2.7", forwarded: false, protocol: "https" };
const password = "correct horse api";

async function ask(
  headers: Record<string, string>,
  caller = here,
  url = "/xmlapi/xmlapi",
): Promise<Admission> {
  return await admit({ method: "POST", url, headers, caller });
}

/** Calls as a client does: gets a challenge, then answers it. */
async function call(login: Login, said: Partial<Said> = {}, caller = here): Promise<Admission> {
  const nonce = said.nonce ?? nonceOf(await ask({}, caller));
  return await ask({ authorization: authorization(login, { ...said, nonce }) }, caller);
}

/** A customer with an API password that its parent set. */
async function apiUser(parent = 1, values: Record<string, unknown> = {}) {
  const username = String(values.web_login ?? freshName("api user"));
  const made = await customer(parent, { web_login: username, api_password: password, ...values });
  return { ...made, username, login: { username, password } };
}

describe("a caller with the right digest", () => {
  it.each(["MD5", "SHA-256"] as const)("is the customer's default web user, by %s", async (algorithm) => {
    provideSettings({ XMLAPI_DIGEST: "both" });
    const { i_customer, actor, login } = await apiUser();
    const admission = await call(login, { algorithm });
    expect(admission).toMatchObject({
      kind: "actor",
      actor: {
        door: "api",
        i_customer,
        i_web_user: actor.i_web_user,
        login: login.username,
        access_level: "ADMINISTRATOR",
        address: here.address,
        once: { nc: 1, place: 0 },
      },
    });
  });

  it.each([
    ["md5", "SHA-256"],
    ["sha-256", "MD5"],
  ] as const)(
    "is nobody where XMLAPI_DIGEST is %s and it answers by %s; the login fails by none of it",
    async (digest, algorithm) => {
      provideSettings({ XMLAPI_DIGEST: digest });
      const { login } = await apiUser();
      for (let time = 0; time < 8; time += 1) {
        const admission = await call(login, { algorithm });
        expect(admission.kind).toBe("challenge");
        expect(isStale(admission)).toBe(false);
      }
      expect((await call(login, { algorithm: algorithm === "MD5" ? "SHA-256" : "MD5" })).kind).toBe("actor");
    },
  );

  it.each(['with "quotes" and \\', "Jäsøn Доу 👋", "a=b, c", "UPPER and lower"])(
    "has the login %s",
    async (text) => {
      const { login } = await apiUser(1, { web_login: `${text} ${freshName()}` });
      expect((await call(login)).kind).toBe("actor");
    },
  );

  it("spells its login as it is stored: another spelling of the same name is nobody", async () => {
    const { login } = await apiUser(1, { web_login: `Émile ${freshName()}` });
    for (const username of [
      login.username.toUpperCase(),
      login.username.normalize("NFD"),
      ` ${login.username}`,
    ])
      expect((await call({ ...login, username })).kind).toBe("challenge");
  });

  it("uses a nonce for many calls, and is told which were too much", async () => {
    const { login } = await apiUser();
    const nonce = nonceOf(await ask({}));
    for (const nc of [1, 2, 5, 3]) expect((await call(login, { nonce, nc })).kind).toBe("actor");
    for (const nc of [1, 3, 5]) expect(isStale(await call(login, { nonce, nc }))).toBe(true);
    expect((await call(login, { nonce, nc: 4 })).kind).toBe("actor");
  });

  it("costs one query", async () => {
    const { login } = await apiUser();
    const nonce = nonceOf(await ask({}));
    const { count } = await countStatements(async () => await call(login, { nonce }));
    expect(count).toBe(1);
    const none = await countStatements(async () => await ask({}));
    expect(none.count).toBe(0);
  });

  it("sends the path with or without a query, or the whole URL", async () => {
    const { login } = await apiUser();
    const uri = "https://portal.example/xmlapi/xmlapi";
    const authorized = async (given: string, url: string) =>
      await ask(
        { authorization: authorization(login, { nonce: nonceOf(await ask({})), uri: given }) },
        here,
        url,
      );
    expect((await authorized(uri, "/xmlapi/xmlapi?x=1")).kind).toBe("actor");
    expect((await authorized("/xmlapi/other", "/xmlapi/xmlapi")).kind).toBe("challenge");
  });

  it("names the realm that it was challenged for", async () => {
    const { login } = await apiUser();
    expect((await call(login, { realm: "xml api" })).kind).toBe("challenge");
  });

  it("needs no api_mgmt of its own: that is for giving access to others", async () => {
    const { login } = await apiUser(1, { api_mgmt: 0 });
    expect((await call(login)).kind).toBe("actor");
  });
});

describe("the API password", () => {
  it("is marked as somebody else's as long as its owner has not set it", async () => {
    const { i_customer, login, actor } = await apiUser();
    expect(await call(login)).toMatchObject({ actor: { credentialSetBy: 1 } });
    await updateOwnData(actor, { api_password: "chosen by its owner" });
    const own = { ...login, password: "chosen by its owner" };
    expect(await call(own)).toMatchObject({ actor: { credentialSetBy: null } });
    await updateCustomer(await actorOf(1), { i_customer, api_password: password });
    expect(await call(login)).toMatchObject({ actor: { credentialSetBy: 1 } });
    expect((await call(own)).kind).toBe("challenge");
  });

  it("ends with the login, and holds again once it is set anew", async () => {
    const { i_customer, login } = await apiUser();
    const username = freshName("renamed");
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, web_login: username });
    expect((await call(login)).kind).toBe("challenge");
    expect((await call({ ...login, username })).kind).toBe("challenge");
    const select = { api_secret: true, api_secret_set_by: true };
    expect(await database().customer.findUnique({ where: { i_customer }, select })).toEqual({
      api_secret: null,
      api_secret_set_by: null,
    });
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, api_password: password });
    expect((await call({ ...login, username })).kind).toBe("actor");
  });

  it("set in the same call as the login is that of the new login; a login that stays ends nothing", async () => {
    const { i_customer, login } = await apiUser();
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, web_login: login.username });
    expect((await call(login)).kind).toBe("actor");
    const change = { web_login: freshName("both"), api_password: "another password" };
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, ...change });
    expect((await call({ username: change.web_login, password: "another password" })).kind).toBe("actor");
    expect((await call({ username: change.web_login, password })).kind).toBe("challenge");
  });

  it("ends with another spelling of the login, as the digest covers the spelling", async () => {
    const { i_customer, login } = await apiUser();
    const username = login.username.toUpperCase();
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, web_login: username });
    expect((await call({ ...login, username })).kind).toBe("challenge");
  });

  it("is kept encrypted: neither it nor its hash can be read from the database", async () => {
    const { createHash } = await import("node:crypto");
    const { i_customer, login } = await apiUser();
    const [row] = await database().$queryRaw<{ text: string }[]>`
      SELECT c::text AS text FROM customers c WHERE i_customer = ${i_customer}`;
    const a1 = `${login.username}:XML API:${login.password}`;
    const secrets = ["md5", "sha256"].map((name) => createHash(name).update(a1).digest("hex"));
    for (const secret of [password, ...secrets]) expect(row?.text).not.toContain(secret);
    const same = await apiUser();
    const stored = await database().customer.findMany({
      where: { i_customer: { in: [i_customer, same.i_customer] } },
      select: { api_secret: true },
    });
    expect(stored.every(({ api_secret }) => api_secret?.length === 12 + 16 + 48)).toBe(true);
  });
});

describe("who may not call", () => {
  it("learns so after a valid digest and only then: API access off, or not the parent's to give", async () => {
    const off = await apiUser(1, { api_access: 0 });
    expect(await call(off.login)).toMatchObject({ kind: "refused", refusal: { code: 403 } });
    expect((await call({ ...off.login, password: "wrong" })).kind).toBe("challenge");
    const parent = await customer(1);
    const child = await apiUser(parent.i_customer);
    expect((await call(child.login)).kind).toBe("actor");
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: parent.i_customer, api_mgmt: 0 });
    const admission = await call(child.login);
    expect(admission).toMatchObject({ kind: "refused", refusal: { code: 403 } });
    expect(admission.kind === "refused" && admission.refusal.message).toMatch(/^Your provider/);
  });

  it("is a customer far below one that lost api_mgmt; the parent's own api_access does not matter", async () => {
    const top = await customer(1, { api_access: 0 });
    const middle = await customer(top.i_customer, { api_access: 0 });
    const { login } = await apiUser(middle.i_customer);
    expect((await call(login)).kind).toBe("actor");
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: top.i_customer, api_mgmt: 0 });
    expect((await call(login)).kind).toBe("refused");
  });

  it("is one who is blocked: itself, its web user, or anybody above", async () => {
    for (const whom of ["itself", "web user", "above"] as const) {
      const parent = await customer(1);
      const { i_customer, actor, login } = await apiUser(parent.i_customer);
      const target = {
        itself: { i_customer },
        "web user": { i_web_user: actor.i_web_user },
        above: { i_customer: parent.i_customer },
      }[whom];
      await database().block.create({ data: { ...target, set_by_customer: 1, reason: "fraud" } });
      expect(await call(login)).toMatchObject({ kind: "refused", refusal: { code: 403 } });
      expect((await call({ ...login, password: "wrong" })).kind).toBe("challenge");
      await database().block.deleteMany({ where: target });
      expect((await call(login)).kind).toBe("actor");
    }
  });

  it("is a web user that is not the customer's default one", async () => {
    const { i_customer } = await apiUser();
    const login = freshName("second");
    await database().webUser.create({ data: { i_customer, login, login_key: login.toLowerCase() } });
    expect((await call({ username: login, password })).kind).toBe("challenge");
  });

  it("is a customer without an API password, also with its password for the web", async () => {
    const username = freshName("no api password");
    await customer(1, { web_login: username });
    for (const tried of ["correct horse battery", "", "undefined", "null"])
      expect((await call({ username, password: tried })).kind).toBe("challenge");
  });

  it("is told the same, whether a login exists or not", async () => {
    const { login } = await apiUser();
    const wrong = await call({ ...login, password: "wrong" });
    const nobody = await call({ username: freshName("nobody"), password });
    const shape = (admission: Admission) =>
      JSON.stringify(admission).replace(/nonce=\\"[\w-]{43}\\"/g, "nonce");
    expect(shape(nobody)).toBe(shape(wrong));
    expect(isStale(wrong)).toBe(false);
    const queries = async (username: string) =>
      (await countStatements(async () => await call({ username, password: "wrong" }))).count;
    expect(await queries(freshName("nobody"))).toBe(await queries(login.username));
  });

  it("is one with a login that no database could hold", async () => {
    for (const username of ["\u{fdfa}".repeat(200), "x".repeat(1_000), "''; --", "\u{10ffff}"])
      expect((await call({ username, password })).kind).toBe("challenge");
  });
});

describe("a nonce that is not good", () => {
  it("is said to be stale when it is older than 5 minutes, another address's or invented; no failure is counted", async () => {
    const { login } = await apiUser();
    const nonces = [
      makeNonce(here.address, Date.now() - nonceLivesMs - 1_000),
      makeNonce("192.0.2.8"),
      "invented",
      "x".repeat(43),
    ];
    for (let round = 0; round < 3; round += 1) {
      for (const nonce of nonces) expect(isStale(await call(login, { nonce }))).toBe(true);
    }
    expect((await call(login)).kind).toBe("actor");
  });

  it("is answered without a query", async () => {
    const { login } = await apiUser();
    const { count } = await countStatements(async () => await call(login, { nonce: "invented" }));
    expect(count).toBe(0);
  });
});

describe("a header that cannot be read", () => {
  it.each(["Basic dXNlcjpwYXNz", "Digest", "Digest username", "Bearer x", ""])(
    "%j is challenged",
    async (text) => {
      const admission = await ask({ authorization: text });
      expect(admission.kind).toBe("challenge");
      expect(isStale(admission)).toBe(false);
    },
  );
});

describe("wrong tries", () => {
  it("five cost nothing, then one waits, whether the login exists or not; the right password does not help", async () => {
    const { login } = await apiUser();
    for (const username of [login.username, freshName("nobody")]) {
      for (let count = 0; count < 6; count += 1)
        expect((await call({ username, password: "wrong" })).kind).toBe("challenge");
      const admission = await call({ username, password });
      expect(admission).toMatchObject({ kind: "refused", refusal: { code: 429 } });
      expect(admission.kind === "refused" && admission.refusal.message).toMatch(/try again in \d seconds/);
    }
  });

  it("are counted by the login in any spelling, from whatever address", async () => {
    const { login } = await apiUser();
    for (let count = 0; count < 6; count += 1) {
      const caller = { ...here, address: `198.51.100.${count}` };
      const username = count % 2 ? login.username.toUpperCase() : login.username;
      await call({ username, password: "wrong" }, {}, caller);
    }
    expect(await call(login)).toMatchObject({ kind: "refused", refusal: { code: 429 } });
  });

  it("are forgotten after a right one", async () => {
    const { login } = await apiUser();
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 5; count += 1) await call({ ...login, password: "wrong" });
      expect((await call(login)).kind).toBe("actor");
    }
  });

  it("that come all at once do not all pass: the right one among the last is not taken", async () => {
    const { login } = await apiUser();
    const nonce = nonceOf(await ask({}));
    const tries = Array.from({ length: 40 }, (_, at) =>
      call({ ...login, password: at === 39 ? password : `guess ${at}` }, { nonce, nc: at + 1 }),
    );
    const kinds = (await Promise.all(tries)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "challenge").length).toBe(6);
    expect(kinds.at(-1)).toBe("refused");
  });

  it("that are under way are forgotten after a right one too, and with the last of them", async () => {
    const unsettled = new Unsettled();
    await unsettled.during("login", async (one) => {
      await unsettled.during("login", async (other) => {
        for (let count = 0; count < 6; count += 1) other.fail();
        expect(one.wrong()).toBe(6);
        await unsettled.during("another", async ({ wrong }) => expect(wrong()).toBe(0));
        one.succeed();
        expect(other.wrong()).toBe(0);
        other.fail();
      });
      expect(one.wrong()).toBe(1);
    });
    await unsettled.during("login", async ({ wrong }) => expect(wrong()).toBe(0));
  });

  it("many right ones at once are all taken", async () => {
    const { login } = await apiUser();
    const nonce = nonceOf(await ask({}));
    const calls = Array.from({ length: 40 }, (_, at) => call(login, { nonce, nc: at + 1 }));
    expect((await Promise.all(calls)).every(({ kind }) => kind === "actor")).toBe(true);
  });

  it("a replay is no failure, and forgives none", async () => {
    const { login } = await apiUser();
    const nonce = nonceOf(await ask({}));
    const authorized = authorization(login, { nonce });
    await ask({ authorization: authorized });
    for (let count = 0; count < 5; count += 1) await call({ ...login, password: "wrong" });
    for (let count = 0; count < 3; count += 1)
      expect(isStale(await ask({ authorization: authorized }))).toBe(true);
    await call({ ...login, password: "wrong" });
    expect(await call(login)).toMatchObject({ kind: "refused", refusal: { code: 429 } });
  });
});

describe("plain HTTP", () => {
  const afar: Caller = { ...here, protocol: "http" };

  it("takes credentials from this machine alone, and challenges nobody else", async () => {
    const { login } = await apiUser();
    for (const address of ["127.0.0.1", "127.0.0.2", "::1"])
      expect((await call(login, {}, { ...afar, address })).kind).toBe("actor");
    for (const authorizationOrNot of [
      {},
      { authorization: authorization(login, { nonce: makeNonce(afar.address) }) },
    ]) {
      const admission = await ask(authorizationOrNot, afar);
      expect(admission).toMatchObject({ kind: "refused", refusal: { code: 403 } });
      expect(admission.kind === "refused" && admission.refusal.message).toContain("HTTPS");
    }
  });

  it("takes them from anywhere with XMLAPI_ALLOW_HTTP=1", async () => {
    const { login } = await apiUser();
    provideSettings({ XMLAPI_ALLOW_HTTP: "1" });
    expect((await call(login, {}, afar)).kind).toBe("actor");
  });
});

describe("a web page", () => {
  it.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "" },
    { origin: "https://portal.example", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "" },
  ])("is not answered: %j", async (headers: Record<string, string>) => {
    provideSettings({ TRUSTED_HOSTS: here.address });
    expect(await ask(headers)).toEqual({ kind: "browser" });
    const { login } = await apiUser();
    const authorized = authorization(login, { nonce: makeNonce(here.address) });
    expect(await ask({ ...headers, authorization: authorized })).toEqual({ kind: "browser" });
  });

  it("an address bar is not one", async () => {
    expect((await ask({ "sec-fetch-site": "none" })).kind).toBe("challenge");
  });
});

it("root calls as itself", async () => {
  const root = await actorOf(1);
  await updateOwnData(root, { api_password: password });
  expect(await call({ username: root.login ?? "", password })).toMatchObject({
    kind: "actor",
    actor: { i_customer: 1 },
  });
});

it("a customer created through the API calls at once", async () => {
  const { login } = await apiUser();
  const admission = await call(login);
  if (admission.kind !== "actor") throw new Error("it may call");
  const username = freshName("below");
  await createCustomer(admission.actor, {
    i_tariff: null,
    name: freshName(),
    web_login: username,
    web_password: "correct horse battery",
    api_password: password,
    ...allRights,
  });
  expect((await call({ username, password })).kind).toBe("actor");
});
