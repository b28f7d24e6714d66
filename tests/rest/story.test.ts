import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { database } from "@/server/database/client";
import { provideSettings } from "@/server/ground/settings";
import { actorOf, freshName } from "../builders";
import { bundleProcess } from "../bundle-process";
import { fresh, givenFreshDatabase } from "../database/fresh";
import { type Answering, answers, type Receiver, startReceiver } from "../server/webhooks/receiver";
import { keyOf } from "./stage/ask-rest";
import { type Described, describedBy, Problem } from "./stage/described-client";
import { givenRest, rest } from "./stage/served-rest";

// at its end it compares all sums with the rows
givenFreshDatabase();
givenRest();

/** Webhooks of the operator alone reach this machine. */
const networks = { WEBHOOK_NETWORKS: "127.0.0.0/8" };

/** The worker is killed while it waits for the answers to these requests. */
const killedAt = [15, 60];
const branches = 3;
/** A message that failed so often gets through, or it would be given up. */
const mostFailures = 8;

const stage = { worker: null as ChildProcess | null, kills: 0, receiver: null as Receiver | null };

beforeAll(async () => {
  provideSettings({ ...networks, API_RATE_READ: "10000", API_RATE_WRITE: "10000" });
  await bundleProcess("tests/rest/stage/story-process.ts");
  stage.receiver = await startReceiver(14, failingHalf());
  await beginWorker();
});
afterAll(async () => {
  stage.worker?.kill("SIGKILL");
  await stage.receiver?.close();
});

/** A program of its own does the work of the queue, webhooks among it. */
async function beginWorker(): Promise<void> {
  stage.worker = fork(".build/story-process.mjs", {
    env: {
      ...process.env,
      ...networks,
      DATABASE_URL: fresh.applicationUrl,
      DATA_KEY: inject("server").dataKey,
      AUTH_SECRET: "s".repeat(32),
      LOG_LEVEL: "error",
    },
  });
  await once(stage.worker, "message");
}

/** Kills the worker in the middle, and begins another. Nobody waits for the seconds after which it counts as dead. */
async function killWorker(): Promise<void> {
  const { worker } = stage;
  stage.kills += 1;
  worker?.kill("SIGKILL");
  if (worker) await once(worker, "exit");
  const gone = new Date(Date.now() - 3_600_000);
  await database().jobWorker.updateMany({ data: { seen_at: gone } });
  await database().webhookMessage.updateMany({
    where: { taken_until: { not: null } },
    data: { taken_until: gone },
  });
  await beginWorker();
}

/** A receiver that takes half of what it gets, by chance, and fails in every way there is for the rest. */
function failingHalf(): Answering {
  const failures = new Map<string, number>();
  const ways: readonly Answering[] = [
    answers(500),
    answers(503, { "retry-after": "1" }),
    answers(429),
    (_got, response) => response.destroy(),
    (_got, response) => {
      response.writeHead(200, { "content-length": "100" }).write("half");
      setTimeout(() => response.destroy(), 20);
    },
  ];
  let requests = 0;
  return (got, response, request) => {
    requests += 1;
    // it is never answered: whoever waits for that is dead
    if (killedAt.includes(requests)) return void killWorker().finally(() => response.destroy());
    const id = got.headers["webhook-id"] ?? "";
    const failed = failures.get(id) ?? 0;
    if (Math.random() < 0.5 && failed < mostFailures) {
      failures.set(id, failed + 1);
      ways[requests % ways.length]?.(got, response, request);
    } else response.writeHead(204).end();
  };
}

/** Moves the clock of what waits for its next try, until nothing does. */
async function untilAllArrived(count: number): Promise<void> {
  const arrived = () => database().webhookMessage.count({ where: { state: "delivered" } });
  while ((await arrived()) < count) {
    await database().webhookMessage.updateMany({
      where: { state: "waiting", next_try_at: { gt: new Date() } },
      data: { next_try_at: new Date(0) },
    });
    await pause(100);
  }
}

/** What the story did, as the events that are to be told of it. */
type Deed = readonly [event: string, i_customer: number];

/** What becomes of a reseller and its tree, as a program does it that has read the description. */
async function liveThrough({ call }: Described): Promise<Deed[]> {
  const deeds: Deed[] = [];
  async function make(parent: number | null): Promise<number> {
    const made = await call("createCustomer", {
      name: freshName("story"),
      web_password: "correct horse battery",
      customers_mgmt: 7,
      use_own_tariff: 1,
      ...inScope(parent),
    });
    const id = Number(made.i_customer);
    deeds.push(["customer.created", id]);
    return id;
  }
  const reseller = await make(null);
  await pay(null, reseller);
  await call("customerCredit", { c: reseller, amount: "500.000000" });
  deeds.push(["money.credit", reseller]);

  /** Pays twice under one key, which is once. */
  async function pay(parent: number | null, c: number): Promise<void> {
    const payment = {
      c,
      amount: "20.000000",
      "Idempotency-Key": `story-${c}`,
      ...inScope(parent),
    };
    const [first, again] = [await call("customerAddFunds", payment), await call("customerAddFunds", payment)];
    expect(again).toEqual(first);
    deeds.push(["money.payment", c]);
  }

  async function branch(): Promise<void> {
    const middle = await make(reseller);
    await pay(reseller, middle);
    const leaves = [];
    for (let count = 0; count < 3; count += 1) leaves.push(await make(middle));
    for (const leaf of leaves) {
      await pay(middle, leaf);
      await call("customerDebit", { c: leaf, amount: "5.500000", ...inScope(middle) });
      const values = { name: freshName("renamed"), credit_limit: "10" };
      await call("updateCustomer", { c: leaf, ...values, ...inScope(middle) });
      deeds.push(["money.charge", leaf], ["customer.updated", leaf], ["customer.limits_changed", leaf]);
    }
    const [first = 0, second = 0, third = 0] = leaves;
    await call("blockCustomer", { c: first, reason: "non-payment", ...inScope(reseller) });
    await call("blockCustomer", { c: second, ...inScope(reseller) });
    await call("unblockCustomer", { c: second, ...inScope(reseller) });
    deeds.push(["customer.blocked", first], ["customer.blocked", second], ["customer.unblocked", second]);
    // what is refused, what is only tried and what changes nothing is no event
    await expect(call("deleteCustomer", { c: middle, ...inScope(reseller) })).rejects.toThrow(Problem);
    await expect(
      call("updateCustomer", { c: middle, email: "nobody", ...inScope(reseller) }),
    ).rejects.toThrow(Problem);
    await call("customerDebit", { c: middle, amount: "1", dry_run: 1, ...inScope(reseller) });
    await call("updateCustomer", { c: first, credit_limit: "10", ...inScope(middle) });
    // where somebody lives is told to whom it has a contract with, and to nobody above
    await call("updateCustomer", { c: third, city: "Riga", ...inScope(middle) });
    await call("deleteCustomer", { c: second, ...inScope(middle) });
    deeds.push(["customer.deleted", second], ["money.write_off", second]);
  }
  await Promise.all(Array.from({ length: branches }, branch));
  return deeds;
}

const inScope = (i_customer: number | null) =>
  i_customer === null ? {} : { "Trellis-Customer": i_customer };

it("a program that knows nothing but docs/openapi.json makes a reseller with a tree, pays and blocks, and hears of each change, and of nothing else, though the receiver fails half the time and the worker is killed twice", async () => {
  const { receiver } = stage;
  if (!receiver) throw new Error("the receiver runs");
  const key = await keyOf(await actorOf(1));
  const program = describedBy("docs/openapi.json", new URL(rest.url).origin, key);
  const { secret } = await program.call("addEndpoint", { url: receiver.url, events: ["*"], reach: "all" });

  const deeds = await liveThrough(program);
  await untilAllArrived(deeds.length);
  expect(stage.kills).toBe(killedAt.length);

  const webhook = new Webhook(String(secret));
  const told = receiver.got.map(({ headers, body }) => ({
    id: headers["webhook-id"] ?? "",
    // what has no right signature is thrown at us
    message: webhook.verify(body, headers) as {
      type: string;
      data: { i_customer: number; i_audit: string; operation: string };
    },
  }));
  // each may have come several times, under one id
  const events = [...new Map(told.map(({ id, message }) => [id, message])).values()];
  expect(receiver.got.length).toBeGreaterThan(1.25 * events.length);
  const sorted = (all: readonly Deed[]) => all.map((one) => one.join(" ")).toSorted();
  expect(sorted(events.map(({ type, data }) => [type, data.i_customer]))).toEqual(sorted(deeds));

  // the history has the same changes, and what else it has is no event
  const history = await program.listAll("listHistory", { limit: 20, door: "rest" });
  const entries = new Map(history.map((entry) => [entry.i_audit, entry]));
  for (const { data } of events)
    expect(entries.get(data.i_audit)).toMatchObject({
      operation: data.operation,
      i_customer: data.i_customer,
    });
  const eventful = new Set(events.map(({ data }) => data.i_audit));
  // that an answer was read by whoever has no contract with the customer is in the history, and is no change
  const others = history.filter(
    ({ i_audit, operation }) => !eventful.has(String(i_audit)) && operation !== "getCustomerInfo",
  );
  expect(others.map(({ operation, changes }) => [operation, changes])).toEqual([
    // that to what it was before, and that which nobody above may read
    ...Array.from({ length: 2 * branches }, () => ["updateCustomer", {}]),
    ["addEndpoint", {}],
  ]);
  expect(await database().webhookMessage.count({ where: { state: { not: "delivered" } } })).toBe(branches);
}, 300_000);
