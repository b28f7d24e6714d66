import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { allRights, customer, freshName } from "../../builders";
import { bundleProcess } from "../../bundle-process";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { stateOf } from "./do-jobs";
import { fileOf } from "./file-of";

// at its end it compares all sums with the rows
givenFreshDatabase();

const kills = 20;
const customers = 400;

/** Each with its workers, as the queue names them. */
const programs = new Map<ChildProcess, readonly string[]>();
beforeAll(async () => {
  await bundleProcess("tests/server/jobs/killed-process.ts");
  await program();
  await program();
});
afterAll(() => {
  for (const one of programs.keys()) one.kill("SIGKILL");
});

async function program(): Promise<void> {
  const others = await workersNow();
  const child = fork(".build/killed-process.mjs", {
    env: {
      ...process.env,
      DATABASE_URL: fresh.applicationUrl,
      DATA_KEY: inject("server").dataKey,
      AUTH_SECRET: "s".repeat(32),
      LOG_LEVEL: "error",
    },
  });
  programs.set(child, []);
  await once(child, "message");
  const own = async () => (await workersNow()).filter((worker) => !others.includes(worker));
  // one looks after the clock
  while ((await own()).length < 2) await pause(10);
  programs.set(child, await own());
}

/** Kills one in the middle, and starts another in its place. Nobody waits for the seconds after which it counts as dead. */
async function killOne(): Promise<void> {
  const [[child, workers = []] = []] = programs;
  if (!child) throw new Error("no program runs");
  child.kill("SIGKILL");
  await once(child, "exit");
  programs.delete(child);
  const gone = new Date(Date.now() - 3_600_000);
  await database().jobWorker.updateMany({ where: { worker: { in: [...workers] } }, data: { seen_at: gone } });
  await program();
}

async function workersNow(): Promise<string[]> {
  return (await database().jobWorker.findMany()).map(({ worker }) => worker);
}

/**
 * Kills processes at moments that chance chooses, as long as something goes on.
 * @param done how much is done by now
 * @returns how many it killed
 */
async function killWhile(
  most: number,
  { done, runs }: { readonly done: () => Promise<number>; readonly runs: () => Promise<boolean> },
): Promise<number> {
  let killed = 0;
  while (killed < most) {
    const before = await done();
    while ((await runs()) && (await done()) === before) await pause(10);
    await pause(Math.random() * 200);
    if (!(await runs())) break;
    await killOne();
    killed += 1;
  }
  while (await runs()) await pause(50);
  return killed;
}

it(`jobs whose processes are killed ${kills} times do each row once, and their results are whole`, async () => {
  const { actor, i_customer } = await customer(1, { ...allRights, balance: 1_000_000 });
  await many(i_customer);
  let killed = 0;
  let rounds = 0;
  while (killed < kills) {
    rounds += 1;
    const city = `Lima ${rounds}`;
    const [set, paid] = [
      await operations.prepareJob(actor, { kind: "set_attributes", values: { city }, filter: {} }),
      await operations.prepareJob(actor, {
        kind: "funds",
        booking: "payment",
        amount: "1.25",
        note: city,
        filter: {},
      }),
    ];
    const jobs = [set.i_job, paid.i_job];
    for (const i_job of jobs) await operations.startJob(actor, { i_job });
    killed += await killWhile(kills - killed, {
      done: async () =>
        await database().jobRow.count({ where: { i_job: { in: jobs }, outcome: { not: null } } }),
      runs: async () => (await Promise.all(jobs.map(stateOf))).includes("running"),
    });
    for (const i_job of jobs) await expectWhole(actor, i_job, customers);
    const below = await database().customer.findMany({
      where: { i_wholesaler: i_customer },
      select: { balance: true, city: true },
    });
    const balance = String(1.25 * rounds);
    expect(below.filter((one) => one.balance.toString() !== balance || one.city !== city)).toEqual([]);
    expect(await database().ledger.count({ where: { kind: "payment", note: city } })).toBe(customers);
  }
  expect(killed).toBe(kills);
}, 900_000);

it(`imports whose processes are killed ${kills} times, while they are examined and done, make each customer once below its parent`, async () => {
  let killed = 0;
  while (killed < kills) {
    const { actor, i_customer } = await customer(1, { ...allRights, balance: 1_000_000 });
    const columns = ["name", "email", "parent", "balance"] as const;
    const parents = Array.from({ length: 20 }, () => freshName("parent"));
    const rows = parents.flatMap((parent) => [
      ...Array.from({ length: 9 }, () => rowOf(freshName("child"), parent)),
      rowOf(parent, ""),
    ]);
    const { i_job } = await operations.beginImport(actor, {
      file: "customers.csv",
      table: fileOf(columns, ...rows),
    });
    await operations.mapImport(actor, {
      i_job,
      columns,
      mode: "create",
      key: "name",
      first: "invitation",
      all: { i_tariff: "", customers_mgmt: "7", use_own_tariff: "1" },
    });
    const figures = async () => (await operations.getImport(actor, { i_job })).import.figures;
    killed += await killWhile(Math.min(3, kills - killed), {
      done: async () => await database().importRow.count({ where: { i_job, verdict: { not: null } } }),
      runs: async () => !(await figures())?.ended,
    });
    expect(await figures()).toMatchObject({ total: rows.length, create: rows.length, refused: 0 });
    await operations.startJob(actor, { i_job });
    killed += await killWhile(kills - killed, {
      done: async () => await database().jobRow.count({ where: { i_job, outcome: { not: null } } }),
      runs: async () => (await stateOf(i_job)) === "running",
    });
    await expectWhole(actor, i_job, rows.length);
    const made = await database().customer.findMany({
      where: { path: { contains: `/${i_customer}/` }, i_customer: { not: i_customer } },
      select: { i_customer: true, name: true, balance: true, i_wholesaler: true },
    });
    const ids = new Map(made.map((one) => [one.name, one.i_customer]));
    expect(new Map(made.map((one) => [one.name, [one.i_wholesaler, one.balance.toString()]]))).toEqual(
      new Map(
        rows.map(([name = "", , parent = "", balance]) => [name, [ids.get(parent) ?? i_customer, balance]]),
      ),
    );
    expect(made.length).toBe(rows.length);
    const each = { where: { i_customer: { in: [...ids.values()] } } };
    expect(await database().ledger.count(each)).toBe(rows.length);
    expect(await database().mail.count(each)).toBe(rows.length);
  }
  expect(killed).toBe(kills);
}, 900_000);

/** A row of a file, with an opening balance. */
function rowOf(name: string, parent: string): string[] {
  return [name, `${name.replaceAll(" ", ".")}@example.com`, parent, "2.5"];
}

/** Each row was done once, the figures say so, and so does the history. */
async function expectWhole(actor: Actor, i_job: number, rows: number): Promise<void> {
  const { job } = await operations.getJobInfo(actor, { i_job });
  expect(job).toMatchObject({
    state: "done",
    total: rows,
    changed: rows,
    unchanged: 0,
    refused: 0,
  });
  const outcomes = await database().jobRow.groupBy({ by: ["outcome"], where: { i_job }, _count: true });
  expect(outcomes).toEqual([{ outcome: "changed", _count: rows }]);
  const entries = await database().auditLog.groupBy({
    by: ["i_customer"],
    where: { i_job, i_customer: { not: actor.i_customer } },
    _count: true,
  });
  expect(entries.length).toBe(rows);
  expect(entries.filter(({ _count }) => _count !== 1)).toEqual([]);
}

async function many(i_customer: number): Promise<void> {
  for (let made = 0; made < customers; made += 1) await customer(i_customer);
}
