import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { operations } from "@/server/doors/operations";
import { sendWebhooks, webhooksSent } from "@/server/doors/webhooks/send-webhooks";
import { sweepWebhooks } from "@/server/doors/webhooks/sweep-webhooks";
import { encrypt } from "@/server/ground/keys/encryption";
import type { Message } from "@/server/webhooks/list-messages";
import { actorOf, customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { allSent, givenWebhookNetworks } from "./given-webhooks";
import { type Answering, answers, type Receiver, startReceiver } from "./receiver";

const { addEndpoint, getEndpoint, sendExample, listMessages, getMessage, replayMessages } = operations;

givenFreshDatabase();
givenWebhookNetworks();

let [root, receiver]: [Actor, Receiver] = [] as never;
beforeAll(async () => {
  [root, receiver] = [await actorOf(1), await startReceiver(10)];
});
afterAll(async () => await receiver.close());
beforeEach(async () => {
  await database().webhookEndpoint.deleteMany();
  await database().webhookEvent.deleteMany();
  receiver.got.length = 0;
  receiver.mostAtOnce = 0;
  receiver.answer = answers(200);
});

const toRoot = async (url = receiver.url) => await addEndpoint(root, { url, events: ["*"], reach: "all" });

async function logOf(i_endpoint: number): Promise<Message[]> {
  return (await listMessages(root, { i_endpoint })).messages;
}

/** Makes everything that waits due now. */
async function later(): Promise<void> {
  await database().webhookMessage.updateMany({
    where: { state: "waiting" },
    data: { next_try_at: new Date(0) },
  });
}

/** One message, tried once. */
async function tried(answer: Answering): Promise<Message> {
  receiver.answer = answer;
  const { i_endpoint } = await toRoot();
  await sendExample(root, { i_endpoint });
  await allSent();
  const [message] = await logOf(i_endpoint);
  if (!message) throw new Error("it is in the log");
  return message;
}

describe("a receiver that", () => {
  const failing: readonly [string, Answering, Partial<Message>][] = [
    ["answers 500", answers(500), { status: 500, problem: "status" }],
    ["answers 404", answers(404), { status: 404, problem: "status" }],
    [
      "leads elsewhere",
      answers(302, { location: "https://127.0.0.10:8443/other" }),
      { status: 302, problem: "redirect" },
    ],
    ["closes the connection", (_got, response) => response.destroy(), { status: null, problem: "cut" }],
    [
      "answers by half",
      (_got, response) => {
        response.writeHead(200, { "content-length": "100" }).write("half");
        setTimeout(() => response.destroy(), 20);
      },
      { status: 200, problem: "cut" },
    ],
    [
      "answers garbage",
      (_got, response) => {
        response.socket?.end("this is not HTTP\r\n\r\n");
      },
      { status: null, problem: "no_http" },
    ],
  ];
  it.each(failing)("%s has the message again after some five seconds", async (_what, answer, expected) => {
    const before = Date.now();
    const message = await tried(answer);
    expect(message).toMatchObject({ ...expected, state: "waiting", tries: 1 });
    expect(receiver.got).toHaveLength(1);
    const wait = Number(message.next_try_at) - before;
    expect(wait).toBeGreaterThan(3_900);
    expect(wait).toBeLessThan(8_000);
    receiver.answer = answers(204);
    await later();
    await allSent();
    expect(receiver.got).toHaveLength(2);
    expect(new Set(receiver.got.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it.each([
    ["429 and a wait", 429, "3600", 3_600],
    ["503 and a day that is too long", 503, "999999", 86_400],
    ["503 and a moment", 503, () => new Date(Date.now() + 600_000).toUTCString(), 600],
    ["500, whose wait means nothing", 500, "3600", 5],
  ] as const)("answers %s is asked again when it says", async (_what, status, after, seconds) => {
    const retryAfter = typeof after === "string" ? after : after();
    const message = await tried(answers(status, { "retry-after": retryAfter }));
    const wait = (Number(message.next_try_at) - Date.now()) / 1000;
    expect(wait).toBeGreaterThan(seconds * 0.75 - 3);
    expect(wait).toBeLessThan(seconds * 1.25 + 3);
  });

  it("never answers has 15 seconds, and one that works is told meanwhile", async () => {
    const other = await startReceiver(11);
    receiver.answer = () => undefined;
    const [slow, quick] = [await toRoot(), await toRoot(other.url)];
    await sendExample(root, { i_endpoint: slow.i_endpoint });
    await sendExample(root, { i_endpoint: quick.i_endpoint });
    const begun = Date.now();
    await sendWebhooks();
    while (other.got.length === 0) await pause(10);
    expect(Date.now() - begun).toBeLessThan(5_000);
    await webhooksSent();
    const [message] = await logOf(slow.i_endpoint);
    expect(message).toMatchObject({ problem: "too_late", state: "waiting" });
    expect(message?.took_ms).toBeGreaterThan(14_500);
    expect(message?.took_ms).toBeLessThan(17_000);
    await other.close();
  });

  it("is slow, at 60 endpoints with much to tell, holds up neither another endpoint nor another customer", async () => {
    const other = await startReceiver(14);
    receiver.answer = (_got, response) => {
      setTimeout(() => response.writeHead(200).end(), 3_000);
    };
    const neighbour = await customer();
    const secret = Buffer.from(encrypt(Buffer.alloc(32)));
    const endpoint = { events: ["*"], reach: "self", secret, url: receiver.url, i_customer: 1 };
    const tell = async (endpoints: Prisma.Sql, count: number) =>
      await database().$executeRaw`
        WITH event AS (
          INSERT INTO webhook_events (word, i_customer, path, name, handed_out, example)
          SELECT 'money.low_balance', 1, '1/', '', true, true FROM generate_series(1, ${count}::int) RETURNING i_event)
        INSERT INTO webhook_messages (i_event, i_endpoint)
        SELECT e.i_event, p.i_endpoint FROM event e, webhook_endpoints p WHERE ${endpoints}`;
    await database().webhookEndpoint.createMany({ data: Array.from({ length: 60 }, () => endpoint) });
    await tell(Prisma.sql`true`, 20);
    await sendWebhooks();
    await pause(1_000);
    const begun = Date.now();
    const { i_endpoint } = await database().webhookEndpoint.create({ data: { ...endpoint, url: other.url } });
    await database().webhookEndpoint.create({ data: { ...endpoint, i_customer: neighbour.i_customer } });
    await tell(Prisma.sql`p.i_endpoint >= ${i_endpoint}`, 20);
    const tries = async () =>
      await database().webhookMessage.count({
        where: { tries: 1, endpoint: { i_customer: neighbour.i_customer } },
      });
    let [tookOther, tookNeighbour] = [0, 0];
    while ((tookOther === 0 || tookNeighbour === 0) && Date.now() - begun < 20_000) {
      await sendWebhooks();
      if (tookOther === 0 && other.got.length === 20) tookOther = Date.now() - begun;
      if (tookNeighbour === 0 && (await tries()) === 20) tookNeighbour = Date.now() - begun;
      await pause(100);
    }
    await database().webhookMessage.deleteMany({ where: { state: "waiting" } });
    await webhooksSent();
    // it takes what it can get at once, though no more than a slow one may have
    expect(receiver.mostAtOnce).toBeLessThanOrEqual(32);
    expect([tookOther > 0, tookNeighbour > 0]).toEqual([true, true]);
    expect(tookNeighbour).toBeLessThan(3_000);
    expect(tookOther).toBeLessThan(8_000);
    await other.close();
  });

  it("is not there, or whose certificate nobody vouches for, is not told", async () => {
    const { i_endpoint } = await toRoot("https://127.0.0.12:8443/");
    await sendExample(root, { i_endpoint });
    await allSent();
    expect((await logOf(i_endpoint))[0]).toMatchObject({ problem: "no_connection" });
    // its certificate names no such address
    const stranger = await startReceiver(99);
    const strange = await toRoot(stranger.url);
    await sendExample(root, { i_endpoint: strange.i_endpoint });
    await allSent();
    expect((await logOf(strange.i_endpoint))[0]).toMatchObject({ problem: "tls" });
    expect(stranger.got).toEqual([]);
    await stranger.close();
  });

  it("answers with a megabyte is read up to 64 KiB, of which 4 are kept, without what PostgreSQL cannot keep", async () => {
    receiver.answer = answers(200, {}, `\0${"x".repeat(1024 * 1024)}`);
    const { i_endpoint } = await toRoot();
    const { i_message } = await sendExample(root, { i_endpoint });
    await allSent();
    const { message } = await getMessage(root, { i_endpoint, i_message });
    expect(message).toMatchObject({ state: "delivered" });
    expect(message.answer.length).toBe(4096);
  });

  it("answers 410 is off at once: by mail, in the history, and to others who are told of that", async () => {
    const other = await startReceiver(13);
    await addEndpoint(root, { url: other.url, events: ["webhook.disabled"] });
    await database().customer.update({
      where: { i_customer: 1 },
      data: { email: "operator@example.com" },
      select: { i_customer: true },
    });
    const message = await tried(answers(410));
    expect(message).toMatchObject({ state: "failed", status: 410 });
    const { endpoints } = await operations.listEndpoints(root, {});
    expect(endpoints.map(({ state, why }) => [state, why])).toEqual([
      ["on", null],
      ["off", "gone"],
    ]);
    expect((await operations.getOverview(root, {})).webhooks_off).toBe(1);
    const off = endpoints[1]?.i_endpoint ?? 0;
    await allSent();
    expect(other.got.map(({ body }) => JSON.parse(body))).toMatchObject([
      { type: "webhook.disabled", data: { operation: "disableEndpoint", door: "system" } },
    ]);
    const { entries } = await operations.listHistory(root, { what: "disableEndpoint" });
    expect(entries).toHaveLength(1);
    expect(await database().mail.count({ where: { kind: "webhook_gone", i_customer: 1 } })).toBe(1);
    expect(await refusalOf(sendExample(root, { i_endpoint: off }))).toMatchObject({
      code: 409,
      key: "endpoint_off",
    });
    await other.close();
  });
});

it("a message whose data would be too long has the ids alone", async () => {
  await toRoot();
  const { i_customer } = await customer();
  const css = Array.from({ length: 1_500 }, (_, line) => `.a${line} { color: red }`).join("\n");
  await operations.updateCustomer(root, { i_customer, css });
  await allSent();
  const last = JSON.parse(receiver.got.find(({ body }) => body.includes("customer.updated"))?.body ?? "{}");
  expect(Object.keys(last.data).toSorted()).toEqual(["i_audit", "i_customer", "i_event"]);
  for (const { body } of receiver.got) expect(Buffer.byteLength(body)).toBeLessThan(20 * 1024);
});

describe("tries", () => {
  it("are ten, over three days, each wait with a fifth of chance; then the message is given up and can be sent again", async () => {
    receiver.answer = answers(500);
    const { i_endpoint } = await toRoot();
    const { i_message } = await sendExample(root, { i_endpoint });
    const waits: number[] = [];
    for (let tries = 1; tries <= 10; tries += 1) {
      await later();
      await allSent();
      const { message } = await getMessage(root, { i_endpoint, i_message });
      expect(message.tries).toBe(tries);
      if (message.next_try_at) waits.push((Number(message.next_try_at) - Date.now()) / 1000);
    }
    const meant = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    expect(waits).toHaveLength(meant.length);
    for (const [index, seconds] of meant.entries()) {
      expect(waits[index]).toBeGreaterThan(seconds * 0.8 - 2);
      expect(waits[index]).toBeLessThan(seconds * 1.2 + 1);
    }
    expect((await getMessage(root, { i_endpoint, i_message })).message).toMatchObject({ state: "failed" });
    await later();
    await allSent();
    expect(receiver.got).toHaveLength(10);
    receiver.answer = answers(200);
    expect(await replayMessages(root, { i_endpoint, i_message })).toEqual({ replayed: 1 });
    await allSent();
    expect((await getMessage(root, { i_endpoint, i_message })).message).toMatchObject({
      state: "delivered",
      tries: 1,
    });
    expect(new Set(receiver.got.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("that wait after a failure are made at once for whoever sends again what did not get through", async () => {
    const { i_endpoint } = await toRoot();
    receiver.answer = answers(500);
    const { i_message } = await sendExample(root, { i_endpoint });
    await allSent();
    receiver.answer = answers(200);
    const since = new Date(Date.now() - 60_000).toISOString();
    expect(await replayMessages(root, { i_endpoint, since })).toEqual({ replayed: 1 });
    await allSent();
    expect((await getMessage(root, { i_endpoint, i_message })).message.state).toBe("delivered");
    expect(await replayMessages(root, { i_endpoint, since })).toEqual({ replayed: 0 });
  });

  it("are told each with what came of it, the newest first: the last twenty, those of a message that was sent again among them", async () => {
    const { i_endpoint } = await toRoot();
    const { i_message } = await sendExample(root, { i_endpoint });
    const read = async () => (await getMessage(root, { i_endpoint, i_message })).message;
    expect((await read()).attempts).toEqual([]);
    for (let each = 1; each <= 23; each += 1) {
      // a receiver that says which request it is, at the length that is kept at most
      receiver.answer = answers(500 + each, {}, `${each}`.padEnd(5_000, "."));
      if (each % 10 === 0) await replayMessages(root, { i_endpoint, i_message });
      await later();
      await allSent();
      expect((await read()).attempts).toHaveLength(Math.min(each, 20));
    }
    receiver.answer = (_got, response) => response.destroy();
    await later();
    await allSent();
    const { attempts, tried_at, took_ms, answer } = await read();
    expect(attempts).toHaveLength(20);
    expect(attempts[0]).toEqual({ at: tried_at, took_ms, status: null, problem: "cut", answer });
    for (const [index, attempt] of attempts.slice(1).entries()) {
      const which = 23 - index;
      expect(attempt).toMatchObject({ status: 500 + which, problem: "status" });
      expect(attempt.answer).toBe(`${which}`.padEnd(4_096, "."));
      expect(Number(attempt.at)).toBeLessThanOrEqual(Number(attempts[index]?.at));
      expect(attempt.took_ms).toBeGreaterThanOrEqual(0);
    }
  });

  it("of what its customer may not read any more are none, and whoever wants it sent again learns why", async () => {
    const [owner, elsewhere] = [await customer(), await customer()];
    const { i_endpoint } = await addEndpoint(owner.actor, {
      url: "https://hooks.example.com/",
      reach: "all",
    });
    const sub = await customer(owner.i_customer);
    // the branch is another's by now
    await database().webhookEvent.updateMany({
      where: { i_customer: sub.i_customer },
      data: { path: `1/${elsewhere.i_customer}/${sub.i_customer}/`, handed_out: true },
    });
    const { i_event = 0n } =
      (await database().webhookEvent.findFirst({ where: { i_customer: sub.i_customer } })) ?? {};
    await database().webhookMessage.create({ data: { i_event, i_endpoint } });
    await allSent();
    const [message] = (await listMessages(owner.actor, { i_endpoint, state: "withheld" })).messages;
    expect(message).toMatchObject({ tries: 0, event: "customer.created" });
    expect(
      await refusalOf(replayMessages(owner.actor, { i_endpoint, i_message: message?.i_message })),
    ).toMatchObject({ code: 409, key: "message_withheld" });
  });

  it("of one endpoint are five at once, and two while it fails", async () => {
    const { i_endpoint } = await toRoot();
    for (let each = 0; each < 20; each += 1) await sendExample(root, { i_endpoint });
    const slow =
      (status: number): Answering =>
      (_got, response) => {
        setTimeout(() => response.writeHead(status).end(), 300);
      };
    receiver.answer = slow(200);
    await allSent();
    expect([receiver.got.length, receiver.mostAtOnce]).toEqual([20, 5]);
    receiver.answer = slow(500);
    await sendExample(root, { i_endpoint });
    await allSent();
    for (let each = 0; each < 20; each += 1) await sendExample(root, { i_endpoint });
    receiver.mostAtOnce = 0;
    await allSent();
    expect([receiver.got.length, receiver.mostAtOnce]).toEqual([41, 2]);
  });

  it("end when nothing got through for five days and ten messages were given up; who switches it on again may have all sent", async () => {
    const { i_endpoint } = await toRoot();
    receiver.answer = answers(500);
    for (let each = 0; each < 12; each += 1) await sendExample(root, { i_endpoint });
    await allSent();
    // so long ago that these were their last tries
    await database().webhookMessage.updateMany({ data: { tries: 9 } });
    const days = (count: number) => new Date(Date.now() - count * 24 * 3_600_000);
    await database().webhookEndpoint.updateMany({ data: { failing_since: days(4.9) } });
    await later();
    await allSent();
    expect((await getEndpoint(root, { i_endpoint })).endpoint).toMatchObject({ state: "on", failed: 12 });
    await database().webhookEndpoint.updateMany({ data: { failing_since: days(5.1) } });
    await sendExample(root, { i_endpoint });
    await later();
    await allSent();
    expect((await getEndpoint(root, { i_endpoint })).endpoint).toMatchObject({
      state: "off",
      why: "failing",
      missed: 1,
    });
    // what happens meanwhile is kept, that it was switched off included
    const { i_customer } = await customer();
    await allSent();
    expect((await logOf(i_endpoint))[0]).toMatchObject({
      event: "customer.created",
      state: "missed",
      i_customer,
    });
    receiver.got.length = 0;
    receiver.answer = answers(200);
    expect(await operations.enableEndpoint(root, { i_endpoint, replay: true })).toEqual({ replayed: 15 });
    await allSent();
    expect(new Set((await logOf(i_endpoint)).map(({ state }) => state))).toEqual(new Set(["delivered"]));
  });
});

describe("an endpoint", () => {
  it("of a blocked customer rests, and goes on with what was kept once nobody blocks it any more", async () => {
    const reseller = await customer();
    const made = await addEndpoint(reseller.actor, { url: "https://hooks.example.com/", reach: "all" });
    await database().webhookEndpoint.updateMany({ data: { url: receiver.url } });
    await operations.blockCustomer(systemActor, { i_customer: reseller.i_customer });
    await allSent();
    await later();
    await allSent();
    const log = async () => (await listMessages(reseller.actor, { i_endpoint: made.i_endpoint })).messages;
    expect(await log()).toMatchObject([{ event: "customer.blocked", state: "waiting", tries: 0 }]);
    await operations.unblockCustomer(systemActor, { i_customer: reseller.i_customer });
    await later();
    await allSent();
    // it is nobody's target, but it was tried
    expect((await log()).map(({ event, tries, problem }) => [event, tries, problem])).toEqual([
      ["customer.unblocked", 1, "not_public"],
      ["customer.blocked", 1, "not_public"],
    ]);
  });

  it("signs with both secrets for a day after its secret was replaced, and the check says which is wrong", async () => {
    const { i_endpoint, secret } = await toRoot();
    const rotated = await operations.rotateEndpointSecret(root, { i_endpoint });
    expect(rotated.secret).not.toBe(secret);
    await sendExample(root, { i_endpoint, event: "money.payment" });
    await allSent();
    const [got] = receiver.got;
    if (!got) throw new Error("it was told");
    for (const each of [secret, rotated.secret])
      expect(new Webhook(each).verify(got.body, got.headers)).toMatchObject({
        type: "money.payment",
        data: { example: true },
      });
    const check = async (headers: object, body = got.body) =>
      await operations.checkSignature(root, {
        i_endpoint,
        headers: Object.entries(headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join("\n"),
        body,
      });
    expect(await check(got.headers)).toEqual({ valid: true, problem: null });
    expect(await check(got.headers, `${got.body} `)).toEqual({ valid: false, problem: "changed_body" });
    const { "webhook-id": _id, ...without } = got.headers;
    expect(await check(without)).toMatchObject({ problem: "no_id" });
    expect(await check({ ...got.headers, "webhook-timestamp": "1" })).toMatchObject({
      problem: "other_secret",
    });
    const stranger = new Webhook(`whsec_${Buffer.alloc(32, 7).toString("base64")}`);
    const [id = "", at = ""] = [got.headers["webhook-id"], got.headers["webhook-timestamp"]];
    const forged = stranger.sign(id, new Date(Number(at) * 1000), got.body);
    expect(await check({ ...got.headers, "webhook-signature": forged })).toMatchObject({
      problem: "other_secret",
    });
    const old = String(Math.floor(Date.now() / 1000) - 600);
    const late = new Webhook(rotated.secret).sign(id, new Date(Number(old) * 1000), got.body);
    expect(
      await check({ ...got.headers, "webhook-timestamp": old, "webhook-signature": late }),
    ).toMatchObject({ problem: "too_old" });
    const former = new Webhook(secret).sign(id, new Date(Number(at) * 1000), got.body);
    expect(await check({ ...got.headers, "webhook-signature": former })).toMatchObject({ valid: true });
    // a day later the former secret signs no more
    await database().webhookEndpoint.updateMany({ data: { former_until: new Date() } });
    expect(await check({ ...got.headers, "webhook-signature": former })).toMatchObject({
      problem: "other_secret",
    });
    await sendExample(root, { i_endpoint });
    await allSent();
    const last = receiver.got.at(-1);
    expect(() => new Webhook(secret).verify(last?.body ?? "", last?.headers ?? {})).toThrow();
    await sweepWebhooks();
    expect(await database().webhookEndpoint.count({ where: { former_secret: null } })).toBe(1);
  });

  it("is signed by no secret but the last two: a further rotation stops the first at once, which the endpoint says before", async () => {
    const { i_endpoint, secret } = await toRoot();
    const second = await operations.rotateEndpointSecret(root, { i_endpoint });
    const { endpoint } = await getEndpoint(root, { i_endpoint });
    expect(endpoint.former_until).toEqual(second.former_until);
    const third = await operations.rotateEndpointSecret(root, { i_endpoint });
    await sendExample(root, { i_endpoint });
    await allSent();
    const { body = "", headers = {} } = receiver.got[0] ?? {};
    const signs = [secret, second.secret, third.secret].map((each) => {
      try {
        return Boolean(new Webhook(each).verify(body, headers));
      } catch {
        return false;
      }
    });
    expect(signs).toEqual([false, true, true]);
  });

  it("is checked against headers however they were copied, and 64 KiB of anything hold up nobody", async () => {
    const { i_endpoint } = await toRoot();
    await sendExample(root, { i_endpoint });
    await allSent();
    const [got] = receiver.got;
    if (!got) throw new Error("it was told");
    const check = async (headers: string) =>
      await operations.checkSignature(root, { i_endpoint, headers, body: got.body });
    const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
    const copied = (line: (name: string, value: string) => string, end: string) =>
      names.map((name) => line(name, got.headers[name] ?? "")).join(end);
    for (const headers of [
      copied((name, value) => `${name}: ${value}`, "\r\n"),
      copied((name, value) => `  ${name.toUpperCase()} :${value}  `, "\n\n"),
      copied((name, value) => `"${name}": "${value}",`, "\n"),
      copied((name, value) => `${name}=${value}`, "\r"),
    ])
      expect(await check(headers)).toEqual({ valid: true, problem: null });
    const begun = performance.now();
    for (const sign of [" ", "\t", '"', ",", ":", "=", "a", "\r", "\u2028", '" ', 'a:" '])
      for (const [start, end] of [
        ["", ""],
        ["a:", "x\rx"],
        ['"a', "\u2028"],
      ]) {
        const room = 65_536 - `${start}${end}`.length;
        const headers = `${start}${sign.repeat(Math.floor(room / sign.length))}${end}`;
        expect(await check(headers)).toEqual({ valid: false, problem: "no_id" });
      }
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it("is one of at most 20, with a secret that is in no answer but the first, and in the database encrypted", async () => {
    const { actor, i_customer } = await customer();
    const made = await addEndpoint(actor, { url: "https://hooks.example.com/a?token=hidden" });
    for (let each = 1; each < 20; each += 1) await addEndpoint(actor, { url: "https://hooks.example.com/" });
    expect(await refusalOf(addEndpoint(actor, { url: "https://hooks.example.com/" }))).toMatchObject({
      code: 409,
      key: "most_endpoints",
    });
    const { endpoints } = await operations.listEndpoints(actor, {});
    expect(JSON.stringify(endpoints)).not.toContain(made.secret.slice(6));
    const rows = await database().webhookEndpoint.findMany({ where: { i_customer } });
    const key = Buffer.from(made.secret.slice(6), "base64");
    expect(rows.some(({ secret }) => Buffer.from(secret).includes(key))).toBe(false);
    // the rest of an address may be a secret: those above read the history
    const { entries } = await operations.listHistory(root, { i_customer });
    expect(JSON.stringify(entries)).not.toContain("hidden");
  });

  it("is found by nobody but the people of its customer, and by an ADMINISTRATOR of these alone", async () => {
    const [owner, neighbour] = [await customer(), await customer()];
    const { i_endpoint } = await addEndpoint(owner.actor, { url: "https://hooks.example.com/" });
    for (const actor of [neighbour.actor, root])
      expect(await refusalOf(getEndpoint(actor, { i_endpoint }))).toMatchObject({ code: 404 });
    expect(
      await refusalOf(getEndpoint({ ...owner.actor, access_level: "NOC" }, { i_endpoint })),
    ).toMatchObject({ code: 403 });
  });

  it.each([
    ["http://hooks.example.com/", "https_url"],
    ["https://hooks.example.com:9443/", "url_port"],
    ["https://user:word@hooks.example.com/", "url_with_user"],
    ["https://hooks.example.com/#part", "url_with_user"],
    [`https://hooks.example.com/${"x".repeat(2048)}`, "too_long"],
    ["ftp://x", "https_url"],
    ["nonsense", "https_url"],
    ["https://localhost..:8443/", "https_url"],
    ["https://care.example.com../", "https_url"],
    ["https://care..example.com/", "https_url"],
    ["https://.example.com/", "https_url"],
    ["https://./", "https_url"],
  ])("has no address such as %s", async (url, key) => {
    expect(await refusalOf(addEndpoint(root, { url }))).toMatchObject({ code: 400, attribute: "url", key });
  });
});
