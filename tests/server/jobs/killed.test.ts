import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { allRights, customer } from "../../builders";
import { bundleProcess } from "../../bundle-process";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { stateOf } from "./do-jobs";

// at its end it compares all sums with the rows
givenFreshDatabase();

const kills = 20;
const customers = 400;

const programs = new Set<ChildProcess>();
beforeAll(async () => {
  await bundleProcess("tests/server/jobs/killed-process.ts");
});
afterAll(() => {
  for (const one of programs) one.kill("SIGKILL");
});

async function program(): Promise<ChildProcess> {
  const child = fork(".build/killed-process.mjs", {
    env: {
      ...process.env,
      DATABASE_URL: fresh.applicationUrl,
      DATA_KEY: inject("server").dataKey,
      AUTH_SECRET: "s".repeat(32),
      LOG_LEVEL: "error",
    },
  });
  programs.add(child);
  await once(child, "message");
  return child;
}

/** Kills one in the middle, and starts another in its place. Nobody waits for the seconds after which it counts as dead. */
async function killOne(): Promise<void> {
  const [child] = [...programs];
  if (!child) throw new Error("no program runs");
  child.kill("SIGKILL");
  await once(child, "exit");
  programs.delete(child);
  await database().$executeRaw`UPDATE job_workers SET seen_at = now() - interval '1 hour'`;
  await program();
}

it(`jobs whose processes are killed ${kills} times do each row once, and their results are whole`, async () => {
  const { actor, i_customer } = await customer(1, { ...allRights, balance: 1_000_000 });
  await many(i_customer);
  await program();
  await program();
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
    const runs = async () => (await Promise.all(jobs.map(stateOf))).includes("running");
    while (killed < kills && (await goesOn(jobs, runs))) {
      await killOne();
      killed += 1;
    }
    while (await runs()) await pause(50);
    for (const i_job of jobs) await expectWhole(actor, i_job);
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

/** Waits until the jobs did something more, and then for a moment that chance chooses. @returns false if they ended */
async function goesOn(jobs: readonly number[], runs: () => Promise<boolean>): Promise<boolean> {
  const before = await doneOf(jobs);
  while ((await runs()) && (await doneOf(jobs)) === before) await pause(10);
  await pause(Math.random() * 200);
  return await runs();
}

async function doneOf(jobs: readonly number[]): Promise<number> {
  return await database().jobRow.count({ where: { i_job: { in: [...jobs] }, outcome: { not: null } } });
}

/** Each row was done once, the figures say so, and so does the history. */
async function expectWhole(actor: Actor, i_job: number): Promise<void> {
  const { job } = await operations.getJobInfo(actor, { i_job });
  expect(job).toMatchObject({
    state: "done",
    total: customers,
    changed: customers,
    unchanged: 0,
    refused: 0,
  });
  const outcomes = await database().jobRow.groupBy({ by: ["outcome"], where: { i_job }, _count: true });
  expect(outcomes).toEqual([{ outcome: "changed", _count: customers }]);
  const entries = await database().auditLog.groupBy({
    by: ["i_customer"],
    where: { i_job, i_customer: { not: actor.i_customer } },
    _count: true,
  });
  expect(entries.length).toBe(customers);
  expect(entries.filter(({ _count }) => _count !== 1)).toEqual([]);
}

async function many(i_customer: number): Promise<void> {
  for (let made = 0; made < customers; made += 1) await customer(i_customer);
}
