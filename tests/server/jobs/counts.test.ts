import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database, inTransaction } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { findJob } from "@/server/jobs/job/job";
import { countOutcomes } from "@/server/jobs/job/settle-row";
import { listRows } from "@/server/jobs/run/list-rows";
import { spendRow } from "@/server/operation/job-row";
import { customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, prepared } from "./do-jobs";

givenFreshDatabase();

const { startJob, stopJob, pauseJob, resumeJob, getJobInfo, undoJob, updateCustomer } = operations;

/** A job on three customers, of whom a process that was killed then has done one. */
async function killedMidway() {
  const { actor, i_customer } = await customer();
  const ids: number[] = [];
  for (let made = 0; made < 3; made += 1)
    ids.push((await customer(i_customer, { city: "Quito" })).i_customer);
  const { i_job } = await prepared(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  await startJob(actor, { i_job });
  const job = await findJob(database(), i_job);
  if (job) await listRows(job);
  const rowOf = (place: number) => ({ i_job, row: ids[place] ?? 0 });
  await updateCustomer({ ...actor, job: rowOf(0) }, { i_customer: rowOf(0).row, city: "Lima" });
  return { actor, i_job, rowOf };
}

async function countsOf(actor: Actor, i_job: number) {
  const { state, total, changed, unchanged, refused } = (await getJobInfo(actor, { i_job })).job;
  return { state, total, changed, unchanged, refused };
}

/** What one waits for until another opens it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

const one = { total: 3, changed: 1, unchanged: 0, refused: 0 };

it("what a killed process has done is counted where somebody then stops the job, and can be undone", async () => {
  const { actor, i_job } = await killedMidway();
  await stopJob(actor, { i_job });
  expect(await countsOf(actor, i_job)).toEqual({ state: "stopped", ...one });
  expect((await getJobInfo(actor, { i_job })).job.undo_until).not.toBeNull();
  expect(await undoJob(actor, { i_job })).toMatchObject({ i_job: expect.any(Number) });
});

it("what a killed process has done is counted where somebody then pauses the job, and once where it goes on", async () => {
  const { actor, i_job } = await killedMidway();
  await pauseJob(actor, { i_job });
  expect(await countsOf(actor, i_job)).toEqual({ state: "paused", ...one });
  // a process that is about to add up what it did when the job was paused
  await countOutcomes(i_job, ["changed"]);
  expect(await countsOf(actor, i_job)).toEqual({ state: "paused", ...one });
  await resumeJob(actor, { i_job });
  await doJob(i_job);
  expect(await countsOf(actor, i_job)).toEqual({ state: "done", ...one, changed: 3 });
});

it("whoever stops a job waits for the row that is under way, which is counted", async () => {
  const { actor, i_job, rowOf } = await killedMidway();
  const [spent, free] = [gate(), gate()];
  const doing = inTransaction(async (db) => {
    await spendRow(db, { ...actor, job: rowOf(1) });
    spent.open();
    await free.opened;
  });
  await spent.opened;
  const stopping = stopJob(actor, { i_job });
  const waits =
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await expect.poll(async () => await database().$executeRawUnsafe(waits)).toBe(1);
  free.open();
  await Promise.all([doing, stopping]);
  expect(await countsOf(actor, i_job)).toEqual({ state: "stopped", ...one, changed: 2 });
});
