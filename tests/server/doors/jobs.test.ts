import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { database, inTransaction } from "@/server/database/client";
import { ownWork } from "@/server/doors/jobs/jobs";
import { runJobs } from "@/server/doors/jobs/run-jobs";
import type { Work } from "@/server/doors/jobs/work";
import { enqueue } from "@/server/queue/enqueue";
import { bundleProcess } from "../../bundle-process";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of running.splice(0)) await end();
});

async function program(work: Partial<Work>): Promise<() => Promise<void>> {
  const end = await runJobs({ tasks: {}, rounds: [], ...work });
  const once = async () => {
    if (running.includes(once)) running.splice(running.indexOf(once), 1);
    await end();
  };
  running.push(once);
  return once;
}

/** Adds a job that only the test knows. */
async function add(task: string, payload: object = {}): Promise<void> {
  await database().$executeRaw`SELECT graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json)`;
}

async function jobsLeft(task: string): Promise<{ attempts: number; error: string | null }[]> {
  return await database().$queryRaw`
    SELECT attempts, last_error AS error FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = ${task}`;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(20);
}

describe("a job", () => {
  it("that was queued in a transaction that rolls back never runs", async () => {
    const sent: unknown[] = [];
    await program({ tasks: { sendMail: async (payload) => sent.push(payload) } });
    await expect(
      inTransaction(async (tx) => {
        await enqueue(tx, "sendMail", { i_mail: "1" });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    await inTransaction(async (tx) => await enqueue(tx, "sendMail", { i_mail: "2" }));
    await until(() => sent.length > 0);
    expect(sent).toEqual([{ i_mail: "2" }]);
    await until(async () => (await jobsLeft("sendMail")).length === 0);
  });

  it("runs once, whichever of two programs takes it", async () => {
    const ran: number[] = [];
    const tasks = { count: async (payload: unknown) => ran.push((payload as { number: number }).number) };
    await program({ tasks });
    await program({ tasks });
    const numbers = Array.from({ length: 60 }, (_, number) => number);
    await Promise.all(numbers.map(async (number) => await add("count", { number })));
    await until(async () => (await jobsLeft("count")).length === 0);
    expect(ran.toSorted((one, other) => one - other)).toEqual(numbers);
  });

  it("waits for its moment, and is replaced by one of the same key", async () => {
    const sent: unknown[] = [];
    await inTransaction(async (tx) => {
      const later = new Date(Date.now() + 3_600_000);
      await enqueue(tx, "sendMail", { i_mail: "3" }, { runAt: later });
      await enqueue(tx, "sendMail", { i_mail: "4" }, { runAt: later, key: "one" });
      await enqueue(tx, "sendMail", { i_mail: "5" }, { key: "one" });
    });
    await program({ tasks: { sendMail: async (payload) => sent.push(payload) } });
    await until(async () => (await jobsLeft("sendMail")).length === 1);
    expect(sent).toEqual([{ i_mail: "5" }]);
  });

  it("refuses a payload that it cannot read, and says why", async () => {
    await program({ ...ownWork, rounds: [] });
    await add("sendMail", { i_mail: "none" });
    await until(async () => (await jobsLeft("sendMail")).some(({ error }) => error !== null));
    expect(await jobsLeft("sendMail")).toContainEqual({
      attempts: 1,
      error: expect.stringContaining("i_mail"),
    });
  });

  it("that fails is tried again, and knows it", async () => {
    const tries: boolean[] = [];
    const fail = async (_payload: unknown, again: boolean) => {
      tries.push(again);
      if (!again) throw new Error("once");
    };
    await program({ tasks: { fail } });
    await add("fail");
    await until(async () => (await jobsLeft("fail")).some(({ error }) => error === "once"));
    await database()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE last_error = 'once'`;
    await database().$executeRaw`SELECT pg_notify('jobs:insert', '')`;
    await until(async () => tries.length === 2 && (await jobsLeft("fail")).length === 0);
    expect(tries).toEqual([false, true]);
  });
});

it("a job of a worker that nobody knows is freed", async () => {
  const ran: string[] = [];
  await add("held");
  await add("just taken");
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs j
       SET locked_by = 'pool of ' || t.identifier, locked_at = now() - CASE t.identifier WHEN 'held' THEN interval '16 s' ELSE interval '1 s' END
      FROM graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier IN ('held', 'just taken')`;
  await program({
    tasks: { held: async () => ran.push("held"), "just taken": async () => ran.push("just taken") },
  });
  await until(async () => (await jobsLeft("held")).length === 0);
  expect(ran).toEqual(["held"]);
});

/** Waits until every program here has shown once more that it lives. */
async function showsPresence(): Promise<void> {
  const before = new Date(0);
  await database().jobWorker.updateMany({ data: { seen_at: before } });
  await until(async () => (await database().jobWorker.count({ where: { seen_at: before } })) === 0);
}

it("a program that stops finishes what runs, begins nothing more, and holds nothing", async () => {
  let begun = 0;
  let finish = () => {};
  const finished = new Promise<void>((done) => {
    finish = done;
  });
  const end = await program({
    tasks: {
      slow: async () => {
        begun += 1;
        await finished;
      },
    },
  });
  await add("slow");
  await until(() => begun === 1);
  let stopped = false;
  const stopping = end().then(() => {
    stopped = true;
  });
  // it still shows that it lives, else another would take its job
  await showsPresence();
  // what it was just asking for when it was told to stop has come by now
  await add("slow");
  await showsPresence();
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(begun).toBe(1);
  expect(await jobsLeft("slow")).toEqual([{ attempts: 0, error: null }]);
  expect(await database().jobWorker.count()).toBe(0);
});

describe("of several programs on one database", () => {
  beforeAll(async () => {
    await bundleProcess("tests/server/doors/jobs-process.ts");
  });

  it("another takes over within 30 s what a killed one was doing, and does each round of the clock alone", async () => {
    const child = fork(".build/jobs-process.mjs", {
      env: { ...process.env, DATABASE_URL: fresh.applicationUrl },
    });
    await once(child, "message");
    await add("taken over");
    await add("taken over");
    for (let begun = 0; begun < 2; begun += 1) await once(child, "message");
    child.kill("SIGKILL");
    await once(child, "exit");

    const killed = Date.now();
    const again: boolean[] = [];
    const tasks = { "taken over": async (_payload: unknown, isAgain: boolean) => again.push(isAgain) };
    let atOnce = 0;
    let most = 0;
    let count = 0;
    const run = async () => {
      count += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      // now and then longer than until the next one
      await pause(count % 2 ? 100 : 1_300);
      atOnce -= 1;
    };
    const rounds = [{ name: "test round", everySeconds: 1, run }];
    const began = performance.now();
    await program({ tasks, rounds });
    await program({ tasks, rounds });
    await until(async () => again.length === 2 && (await jobsLeft("taken over")).length === 0);
    expect(again).toEqual([true, true]);
    expect(Date.now() - killed).toBeLessThan(30_000);

    expect(count).toBeGreaterThan(2);
    expect(most).toBe(1);
    // were each round done by both, there would be twice as many
    expect(count).toBeLessThanOrEqual((performance.now() - began) / 1_000 + 1);
  });
});
