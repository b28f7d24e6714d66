import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { findJob } from "@/server/jobs/job/job";
import { listRows } from "@/server/jobs/run/list-rows";
import { customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { inSupport, staff } from "../support/support-stage";
import { doJob, done, examineAll, prepared } from "./do-jobs";

givenFreshDatabase();

const { undoJob, startJob, stopJob, getJobInfo } = operations;

/** A reseller who paid 5 to each of three customers by a job. */
async function paid() {
  const { actor, i_customer } = await customer();
  const ids: number[] = [];
  for (let made = 0; made < 3; made += 1) ids.push((await customer(i_customer)).i_customer);
  const { i_job } = await prepared(actor, { kind: "funds", booking: "payment", amount: "5", ids });
  await done(actor, i_job);
  const balances = async () => {
    const rows = await database().customer.findMany({
      where: { i_customer: { in: ids } },
      orderBy: { i_customer: "asc" },
    });
    return rows.map(({ balance }) => balance.toFixed(0));
  };
  return { actor, i_customer, ids, of: i_job, balances };
}

/** Starts an undoing, and does so many of its rows. */
async function undoSome(actor: Actor, of: number, some: number): Promise<number> {
  const { i_job } = await undoJob(actor, { i_job: of });
  await startJob(actor, { i_job });
  const job = await findJob(database(), i_job);
  if (job) await listRows(job);
  const rows = await database().jobRow.findMany({ where: { i_job }, orderBy: { row: "asc" } });
  for (const { row, i_customer } of rows.slice(0, some))
    await operations.correctBalance(
      { ...actor, job: { i_job, row } },
      { i_customer, change: "-5", payment_notes: "-" },
    );
  return i_job;
}

it("an undoing that somebody stops before it did anything leaves all of it to another one", async () => {
  const { actor, of, balances } = await paid();
  const first = await undoSome(actor, of, 0);
  expect((await getJobInfo(actor, { i_job: of })).job).toMatchObject({ undone_by: first, undo_until: null });
  expect(await refusalOf(undoJob(actor, { i_job: of }))).toMatchObject({ key: "undone_already" });
  await stopJob(actor, { i_job: first });
  const { job } = await getJobInfo(actor, { i_job: of });
  expect(job.undone_by).toBeNull();
  expect(job.undo_until).not.toBeNull();
  const { i_job } = await undoJob(actor, { i_job: of });
  await done(actor, i_job);
  expect(await balances()).toEqual(["0", "0", "0"]);
  expect((await getJobInfo(actor, { i_job: of })).job).toMatchObject({ undone_by: i_job, undo_until: null });
});

it("an undoing that stopped midway leaves the rest, and money is reversed once", async () => {
  const { actor, of, balances } = await paid();
  const first = await undoSome(actor, of, 1);
  await stopJob(actor, { i_job: first });
  expect(await balances()).toEqual(["0", "5", "5"]);
  const { i_job } = await undoJob(actor, { i_job: of });
  await examineAll(i_job);
  expect((await getJobInfo(actor, { i_job })).job.preview).toMatchObject({
    total: 2,
    examined: 2,
    changed: 2,
  });
  const rows = await done(actor, i_job);
  expect(rows.map(({ outcome }) => outcome)).toEqual(["changed", "changed"]);
  expect(await balances()).toEqual(["0", "0", "0"]);
  expect(await refusalOf(undoJob(actor, { i_job: of }))).toMatchObject({ key: "undone_already" });
});

it("an undoing that put everything back before it was stopped leaves nothing", async () => {
  const { actor, of } = await paid();
  await stopJob(actor, { i_job: await undoSome(actor, of, 3) });
  expect(await refusalOf(undoJob(actor, { i_job: of }))).toMatchObject({ key: "undone_already" });
});

it("an undoing whose owner lost the right leaves its rest to whoever has it", async () => {
  const { actor, i_customer, of, balances } = await paid();
  const first = await undoSome(actor, of, 1);
  await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 1 } });
  await doJob(first);
  expect((await getJobInfo(actor, { i_job: first })).job).toMatchObject({ state: "stopped", changed: 1 });
  await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 7 } });
  await done(actor, (await undoJob(actor, { i_job: of })).i_job);
  expect(await balances()).toEqual(["0", "0", "0"]);
});

it("an undoing that ended with its support session leaves its rest to the customer's own people", async () => {
  const { actor, i_customer, of, balances } = await paid();
  const session = await inSupport(await staff(), i_customer, { changes: true });
  const first = await undoSome(await session.actor(), of, 1);
  await operations.endSupport(await session.actor(), {});
  await doJob(first);
  expect((await getJobInfo(actor, { i_job: first })).job).toMatchObject({ state: "stopped" });
  expect(await balances()).toEqual(["0", "5", "5"]);
  await done(actor, (await undoJob(actor, { i_job: of })).i_job);
  expect(await balances()).toEqual(["0", "0", "0"]);
});

it("of two who undo the rest at once one does it", async () => {
  const { actor, of, balances } = await paid();
  await stopJob(actor, { i_job: await undoSome(actor, of, 1) });
  const both = await Promise.allSettled([1, 2].map(async () => await undoJob(actor, { i_job: of })));
  const drafts = both.flatMap((one) => (one.status === "fulfilled" ? [one.value.i_job] : []));
  const started = await Promise.allSettled(drafts.map(async (i_job) => await done(actor, i_job)));
  expect(started.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await balances()).toEqual(["0", "0", "0"]);
});
