import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemActor } from "@/server/actor/system-actor";
import { createCustomer } from "@/server/customers/create-customer";
import { closeDatabase } from "@/server/database/client";
import { startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { firstStart } from "@/server/doors/first-start";
import { answer } from "@/server/doors/front/front";
import { provideSettings } from "@/server/ground/settings";
import { ApiClient } from "../xmlapi/stage/api-client";
import { record, withMarks } from "./recorded";

const clients = 8;
const seconds = Number(process.env.SECONDS ?? 4);
const login = { name: "bench", password: "bench api password" };

type Case = { readonly method: string; readonly body: (fresh: string) => string };

/** Measures calls per second of the API beside a floor that sends the same SQL, in one run. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-bench-"));
  const database = await startEmbedded(folder);
  try {
    await migrate(database.ownerUrl, database.databaseUrl);
    provideSettings({
      DATABASE_URL: database.databaseUrl,
      DATA_KEY: database.keys.dataKey,
      AUTH_SECRET: database.keys.authSecret,
      LOG_LEVEL: "error",
    });
    const cases = await prepare();
    const recorded = await recordAll(cases);
    await closeDatabase();
    const environment = {
      ...process.env,
      RECORDED: JSON.stringify(recorded),
      NODE_ENV: "production" as const,
    };
    const door = await start("xmlapi/stage/door-process", environment);
    const floor = await start("bench/floor-process", environment);
    const rows: Record<string, Record<string, string | number>> = {};
    for (const one of cases) {
      // measure both in turns, so that other load on the machine affects them alike
      const ours = [await load(door.port, one, true)];
      const bare = [await load(floor.port, one, false)];
      bare.push(await load(floor.port, one, false));
      ours.push(await load(door.port, one, true));
      rows[one.method] = rowOf(ours.flat(), bare.flat());
    }
    door.stop();
    floor.stop();
    console.table(rows);
  } finally {
    await closeDatabase();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A reseller with 1,000 sub-customers. */
async function prepare(): Promise<Case[]> {
  await firstStart();
  const { i_customer: reseller } = await createCustomer(systemActor, {
    i_wholesaler: 1,
    i_tariff: null,
    name: login.name,
    web_password: "correct horse battery",
    api_password: login.password,
    api_access: 1,
    use_own_tariff: 1,
    customers_mgmt: 7,
  });
  const made: number[] = [];
  for (let count = 0; count < 1_000; count += 1) {
    const { i_customer } = await createCustomer(systemActor, {
      i_wholesaler: reseller,
      i_tariff: null,
      name: `sub ${count}`,
      web_password: "correct horse battery",
    });
    made.push(i_customer);
  }
  const [one = 0] = made;
  return [
    { method: "getCustomerInfo", body: () => call("getCustomerInfo", { i_customer: int(one) }) },
    { method: "listCustomers", body: () => call("listCustomers", { limit: int(50) }) },
    {
      method: "updateCustomer",
      body: (fresh) => call("updateCustomer", { i_customer: int(one), city: text(fresh) }),
    },
    {
      method: "createCustomer",
      body: (fresh) =>
        call("createCustomer", {
          i_tariff: "<nil/>",
          name: text(fresh),
          web_password: text("correct horse battery"),
        }),
    },
  ];
}

/** Records the statements of one call of each method. */
async function recordAll(cases: readonly Case[]) {
  const server = createServer(
    (request, response) => void answer(request, response, async () => response.end()),
  );
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // a listening server has an AddressInfo
  const client = new ApiClient((server.address() as AddressInfo).port, login);
  const recorded: Record<string, unknown> = {};
  for (const { method, body } of cases) {
    // the first call fetches its nonce
    await client.call(body(`before ${method}`));
    const fresh = `recorded${method.toLowerCase()}`;
    let said = "";
    const statements = await record(async () => {
      said = await client.call(body(fresh));
    });
    const id = Number(/<name>i_customer<\/name><value><int>(\d+)/.exec(said)?.[1] ?? 0);
    // leave out the statement that spends the digest: the floor has no digest
    const counted = statements.filter(({ text: sql }) => !sql.includes("spent_nonces"));
    recorded[method] = withMarks(counted, fresh, method === "createCustomer" ? id : -1);
  }
  client.close();
  server.close();
  return recorded;
}

/** Runs eight clients for some seconds. @returns the time of each call in ms */
async function load(port: number, { method, body }: Case, isOurs: boolean): Promise<number[]> {
  const took: number[] = [];
  const until = performance.now() + (seconds / 2) * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new ApiClient(port, isOurs ? login : null);
      await client.call(body(nextFresh()), { method, fresh: nextFresh() });
      while (performance.now() < until) {
        const fresh = nextFresh();
        const began = performance.now();
        await client.call(body(fresh), { method, fresh });
        took.push(performance.now() - began);
      }
      client.close();
    }),
  );
  return took;
}

let freshCount = 0;

function nextFresh(): string {
  freshCount += 1;
  return `fresh${freshCount.toString(36)}x${process.pid}`;
}

function rowOf(ours: number[], bare: number[]): Record<string, string | number> {
  const at = (list: number[], share: number) => {
    const sorted = list.toSorted((one, other) => one - other);
    return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  };
  return {
    "calls/s": Math.round(ours.length / seconds),
    "p50 ms": at(ours, 0.5),
    "p99 ms": at(ours, 0.99),
    "floor calls/s": Math.round(bare.length / seconds),
    "floor p50": at(bare, 0.5),
    "floor p99": at(bare, 0.99),
    "of the floor": Number((ours.length / bare.length).toFixed(2)),
  };
}

async function start(name: string, env: NodeJS.ProcessEnv): Promise<{ port: number; stop: () => void }> {
  const execArgv = process.env.PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.PROFILE}`] : [];
  const child = fork(`.build/bench/${name}.mjs`, { env, execArgv });
  const [{ port }] = await once(child, "message");
  return { port, stop: () => child.disconnect() };
}

function call(method: string, members: Readonly<Record<string, string>>): string {
  const inside = Object.entries(members).map(
    ([name, value]) => `<member><name>${name}</name><value>${value}</value></member>`,
  );
  return (
    `<?xml version="1.0"?><methodCall><methodName>${method}</methodName><params><param><value><struct>` +
    `${inside.join("")}</struct></value></param></params></methodCall>`
  );
}

const int = (value: number) => `<int>${value}</int>`;
const text = (value: string) => `<string>${value}</string>`;

await main();
