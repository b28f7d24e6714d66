import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { jobKey } from "@/server/jobs/job/job-key";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, examineAll } from "./do-jobs";

givenFreshDatabase();

const { prepareJob, startJob, stopJob, pauseJob, resumeJob, getJobInfo, listJobRows, listJobs } = operations;

/** A reseller with some customers, all in one city. */
async function reseller(count: number): Promise<{ actor: Actor; i_customer: number; ids: number[] }> {
  const { actor, i_customer } = await customer();
  const ids: number[] = [];
  for (let made = 0; made < count; made += 1)
    ids.push((await customer(i_customer, { city: "Quito" })).i_customer);
  return { actor, i_customer, ids };
}

async function cityOf(i_customer: number): Promise<string> {
  return (await database().customer.findUniqueOrThrow({ where: { i_customer }, select: { city: true } }))
    .city;
}

it("a job changes each of the selected customers once, by the operation, and its report says so", async () => {
  const { actor, ids } = await reseller(4);
  await operations.updateCustomer(actor, { i_customer: ids[0], city: "Lima" });
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  await examineAll(i_job);
  const { job: draft } = await getJobInfo(actor, { i_job });
  expect(draft).toMatchObject({ state: "draft", mine: true });
  expect(draft.preview).toMatchObject({
    total: 4,
    examined: 4,
    changed: 3,
    unchanged: 1,
    refused: 0,
    ended: true,
  });
  expect(await cityOf(ids[1] ?? 0)).toBe("Quito");
  await startJob(actor, { i_job });
  await doJob(i_job);
  const { job } = await getJobInfo(actor, { i_job });
  expect(job).toMatchObject({ state: "done", total: 4, changed: 3, unchanged: 1, refused: 0, came: 0 });
  for (const id of ids) expect(await cityOf(id)).toBe("Lima");
  const { rows } = await listJobRows(actor, { i_job });
  expect(rows.map(({ outcome }) => outcome)).toEqual(["unchanged", "changed", "changed", "changed"]);
  const entries = await database().auditLog.findMany({ where: { i_job, operation: "updateCustomer" } });
  expect(entries.map(({ i_customer }) => i_customer).toSorted()).toEqual(ids.slice(1).toSorted());
  expect((await listJobs(actor, {})).jobs.map((one) => one.i_job)).toEqual([i_job]);
});

it("a filter is kept: who passes it at the start is done, and who comes later is told", async () => {
  const { actor, i_customer, ids } = await reseller(3);
  const { i_job } = await prepareJob(actor, {
    kind: "set_attributes",
    values: { country: "Peru" },
    filter: { direct: "1" },
  });
  await startJob(actor, { i_job });
  const late = await customer(i_customer);
  await doJob(i_job);
  const { job } = await getJobInfo(actor, { i_job });
  expect(job).toMatchObject({ state: "done", total: 3, changed: 3, came: 1 });
  const { rows } = await listJobRows(actor, { i_job });
  expect(rows.map((row) => row.i_customer)).toEqual(ids);
  expect(
    (await database().customer.findUniqueOrThrow({ where: { i_customer: late.i_customer } })).country,
  ).toBe("");
});

it("what one customer is refused stops nobody else, and the report names the reason", async () => {
  const { actor, i_customer } = await customer(1, { customers_mgmt: 7, tariffs_mgmt: 0 });
  const [one, other] = [
    await customer(i_customer, { tariffs_mgmt: 0 }),
    await customer(i_customer, { tariffs_mgmt: 0 }),
  ];
  const ids = [one.i_customer, other.i_customer];
  const { i_job } = await prepareJob(actor, {
    kind: "set_attributes",
    values: { tariffs_mgmt: 1 },
    ids,
  });
  await examineAll(i_job);
  const { job } = await getJobInfo(actor, { i_job });
  expect(job.preview?.groups).toMatchObject([{ count: 2, why: { code: 403, attribute: "tariffs_mgmt" } }]);
  await startJob(actor, { i_job });
  await doJob(i_job);
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({ state: "done", refused: 2, changed: 0 });
});

it("a job stops where whoever began it loses the right, and where they are blocked", async () => {
  const { actor, i_customer, ids } = await reseller(2);
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  await startJob(actor, { i_job });
  await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 1 } });
  await doJob(i_job);
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({
    state: "stopped",
    why: { code: 403, key: "right_missing" },
    changed: 0,
  });
});

it("nobody prepares what they could do to nobody", async () => {
  const { actor, ids } = await reseller(1);
  const reporter = { ...actor, access_level: "REPORTER" } as const;
  const asked = { kind: "set_attributes", values: { city: "Lima" }, ids };
  expect(await refusalOf(prepareJob(reporter, asked))).toMatchObject({ code: 403, key: "access_level" });
  expect(await refusalOf(prepareJob(actor, { ...asked, values: { name: freshName() } }))).toMatchObject({
    code: 400,
    attribute: "name",
  });
  expect(await refusalOf(prepareJob(actor, { ...asked, ids: [] }))).toMatchObject({ code: 400 });
});

it("a paused job rests and goes on, and a stopped one never does", async () => {
  const { actor, ids } = await reseller(2);
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  await startJob(actor, { i_job });
  await pauseJob(actor, { i_job });
  await doJob(i_job);
  expect(await cityOf(ids[0] ?? 0)).toBe("Quito");
  await resumeJob(actor, { i_job });
  await stopJob(actor, { i_job });
  await doJob(i_job);
  expect(await cityOf(ids[0] ?? 0)).toBe("Quito");
  expect(await refusalOf(resumeJob(actor, { i_job }))).toMatchObject({ code: 409, key: "job_state" });
});

it("a draft that is looked at again tells what is so now, and from when its figures are", async () => {
  const { actor, ids } = await reseller(2);
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  await examineAll(i_job);
  const previewOf = async () => (await getJobInfo(actor, { i_job })).job.preview;
  const before = await previewOf();
  expect(before).toMatchObject({ changed: 2, unchanged: 0 });
  await operations.updateCustomer(actor, { i_customer: ids[0], city: "Lima" });
  await operations.examineAgain(actor, { i_job });
  expect(await previewOf()).toMatchObject({ examined: 0, ended: false });
  await examineAll(i_job);
  const after = await previewOf();
  expect(after).toMatchObject({ total: 2, changed: 1, unchanged: 1 });
  expect(new Date(after?.at ?? 0).getTime()).toBeGreaterThan(new Date(before?.at ?? 0).getTime());
  await startJob(actor, { i_job });
  expect(await refusalOf(operations.examineAgain(actor, { i_job }))).toMatchObject({
    code: 409,
    key: "job_state",
  });
});

it("a paused or stopped job is at work until what was begun is done", async () => {
  const { actor, ids } = await reseller(1);
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  const isAtWork = async () => (await getJobInfo(actor, { i_job })).job.at_work;
  // as a worker takes it, and is through with it
  const take = async (at: Date | null) =>
    await database()
      .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = ${at} WHERE key = ${jobKey(i_job)}`;
  expect(await isAtWork()).toBe(false);
  await startJob(actor, { i_job });
  expect(await isAtWork()).toBe(true);
  await take(new Date());
  await pauseJob(actor, { i_job });
  expect(await isAtWork()).toBe(true);
  await take(null);
  expect(await isAtWork()).toBe(false);
  await take(new Date());
  await stopJob(actor, { i_job });
  expect(await isAtWork()).toBe(true);
  await take(null);
  expect(await isAtWork()).toBe(false);
});

it("a neighbour finds no job of others", async () => {
  const { actor, ids } = await reseller(1);
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { city: "Lima" }, ids });
  const { actor: neighbour } = await customer();
  expect(await refusalOf(getJobInfo(neighbour, { i_job }))).toMatchObject({ code: 404 });
  expect(await refusalOf(startJob(neighbour, { i_job }))).toMatchObject({ code: 404 });
});
