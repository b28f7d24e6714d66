import { beforeAll, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { decrypt } from "@/server/ground/keys/encryption";
import { customer, freshName, refusalOf } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { password } from "./stage/route-scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

let owner: Actor;
let colleague: { i_web_user: number; login: string };

beforeAll(async () => {
  owner = (await customer(1, { email: "owner@example.com" })).actor;
  colleague = await addUser("colleague@example.com");
  await addUser("reader@example.com", "NOC");
});

async function addUser(email: string, access_level = "ADMINISTRATOR") {
  const login = freshName("colleague");
  const { i_customer } = owner;
  const made = await operations.addWebUser(owner, { i_customer, web_login: login, access_level });
  const proved = { email, email_verified_at: new Date() };
  await database().webUser.update({ where: made, data: proved, select: { i_web_user: true } });
  return { ...made, login };
}

/** The mails of some kinds that wait to be sent, with whom they are for, what they say and where they lead. */
async function mails(...kinds: readonly string[]) {
  const rows = await database().mail.findMany({
    where: { kind: { in: [...kinds] } },
    orderBy: { i_mail: "asc" },
  });
  return rows.map(({ kind, recipient, body }) => {
    // what the outbox keeps
    const { values, path } = JSON.parse(decrypt(body ?? new Uint8Array()).toString()) as {
      values: Record<string, string>;
      path: string;
    };
    return { kind, recipient, values, path };
  });
}

async function prefixOf(key: string): Promise<string> {
  return String((await ask("GET", "/keys/self", { key })).body.prefix);
}

it("every ADMINISTRATOR is mailed when a program adds a webhook or makes one lead elsewhere, by whom and by which key; nobody else is", async () => {
  const key = await keyOf(owner);
  const added = await ask("POST", "/webhooks", {
    key,
    body: { url: "https://thief.example.com/x?token=hidden" },
  });
  const path = `/api/webhooks/${added.body.i_endpoint}`;
  const spelled = `trk_${await prefixOf(key)}_…`;
  const told = { host: "thief.example.com", by: owner.login, key: spelled, address: "127.0.0.1" };
  const expected = ["owner@example.com", "colleague@example.com"].map((recipient) => ({
    kind: "webhook_added",
    recipient,
    values: told,
    path,
  }));
  expect(await mails("webhook_added")).toMatchObject(expected);
  expect(JSON.stringify(await mails("webhook_added"))).not.toContain("hidden");

  // what leads where it did is no news
  const at = `/webhooks/${added.body.i_endpoint}`;
  await ask("PATCH", at, { key, body: { note: "x", url: "https://thief.example.com/x?token=hidden" } });
  expect(await mails("webhook_moved")).toEqual([]);
  await operations.editEndpoint(owner, {
    i_endpoint: added.body.i_endpoint,
    url: "https://hooks.example.com/",
  });
  expect(await mails("webhook_moved")).toMatchObject(
    ["owner@example.com", "colleague@example.com"].map((recipient) => ({
      recipient,
      values: { host: "hooks.example.com", former: "thief.example.com", by: owner.login, key: "–" },
      path,
    })),
  );
});

it("a webhook that a program leads elsewhere again and again is five mails an hour to each ADMINISTRATOR, and then one that tells where it leads in the end", async () => {
  const key = await keyOf(owner);
  const added = await ask("POST", "/webhooks", { key, body: { url: "https://host0.example.com/" } });
  const at = `/webhooks/${added.body.i_endpoint}`;
  const before = (await mails("webhook_moved")).length;
  const lead = async (host: string) =>
    expect((await ask("PATCH", at, { key, body: { url: `https://${host}/` } })).status).toBe(200);
  for (let each = 1; each <= 30; each += 1) await lead(`host${each}.example.com`);
  const told = (await mails("webhook_moved")).slice(before);
  for (const recipient of ["owner@example.com", "colleague@example.com"])
    expect(
      told
        .filter((mail) => mail.recipient === recipient)
        .map(({ values }) => [values.former, values.host].map((host) => host?.split(".")[0])),
    ).toEqual([...[1, 2, 3, 4, 5].map((each) => [`host${each - 1}`, `host${each}`]), ["host5", "host30"]]);
  const waits = await database().mail.findMany({
    where: { kind: "webhook_moved", next_try_at: { gt: new Date() } },
  });
  expect(waits).toHaveLength(2);
  for (const { next_try_at } of waits) expect(Number(next_try_at)).toBeLessThan(Date.now() + 3_600_000);
  // another hour, and it is told at once again, while the mail that waits stays
  await database().$executeRaw`
    UPDATE throttles SET since = since - interval '61 minutes' WHERE throttle_key LIKE 'changes-told:%'`;
  await lead("again.example.com");
  expect((await mails("webhook_moved")).slice(before)).toHaveLength(14);
});

it("what was made by way of a line of keys is told to whoever ends it, and mailed to its owner; what a person has set since is not", async () => {
  const first = await keyOf(owner);
  const add = async (key: string, host: string) =>
    Number((await ask("POST", "/webhooks", { key, body: { url: `https://${host}/` } })).body.i_endpoint);
  const [left, moved, deleted] = [
    await add(first, "left.example.com"),
    await add(first, "moved.example.com"),
    await add(first, "deleted.example.com"),
  ];
  // it knows the secret of what was moved in person, but for one that was made anew
  const half = await add(first, "half.example.com");
  for (const i_endpoint of [moved, half])
    await operations.editEndpoint(owner, { i_endpoint, url: "https://ours.example.com/" });
  await operations.rotateEndpointSecret(owner, { i_endpoint: moved });
  await operations.deleteEndpoint(owner, { i_endpoint: deleted });
  // a successor belongs to the line
  const { body: rotated } = await ask("POST", "/keys/self/rotate", { key: first, body: {} });
  const [web_login, name] = [freshName("stays"), freshName()];
  const key = String(rotated.key);
  await ask("POST", `/customers/${owner.i_customer}/web-users`, { key, body: { web_login } });
  const sub = await ask("POST", "/customers", {
    key,
    body: { name, i_tariff: null, web_password: password },
  });
  // what was led there in person leads where the program says
  const ours = await operations.addEndpoint(owner, { url: "https://ours.example.com/" });
  await ask("PATCH", `/webhooks/${ours.i_endpoint}`, { key, body: { url: "https://taken.example.com/" } });
  const known = await operations.addEndpoint(owner, { url: "https://known.example.com/" });
  await ask("POST", `/webhooks/${known.i_endpoint}/rotate`, { key });

  const i_key = Number(rotated.i_key);
  const made = {
    endpoints: [
      { i_endpoint: left, host: "left.example.com" },
      { i_endpoint: half, host: "ours.example.com" },
      { i_endpoint: ours.i_endpoint, host: "taken.example.com" },
      { i_endpoint: known.i_endpoint, host: "known.example.com" },
    ],
    endpoints_count: 4,
    web_users: [
      { login: name, i_customer: sub.body.i_customer, name },
      { login: web_login, i_customer: owner.i_customer },
    ],
    web_users_count: 2,
  };
  expect(await operations.listMadeByKey(owner, { i_key })).toMatchObject({ made });
  expect(await refusalOf(operations.listMadeByKey((await customer()).actor, { i_key }))).toMatchObject({
    code: 404,
  });
  const administrator = { ...owner, ...colleague };
  expect(await operations.endKey(administrator, { i_key })).toMatchObject({ made });
  expect(await operations.listMadeByKey(administrator, { i_key })).toMatchObject({ made });
  const [mail, ...others] = await mails("key_ended");
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    recipient: "owner@example.com",
    values: {
      by: colleague.login,
      webhooks: "left.example.com, ours.example.com, taken.example.com, known.example.com",
      web_users: `${name}, ${web_login}`,
    },
    path: `/api/keys/${i_key}`,
  });
});

it("the end of a line is mailed where another or a program ends it; who ends their own, by which nothing stands, knows", async () => {
  const before = (await mails("key_ended")).length;
  const own = await keyOf(owner);
  await operations.endKey(owner, { i_key: (await ask("GET", "/keys/self", { key: own })).body.i_key });
  expect(await mails("key_ended")).toHaveLength(before);
  const other = await keyOf(owner);
  expect((await ask("DELETE", "/keys/self", { key: other })).status).toBe(204);
  expect((await mails("key_ended")).at(-1)).toMatchObject({
    recipient: "owner@example.com",
    values: { by: owner.login, webhooks: "–", web_users: "–" },
  });
});

it("an end that a program moves to some seconds from now is mailed as an end is, with what stays; however often, five times an hour and then the last", async () => {
  const key = await keyOf(owner);
  const { body } = await ask("GET", "/keys/self", { key });
  await ask("POST", "/webhooks", { key, body: { url: "https://stays.example.com/" } });
  const cut = async (seconds: number) => {
    const expires_at = new Date(Date.now() + seconds * 1000).toISOString();
    expect((await ask("PATCH", "/keys/self", { key, body: { expires_at } })).status).toBe(200);
    return expires_at;
  };
  const ends: string[] = [String(body.line_ends_at)];
  for (let each = 0; each < 8; each += 1) ends.push(await cut(1_000 - 100 * each));
  // a name is no end
  await ask("PATCH", "/keys/self", { key, body: { name: "Other" } });
  const told = await mails("key_sooner");
  expect(told.map(({ values }) => [values.former, values.until])).toEqual([
    ...[0, 1, 2, 3, 4].map((each) => ends.slice(each, each + 2)),
    [ends[5], ends[8]],
  ]);
  expect(told.at(-1)).toMatchObject({
    recipient: "owner@example.com",
    values: { by: owner.login, address: "127.0.0.1", webhooks: "stays.example.com", web_users: "–" },
    path: `/api/keys/${body.i_key}`,
  });
  // who narrows their own in person, by which nothing stands, knows
  const own = await keyOf(owner);
  const { i_key } = (await ask("GET", "/keys/self", { key: own })).body;
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  await operations.editKey(owner, { i_key, expires_at: inMinutes(20) });
  expect(await mails("key_sooner")).toHaveLength(6);
  await operations.editKey({ ...owner, ...colleague }, { i_key, expires_at: inMinutes(10) });
  expect((await mails("key_sooner")).slice(6)).toMatchObject([{ values: { by: colleague.login } }]);
});

it.each([
  ["NOC", { endpoints: [], web_users: [{}] }],
  ["CALLSHOP_OPERATOR", { endpoints: [], web_users: [] }],
] as const)(
  "an owner who was demoted to %s reads of what their key made only what they may list by now, and how much it is; so does their mail",
  async (access_level, listed) => {
    const { i_web_user, login } = await addUser("demoted@example.com");
    const administrator: Actor = { ...owner, i_web_user, login };
    const key = await keyOf(administrator);
    const web_login = freshName("inner");
    await ask("POST", "/webhooks", { key, body: { url: "https://inner.example.com/" } });
    await ask("POST", `/customers/${owner.i_customer}/web-users`, { key, body: { web_login } });
    const i_key = Number((await ask("GET", "/keys/self", { key })).body.i_key);
    await operations.editWebUser(owner, { i_web_user, access_level });
    const demoted: Actor = { ...administrator, access_level };

    // the very lists that decide
    expect(await refusalOf(operations.listEndpoints(demoted, {}))).toMatchObject({ code: 403 });
    const made = { ...listed, endpoints_count: 1, web_users_count: 1 };
    expect(await operations.listMadeByKey(demoted, { i_key })).toMatchObject({ made });
    expect(await operations.endKey(demoted, { i_key })).toMatchObject({ made });
    const web_users = listed.web_users.length > 0 ? web_login : "… + 1";
    expect((await mails("key_ended")).at(-1)).toMatchObject({ values: { webhooks: "… + 1", web_users } });
    await operations.deleteWebUser(owner, { i_web_user });
  },
);
