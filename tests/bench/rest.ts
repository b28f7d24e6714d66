import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { keyAreas } from "@/attributes/key-areas";
import { systemActor } from "@/server/actor/system-actor";
import { createCustomer } from "@/server/customers/create-customer";
import { closeDatabase, database } from "@/server/database/client";
import { startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { firstStart } from "@/server/doors/first-start";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { ApiClient } from "../xmlapi/stage/api-client";
import { insertCustomers } from "../xmlapi/stage/many-customers";
import { callOf, int } from "../xmlapi/stage/wire";
import { processorTime } from "./processor-time";

const clients = 8;
const rounds = 5;
const calls = Number(process.env.CALLS ?? 4_000);
const password = "bench api password";
const login = { name: "bench", password };

/** What a server is asked by one of eight clients. @returns makes a call, and ends */
type Client = { readonly call: () => Promise<void>; readonly close: () => void };
type Server = { readonly child: ChildProcess; readonly client: () => Client };
type Load = { took: number[]; whole: number; own: number };

/**
 * Measures GET of a customer over REST beside a bare server that reads one by a prepared statement, and beside the same call
 * over XML-RPC, in one run and in turns.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-bench-"));
  const embedded = await startEmbedded(folder);
  try {
    await migrate(embedded.ownerUrl, embedded.databaseUrl);
    provideSettings({
      DATABASE_URL: embedded.databaseUrl,
      DATA_KEY: embedded.keys.dataKey,
      AUTH_SECRET: embedded.keys.authSecret,
      PUBLIC_HOST: "localhost",
      API_RATE_READ: "1000000",
      LOG_LEVEL: "error",
    });
    const { key, one } = await prepare(embedded.ownerUrl);
    await closeDatabase();
    const ours = await start(".build/bench/xmlapi/stage/door-process.mjs");
    const bare = await start(".build/bench/bench/bare-read-process.mjs");
    const servers: Readonly<Record<string, Server>> = {
      "bare node and pg": { child: bare.child, client: () => getting(bare.port, `/${one}`, {}) },
      REST: {
        child: ours.child,
        client: () => getting(ours.port, `/api/v1/customers/${one}`, { authorization: `Bearer ${key}` }),
      },
      "XML-RPC": { child: ours.child, client: () => calling(ours.port, one) },
    };
    const loads = new Map(
      Object.keys(servers).map((who): [string, Load] => [who, { took: [], whole: 0, own: 0 }]),
    );
    for (let round = 0; round <= rounds; round += 1) {
      for (const [who, server] of Object.entries(servers)) {
        const got = await load(server);
        const sum = loads.get(who);
        // the first round warms up
        if (round === 0 || !sum) continue;
        sum.took.push(...got.took);
        sum.whole += got.whole;
        sum.own += got.own;
      }
    }
    const floor = loads.get("bare node and pg");
    console.table(Object.fromEntries([...loads].map(([who, got]) => [who, rowOf(got, floor ?? got)])));
    for (const { child } of [ours, bare]) child.disconnect();
  } finally {
    await closeDatabase();
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(ownerUrl: string): Promise<{ key: string; one: number }> {
  await firstStart();
  const { i_customer } = await createCustomer(systemActor, {
    i_wholesaler: 1,
    i_tariff: null,
    name: login.name,
    web_password: "correct horse battery",
    api_password: password,
    api_access: 1,
    use_own_tariff: 1,
    customers_mgmt: 7,
  });
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const [one = 0] = await insertCustomers(owner, i_customer, 1_000);
  await owner.query("VACUUM ANALYZE");
  await owner.end();
  const user = await database().webUser.findFirstOrThrow({
    where: { i_customer, default_user: true },
    select: { i_web_user: true, login: true },
  });
  const { key } = await operations.makeKey(
    {
      ...user,
      door: "web",
      i_customer,
      access_level: "ADMINISTRATOR",
      address: "127.0.0.1",
      freshUntil: new Date("9999-01-01"),
    },
    { name: "Bench", areas: Object.fromEntries(keyAreas.map((area) => [area, "write"])) },
  );
  return { key, one };
}

/** Eight clients make calls. */
async function load({ child, client }: Server): Promise<Load> {
  const took: number[] = [];
  const before = processorTime(child.pid ?? 0);
  const began = performance.now();
  let left = Math.ceil(calls / rounds);
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const { call, close } = client();
      while (left > 0) {
        left -= 1;
        const sent = performance.now();
        await call();
        took.push(performance.now() - sent);
      }
      close();
    }),
  );
  return { took, whole: performance.now() - began, own: processorTime(child.pid ?? 0) - before };
}

function getting(port: number, path: string, headers: Readonly<Record<string, string>>): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const call = () =>
    new Promise<void>((resolve, reject) => {
      const sent = request(
        { host: "127.0.0.1", port, path, agent, headers: { host: "localhost", ...headers } },
        (response) => {
          response.resume();
          response.on("end", () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
          );
        },
      );
      sent.on("error", reject);
      sent.end();
    });
  return { call, close: () => agent.destroy() };
}

function calling(port: number, one: number): Client {
  const client = new ApiClient(port, login);
  return {
    call: async () => {
      await client.call(callOf("getCustomerInfo", { i_customer: int(one) }));
    },
    close: () => client.close(),
  };
}

function rowOf({ took, whole, own }: Load, floor: Load): Record<string, number> {
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  return {
    "calls/s": Math.round((took.length / whole) * 1_000),
    "p50 ms": at(0.5),
    "p99 ms": at(0.99),
    "own processor ms/call": Number((own / took.length).toFixed(2)),
    "calls of the bare one": Number((took.length / whole / (floor.took.length / floor.whole)).toFixed(2)),
  };
}

async function start(file: string): Promise<{ port: number; child: ChildProcess }> {
  const execArgv = process.env.PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.PROFILE}`] : [];
  const child = fork(file, { env: { ...process.env, NODE_ENV: "production" }, execArgv });
  const [{ port }] = await once(child, "message");
  return { port, child };
}

await main();
