import { beforeAll, expect, it } from "vitest";
import { eventWords } from "@/attributes/event-words";
import type { Actor } from "@/server/actor/actor";
import { checkDueAliases } from "@/server/branding/check-due-aliases";
import { welcome } from "@/server/credentials/welcome";
import { database, inTransaction } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { writeBody } from "@/server/doors/webhooks/message-body";
import { noteRefusedLogIn } from "@/server/identity/log-in/note-refused-log-in";
import { signIn } from "@/server/identity/log-in/sign-in";
import { tellExpiringKeys } from "@/server/programs/keys/tell-expiring-keys";
import { lineageOf } from "@/server/tree/tree";
import { actorOf, freshName } from "../builders";
import { givenFreshDatabase } from "../database/fresh";
import { givenDns, letPass, stage, verified } from "../server/branding/alias-stage";
import { doJob } from "../server/jobs/do-jobs";
import { inBrowser, inSupport } from "../server/support/support-stage";
import { ask, keyOf } from "./stage/ask-rest";
import { askedRoutes } from "./stage/asked-routes";
import { closed, faultIn, isObject, type Json, messagesOf, objectOf } from "./stage/fuzz/described";
import { another, jobOf, password, routeScene, type Scene } from "./stage/route-scene";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();
givenDns();

/** What nothing tells of yet: prices and imports are not part of the program. */
const notYet = ["price_list.changed"];

const all = { url: "https://all.example.com/", reach: "all" };
const visitor = { host: "localhost", address: "203.0.113.5", userAgent: "Firefox", local: false };

/** Does all that anybody is told of, as far as a test can. */
async function everything(scene: Scene): Promise<void> {
  const { reseller, i_customer } = scene;
  for (const [name, make] of Object.entries(askedRoutes)) {
    if (name.startsWith("GET ")) continue;
    const { address, body } = await make(scene);
    const [method = ""] = name.split(" ");
    const reply = await ask(method, address, { key: await keyOf(reseller), body });
    expect([name, reply.status < 300 ? "" : reply.text]).toEqual([name, ""]);
    // a person has so many keys
    await database().apiKey.deleteMany();
  }
  // some of them took the reseller's own away
  await operations.addEndpoint(reseller, all);
  await funds(scene);
  await logIns(scene);
  await jobs(scene);
  await keys(reseller);
  const owner = await verified();
  stage.dns.names.delete(`_trellis.${owner.alias}`);
  await operations.checkAlias(owner.actor, owner);
  await letPass(owner, "11 minutes");
  await checkDueAliases();
  const opened = await inSupport(await inBrowser(await actorOf(1)), i_customer, { changes: true });
  await operations.updateOwnData(await opened.actor(), { city: "Quito" });
  await operations.endSupport(await opened.actor(), {});
}

async function funds(scene: Scene): Promise<void> {
  const { reseller } = scene;
  const i_customer = await another(scene, { balance: "25", credit_limit: "10" });
  const own = await actorOf(i_customer);
  await operations.setPreferences(own, { i_customer, low_balance_threshold: "20" });
  await operations.customerDebit(reseller, { i_customer, amount: "20", payment_notes: "SIM cards" });
  await operations.customerDebit(reseller, { i_customer, amount: "15" });
  const values = { city: "Oslo", customers_mgmt: 1, max_sessions: 2, balance: "7", web_password: password };
  await operations.updateCustomer(reseller, { i_customer, ...values });
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await operations.changeCreditLimit(reseller, { i_customer, credit_limit: "50", until, note: "a while" });
  await database().$executeRaw`UPDATE credit_limit_ends SET at = now() - interval '1 second'`;
  await operations.customerAddFunds(reseller, { i_customer, amount: "1", payment_date: "2026-11-23" });
  await operations.deleteCustomer(reseller, { i_customer });
}

async function logIns({ reseller, sub }: Scene): Promise<void> {
  const web_login = freshName("person");
  const { i_customer } = sub;
  const made = { i_customer, web_login, web_password: password };
  const { i_web_user } = await operations.addWebUser(reseller, made);
  const person = { i_web_user, login: web_login, last_log_in_at: new Date() };
  await inTransaction(async (db) => await welcome(db, person, null, visitor));
  for (let tries = 0; tries < 25; tries += 1) {
    await noteRefusedLogIn(visitor, web_login);
    await signIn(visitor, web_login, "wrong").catch(() => undefined);
    await database().throttle.updateMany({ data: { wait_until: new Date(0) } });
  }
}

async function jobs(scene: Scene): Promise<void> {
  await doJob(await jobOf(scene, "Lima"));
  const i_job = await jobOf(scene, "Cusco");
  const { i_customer } = scene;
  await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 1 } });
  await doJob(i_job);
  await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 7 } });
}

async function keys(actor: Actor): Promise<void> {
  const { i_key } = await operations.makeKey(actor, { name: "Old", areas: { customers: "read" }, days: 30 });
  await database().$executeRaw`
    UPDATE api_keys SET line_confirmed_at = line_confirmed_at - interval '20 days',
           line_ends_at = line_ends_at - interval '20 days', expires_at = expires_at - interval '20 days'
     WHERE i_key = ${i_key}`;
  await tellExpiringKeys();
}

/** The messages that a customer gets of all that happened. */
async function messagesTo(i_customer: number): Promise<{ type: string; text: string }[]> {
  const events = await database().webhookEvent.findMany({ orderBy: { i_event: "asc" } });
  const home = (await lineageOf(database(), i_customer)).at(-1);
  if (!home) throw new Error("it is there");
  const bodies = await Promise.all(
    events.map(async (event) => {
      const noted = { ...event, facts: objectOf(event.facts) };
      return { type: event.word, text: await writeBody(database(), noted, home) };
    }),
  );
  return bodies.flatMap(({ type, text }) => (text === null ? [] : [{ type, text }]));
}

const found = new Map<string, string[]>();

beforeAll(async () => {
  const scene = await routeScene();
  const root = await actorOf(1);
  for (const actor of [root, scene.reseller, scene.sub]) await operations.addEndpoint(actor, all);
  await everything(scene);
  for (const i_customer of [1, scene.i_customer, scene.sub.i_customer])
    for (const { type, text } of await messagesTo(i_customer))
      found.set(type, [...(found.get(type) ?? []), text]);
}, 240_000);

it.each(eventWords.filter((word) => !notYet.includes(word)))(
  "every message of %s that anybody gets is as docs/openapi.json describes it, with nothing beside",
  (word) => {
    const all = found.get(word) ?? [];
    expect(all.length).toBeGreaterThan(0);
    const { schema } = messagesOf(word);
    for (const text of new Set(all))
      expect([text, faultIn(closed(schema), JSON.parse(text))]).toEqual([text, null]);
  },
);

it.each(eventWords)("the example of %s is as docs/openapi.json describes it, with nothing beside", (word) => {
  const { schema, example } = messagesOf(word);
  expect(faultIn(closed(schema), example)).toBeNull();
  expect(isObject(example) && example.type).toBe(word);
});

it("what its reader may not know is absent, and what another event holds is refused", () => {
  const { schema, example } = messagesOf("money.payment");
  const whole = objectOf(example);
  const data: Json = objectOf(whole.data);
  expect(faultIn(closed(schema), { ...whole, data: { i_event: "1", i_customer: 2 } })).toBeNull();
  expect(faultIn(closed(schema), { ...whole, data: { ...data, browser: "Firefox" } })).not.toBeNull();
  expect(faultIn(closed(schema), { ...whole, type: "money.credit" })).not.toBeNull();
});
