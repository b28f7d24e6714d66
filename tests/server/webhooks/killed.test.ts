import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { actorOf, customer } from "../../builders";
import { bundleProcess } from "../../bundle-process";
import { fresh } from "../../database/fresh";
import { givenOwnServer } from "../../database/own-server";
import { givenWebhookNetworks } from "./given-webhooks";
import { type Answering, answers, type Receiver, startReceiver } from "./receiver";

const own = givenOwnServer();
givenWebhookNetworks();

const events = 1_000;
const kills = 6;

const programs = new Set<ChildProcess>();
let receivers: Receiver[] = [];
beforeAll(async () => {
  await bundleProcess("tests/server/jobs/killed-process.ts");
  receivers = [await startReceiver(50), await startReceiver(51), await startReceiver(52)];
  await program();
  await program();
});
afterAll(async () => {
  for (const one of programs) one.kill("SIGKILL");
  for (const receiver of receivers) await receiver.close();
});

/** A program of its own that does the work of the queue. */
async function program(): Promise<void> {
  const child = fork(".build/killed-process.mjs", {
    env: {
      ...process.env,
      DATABASE_URL: fresh.applicationUrl,
      DATA_KEY: own.dataKey(),
      AUTH_SECRET: "s".repeat(32),
      LOG_LEVEL: "silent",
      WEBHOOK_NETWORKS: "127.0.0.0/8",
    },
  });
  programs.add(child);
  await once(child, "message");
}

async function killOne(): Promise<void> {
  const [child] = programs;
  if (!child) throw new Error("no program runs");
  child.kill("SIGKILL");
  await once(child, "exit");
  programs.delete(child);
  await program();
}

/** Fails in every way, two times of five. */
const moody: Answering = (got, response, request) => {
  const faults: readonly Answering[] = [
    answers(500),
    answers(429, { "retry-after": "3600" }),
    answers(302, { location: "https://127.0.0.50:8443/" }),
    (_got, { socket }) => socket?.end("garbage\r\n"),
    () => response.destroy(),
    () => {
      response.writeHead(200, { "content-length": "9" }).write("half");
      setTimeout(() => response.destroy(), 5);
    },
    () => setTimeout(() => answers(200)(got, response, request), 300),
  ];
  const fault = Math.random() < 0.4 ? faults[Math.floor(Math.random() * faults.length)] : answers(200);
  fault?.(got, response, request);
};

/** Lets time pass for messages: what waits is due, and who holds one no longer lives. */
async function hurry(): Promise<void> {
  await database().$executeRaw`
    UPDATE webhook_messages SET next_try_at = now(), tries = least(tries, 5), taken_until = NULL
     WHERE state = 'waiting' AND (next_try_at > now() OR taken_until < now() + interval '20 seconds')`;
}

it(`of ${events} changes every endpoint learns at least once, under one id, though receivers fail, processes are killed and the database restarts`, async () => {
  const root = await actorOf(1);
  const [moodyOne, second, silent] = receivers;
  if (!moodyOne || !second || !silent) throw new Error("they were started");
  moodyOne.answer = moody;
  second.answer = moody;
  // takes what it may of the places, and gives nothing back
  silent.answer = () => undefined;
  const add = async ({ url }: Receiver) =>
    await operations.addEndpoint(root, { url, reach: "all", events: ["money.payment"] });
  const [one, two] = [await add(moodyOne), await add(second)];
  await add(silent);
  const secrets = [two.secret];
  const customers = await Promise.all(Array.from({ length: 20 }, async () => await customer()));
  let made = 0;
  const pay = async (): Promise<void> => {
    while (made < events) {
      made += 1;
      const { i_customer } = customers[made % customers.length] ?? { i_customer: 0 };
      // one of twenty is refused after it has begun
      const currency = made % 20 === 0 ? "EUR" : "USD";
      await operations
        .customerAddFunds(systemActor, { i_customer, amount: 1, currency })
        .catch(async (error: unknown) => {
          // what was under way is lost with the database, or has happened all the same
          if (!(error instanceof Refusal)) await pause(200);
        });
    }
  };
  const paying = Promise.all([pay(), pay(), pay(), pay()]);
  for (let killed = 0; killed < kills; killed += 1) {
    await pause(1_500 + Math.random() * 1_000);
    await killOne();
    if (killed % 3 === 1) await own.crash();
    if (killed === 2)
      secrets.push((await operations.rotateEndpointSecret(root, { i_endpoint: two.i_endpoint })).secret);
    await hurry().catch(() => undefined);
  }
  await paying;
  const open = async () =>
    await database().webhookMessage.count({
      where: { i_endpoint: { in: [one.i_endpoint, two.i_endpoint] }, state: { not: "delivered" } },
    });
  const undone = async () => await database().webhookEvent.count({ where: { handed_out: false } });
  while ((await undone()) > 0 || (await open()) > 0) {
    await pause(500);
    await hurry();
  }

  const payments = await database().auditLog.findMany({
    where: { operation: "customerAddFunds" },
    select: { i_audit: true },
  });
  expect(payments.length).toBeGreaterThan(events * 0.8);
  const noted = await database().webhookEvent.findMany({ select: { i_audit: true, id: true } });
  const sorted = (ids: readonly (bigint | null)[]) => ids.map(String).toSorted();
  // no event without its change, no change without its event, none twice
  expect(sorted(noted.map(({ i_audit }) => i_audit))).toEqual(sorted(payments.map(({ i_audit }) => i_audit)));
  for (const [receiver, { i_endpoint }] of [
    [moodyOne, one],
    [second, two],
  ] as const) {
    const ids = new Map<string, string>();
    for (const { headers, body } of receiver.got) {
      const known = receiver === moodyOne ? [one.secret] : secrets;
      const verified = known.some((secret) => {
        try {
          new Webhook(secret).verify(body, headers);
          return true;
        } catch {
          return false;
        }
      });
      expect(verified).toBe(true);
      const { data } = JSON.parse(body) as { data: { i_audit: string } };
      const id = headers["webhook-id"] ?? "";
      expect(ids.get(id) ?? data.i_audit).toBe(data.i_audit);
      ids.set(id, data.i_audit);
    }
    expect([...ids.keys()].toSorted()).toEqual(noted.map(({ id }) => `msg_${id}_${i_endpoint}`).toSorted());
  }
}, 600_000);
