import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { systemActor } from "@/server/actor/system-actor";
import { createCustomer } from "@/server/customers/create-customer";
import { closeDatabase } from "@/server/database/client";
import { startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { firstStart } from "@/server/doors/first-start";
import { answer } from "@/server/doors/front/front";
import { provideSettings } from "@/server/ground/settings";
import { ApiClient } from "../xmlapi/stage/api-client";
import { insertCustomers } from "../xmlapi/stage/many-customers";
import { callOf, double, int, nil, string } from "../xmlapi/stage/wire";
import type { Floor, FloorCall } from "./floor";
import { measureLongLists } from "./long-lists";
import { processorTime, processorTimeOfChildren } from "./processor-time";
import { record, withMarks } from "./recorded";

const clients = 8;
const rounds = 4;
/** of each method to each server, in all rounds together; a quarter more before them, to warm up */
const calls = Number(process.env.CALLS ?? 2_000);
const login = { name: "bench", password: "bench api password" };

/** `METHODS=getCustomerInfo,…` measures these alone; `long lists` is one of them. */
function isAsked(what: string): boolean {
  return process.env.METHODS === undefined || process.env.METHODS.split(",").includes(what);
}

type Case = {
  readonly method: string;
  readonly body: (fresh: string) => string;
  /** of the number of calls: hashes take long */
  readonly share: number;
};

/**
 * Measures calls of the API beside a bare server that does what such a call cannot do without (floor.ts), in one run and in
 * turns. `DOOR=…/door-process.mjs` measures another build of ours beside it. `PROFILE=folder` keeps profiles.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-bench-"));
  const database = await startEmbedded(folder);
  const postmaster = Number(readFileSync(join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  try {
    await migrate(database.ownerUrl, database.databaseUrl);
    provideSettings({
      DATABASE_URL: database.databaseUrl,
      DATA_KEY: database.keys.dataKey,
      AUTH_SECRET: database.keys.authSecret,
      LOG_LEVEL: "error",
    });
    const { i_wholesaler, cases } = await prepare(database.ownerUrl);
    const recorded = await recordAll(cases, i_wholesaler);
    await closeDatabase();
    const a1 = createHash("md5").update(`${login.name}:XML API:${login.password}`).digest("hex");
    const floor: Floor = { login: login.name, a1, calls: recorded };
    const started = {
      ours: await start(".build/bench/xmlapi/stage/door-process.mjs", {}),
      ...(process.env.DOOR ? { before: await start(process.env.DOOR, {}) } : {}),
      floor: await start(".build/bench/bench/floor-process.mjs", { FLOOR: JSON.stringify(floor) }),
    };
    const rows: Record<string, Record<string, string | number>> = {};
    for (const one of cases) {
      const measured = new Map(Object.keys(started).map((who) => [who, emptyLoad()]));
      // in turns, so that other load on the machine affects them alike
      for (let round = 0; round <= rounds; round += 1) {
        for (const [who, server] of Object.entries(started)) {
          // each booking has a place of its own, which a recorded one does not
          if (who === "floor" && one.method === "customerAddFunds") continue;
          const got = await load(server, postmaster, one);
          // the first round warms up
          if (round > 0) add(measured.get(who), got);
        }
      }
      const bare = measured.get("floor") ?? emptyLoad();
      for (const [who, got] of measured)
        if (got.took.length > 0) rows[`${one.method} ${who}`] = rowOf(got, bare);
    }
    console.table(rows);
    if (isAsked("long lists"))
      console.table(
        await measureLongLists(started.ours, postmaster, new ApiClient(started.ours.port, manyLogin)),
      );
    await Promise.all(Object.values(started).map(async ({ stop }) => await stop()));
  } finally {
    await closeDatabase();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const manyLogin = { name: "many", password: login.password };

/** A reseller with 1,000 sub-customers, and one with 100,000. */
async function prepare(ownerUrl: string): Promise<{ i_wholesaler: number; cases: Case[] }> {
  await firstStart();
  const reseller = async (name: string, below: number) => {
    const { i_customer } = await createCustomer(systemActor, {
      i_wholesaler: 1,
      i_tariff: null,
      name,
      web_password: "correct horse battery",
      api_password: login.password,
      api_access: 1,
      use_own_tariff: 1,
      customers_mgmt: 7,
    });
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await insertCustomers(owner, i_customer, below);
    await owner.query("VACUUM ANALYZE");
    await owner.end();
    return i_customer;
  };
  const i_wholesaler = await reseller(login.name, 1_000);
  if (isAsked("long lists")) await reseller(manyLogin.name, 100_000);
  const { i_customer: one } = await createCustomer(systemActor, {
    i_wholesaler,
    i_tariff: null,
    name: "one of them",
    web_password: "correct horse battery",
    company_name: "Example & Sons",
    city: "Reykjavík",
    phone1: "+354 555 1234",
    email: "one@example.com",
  });
  const cases: Case[] = [
    { method: "getCustomerInfo", share: 1, body: () => callOf("getCustomerInfo", { i_customer: int(one) }) },
    { method: "listCustomers", share: 1, body: () => callOf("listCustomers", { limit: int(50) }) },
    {
      method: "updateCustomer",
      share: 1,
      body: (fresh) => callOf("updateCustomer", { i_customer: int(one), city: string(fresh) }),
    },
    {
      // each to another of a thousand, as eight people who work at the same time
      method: "customerAddFunds",
      share: 1,
      body: () =>
        callOf("customerAddFunds", {
          i_customer: int(one - 1 - Math.floor(Math.random() * 1_000)),
          amount: double("1"),
        }),
    },
    {
      method: "createCustomer",
      share: 0.15,
      body: (fresh) =>
        callOf("createCustomer", {
          i_tariff: nil,
          name: string(fresh),
          web_password: string("correct horse battery"),
        }),
    },
  ];
  return { i_wholesaler, cases: cases.filter(({ method }) => isAsked(method)) };
}

/** What the floor does for each method: one read of its own, or the statements that a call of ours sends. */
async function recordAll(cases: readonly Case[], i_wholesaler: number): Promise<Record<string, FloorCall>> {
  const server = createServer(
    (request, response) => void answer(request, response, async () => response.end()),
  );
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // a listening server has an AddressInfo
  const client = new ApiClient((server.address() as AddressInfo).port, login);
  const found: Record<string, FloorCall> = {};
  for (const { method, body } of cases) {
    // the first call fetches its nonce
    await client.call(body(`before ${method}`));
    const fresh = `recorded${method.toLowerCase()}`;
    let said = "";
    const all = await record(async () => {
      said = await client.call(body(fresh));
    });
    // a new connection's own, and what is swept now and then
    const sent = all.filter(({ text }) => !/^(SET|DELETE FROM spent_nonces)/.test(text));
    const id = Number(/<name>i_customer<\/name><value><int>(\d+)/.exec(said)?.[1] ?? 0);
    const members = [...said.matchAll(/<name>(\w+)<\/name><value><(int|double|string|boolean|nil)\b/g)]
      .map(([, name = "", type = ""]) => [name, type === "nil" ? "string" : type] as const)
      .filter(
        ([name], index, all) => name !== "result" && all.findIndex(([other]) => other === name) === index,
      );
    if (method === "getCustomerInfo") found[method] = { members, statements: [pointRead(members, id)] };
    else if (method === "listCustomers")
      found[method] = { members, isList: true, statements: [listRead(i_wholesaler)] };
    else {
      const isNew = method === "createCustomer";
      const statements = withMarks(sent, fresh, client.nonce, isNew ? id : -1);
      found[method] = { statements, hashes: isNew };
    }
    console.log(`${method}: ${sent.length} statements`);
  }
  client.close();
  server.close();
  return found;
}

function pointRead(members: readonly (readonly [string, string])[], id: number) {
  const elsewhere: Readonly<Record<string, string>> = {
    web_login: "w.login",
    i_web_user: "w.i_web_user",
    i_access_level: "w.access_level",
    default_user: "w.default_user",
    blocked: "EXISTS (SELECT FROM blocks b WHERE b.i_customer = c.i_customer)",
  };
  const columns = members.map(([name]) => `${elsewhere[name] ?? `c."${name}"`} AS "${name}"`);
  const text = `SELECT ${columns.join(", ")} FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
    WHERE c.i_customer = $1`;
  return { text, values: [id], makesId: false };
}

function listRead(i_wholesaler: number) {
  const text = `SELECT c.i_customer, c.name, w.login AS web_login, c.description, c.balance, c.credit_limit, c.base_currency
    FROM customers c JOIN web_users w ON w.i_customer = c.i_customer AND w.default_user
    WHERE c.i_wholesaler = $1 ORDER BY c.i_customer LIMIT 50`;
  return { text, values: [i_wholesaler], makesId: false };
}

/** What some rounds of one server came to; times in ms. */
type Load = { readonly took: number[]; whole: number; own: number; database: number };

function emptyLoad(): Load {
  return { took: [], whole: 0, own: 0, database: 0 };
}

function add(sum: Load | undefined, got: Load): void {
  if (!sum) return;
  sum.took.push(...got.took);
  sum.whole += got.whole;
  sum.own += got.own;
  sum.database += got.database;
}

/** Lets eight clients make calls. */
async function load({ port, child }: Started, postmaster: number, { body, share }: Case): Promise<Load> {
  const took: number[] = [];
  const pid = child.pid ?? 0;
  const before = { own: processorTime(pid), database: processorTimeOfChildren(postmaster) };
  const began = performance.now();
  let left = Math.ceil((calls * share) / rounds);
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new ApiClient(port, login);
      while (left > 0) {
        left -= 1;
        const sent = performance.now();
        await client.call(body(nextFresh()));
        took.push(performance.now() - sent);
      }
      client.close();
    }),
  );
  return {
    took,
    whole: performance.now() - began,
    own: processorTime(pid) - before.own,
    database: processorTimeOfChildren(postmaster) - before.database,
  };
}

let freshCount = 0;

function nextFresh(): string {
  freshCount += 1;
  return `fresh${freshCount.toString(36)}x${process.pid}`;
}

function rowOf({ took, whole, own, database }: Load, floor: Load): Record<string, string | number> {
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  const each = (ms: number, calls: number) => Number((ms / calls).toFixed(2));
  return {
    "calls/s": Math.round((took.length / whole) * 1_000),
    "p50 ms": at(0.5),
    "p99 ms": at(0.99),
    "own processor ms/call": each(own, took.length),
    "database's": each(database, took.length),
    "calls of the floor": Number((took.length / whole / (floor.took.length / floor.whole)).toFixed(2)),
    "floor's processor of ours": Number((floor.own / floor.took.length / (own / took.length)).toFixed(2)),
  };
}

/** A server in a process of its own. */
type Started = { readonly port: number; readonly child: ChildProcess; readonly stop: () => Promise<unknown> };

async function start(file: string, settings: Readonly<Record<string, string>>): Promise<Started> {
  const execArgv = process.env.PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.PROFILE}`] : [];
  const child = fork(file, { env: { ...process.env, NODE_ENV: "production", ...settings }, execArgv });
  const [{ port }] = await once(child, "message");
  const stop = async () => {
    child.disconnect();
    await once(child, "exit");
  };
  return { port, child, stop };
}

await main();
