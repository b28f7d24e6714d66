import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { sweepJobs } from "@/server/jobs/run/sweep-jobs";
import { endsToTell } from "@/server/jobs/told-ends";
import { customer, freshName } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";
import { mailsTo } from "../identity/mailed";
import { inBrowser, inSupport, logInOf, staff } from "../support/support-stage";
import { doJob } from "./do-jobs";

givenFreshDatabase();

const { prepareJob, startJob, stopJob, getJobInfo, listJobs, listJobRows, listHistory } = operations;

/** A reseller with an address and some customers. */
async function reseller(count = 2) {
  const email = `${freshName("reseller").replaceAll(" ", "-")}@example.com`;
  const { actor, i_customer } = await customer(1, { email });
  const ids: number[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await customer(i_customer)).i_customer);
  return { actor, i_customer, ids, email };
}

/** Starts a job that sets a city. */
async function started(actor: Actor, ids: readonly number[], city = "Lima"): Promise<number> {
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { city }, ids });
  await startJob(actor, { i_job });
  return i_job;
}

/** Makes a job old. */
async function began(i_job: number, minutesAgo: number): Promise<void> {
  await database()
    .$executeRaw`UPDATE jobs SET started_at = now() - make_interval(mins => ${minutesAgo}::int) WHERE i_job = ${i_job}`;
}

it("the end of a job is in the history with its counts, which all that it did leads to", async () => {
  const { actor, ids } = await reseller();
  const i_job = await started(actor, ids);
  await doJob(i_job);
  const { entries } = await listHistory(actor, { job: String(i_job) });
  expect(entries.map(({ operation }) => operation).toSorted()).toEqual([
    "endJob",
    "startJob",
    "updateCustomer",
    "updateCustomer",
  ]);
  expect(entries.every((entry) => entry.i_job === i_job)).toBe(true);
  const end = entries.find(({ operation }) => operation === "endJob");
  expect(end).toMatchObject({
    door: "system",
    by: { login: actor.login },
    detail: { job: { state: "done", changed: 2, unchanged: 0, refused: 0 } },
    // that is for what was refused itself
    refused: null,
  });
});

it("the history of a job is for its customer's people: nobody else finds entries by its number, or learns it", async () => {
  const { actor, i_customer, ids } = await reseller();
  const i_job = await started(actor, ids);
  await doJob(i_job);
  const [below] = ids;
  const user = await database().webUser.findFirstOrThrow({ where: { i_customer: below ?? 0 } });
  const child: Actor = { ...actor, i_customer: below ?? 0, i_web_user: user.i_web_user, login: user.login };
  expect((await listHistory(child, { job: String(i_job) })).entries).toEqual([]);
  const { entries } = await listHistory(child, { what: "updateCustomer" });
  expect(entries).toHaveLength(1);
  expect(entries[0]?.i_job).toBeNull();
  const neighbour = await customer();
  expect((await listHistory(neighbour.actor, { job: String(i_job) })).entries).toEqual([]);
  expect(i_customer).not.toBe(neighbour.i_customer);
});

it("whoever began a job is told of its end once, and of what they stopped themselves not at all", async () => {
  const { actor, ids } = await reseller();
  const browser = await inBrowser(actor);
  const i_job = await started(actor, ids);
  expect((await logInOf(browser)).jobs).toMatchObject([{ i_job, state: "running" }]);
  expect(await endsToTell(actor, (await logInOf(browser)).jobs)).toEqual([]);
  await doJob(i_job);
  const { jobs } = await logInOf(browser);
  expect(jobs).toMatchObject([{ i_job, state: "done", changed: 2 }]);
  expect(await endsToTell(actor, jobs)).toMatchObject([{ i_job }]);
  // another tab had asked at the same time
  expect(await endsToTell(actor, jobs)).toEqual([]);
  expect((await logInOf(browser)).jobs).toEqual([]);
  const other = await started(actor, ids, "Quito");
  await stopJob(actor, { i_job: other });
  expect((await logInOf(browser)).jobs).toEqual([]);
});

it("a log-in is looked up by as many statements as ever, whatever jobs there are, and who has none of them asks nothing more", async () => {
  const { actor, ids } = await reseller();
  const [browser, none] = [await inBrowser(actor), await inBrowser((await customer()).actor)];
  await logInOf(browser);
  const before = await countStatements(async () => await logInOf(browser));
  const i_job = await started(actor, ids);
  const running = await countStatements(async () => await logInOf(browser));
  expect(running.count).toBe(before.count);
  const { jobs } = await logInOf(browser);
  expect((await countStatements(async () => await endsToTell(actor, jobs))).count).toBe(0);
  await doJob(i_job);
  const without = (await logInOf(none)).jobs;
  expect((await countStatements(async () => await endsToTell(actor, without))).count).toBe(0);
});

it("whoever began a job is told that somebody else stopped it", async () => {
  const { actor, i_customer, ids } = await reseller();
  const i_job = await started(actor, ids);
  const { i_web_user } = await operations.addWebUser(actor, {
    i_customer,
    web_login: freshName("colleague"),
    web_password: "correct horse battery",
    access_level: "ADMINISTRATOR",
  });
  await stopJob({ ...actor, i_web_user }, { i_job });
  expect((await logInOf(await inBrowser(actor))).jobs).toMatchObject([{ i_job, state: "stopped" }]);
});

it("a job that took longer than 10 minutes mails its end to whoever began it, a shorter one does not", async () => {
  const { actor, ids, email } = await reseller();
  const short = await started(actor, ids);
  await began(short, 9);
  await doJob(short);
  const before = (await mailsTo(email)).length;
  const long = await started(actor, ids, "Quito");
  await began(long, 11);
  await doJob(long);
  const mails = (await mailsTo(email)).slice(before);
  expect(mails).toMatchObject([
    { kind: "job_ended", path: `/jobs/${long}`, values: { changed: "2", unchanged: "0", refused: "0" } },
  ]);
  expect((await mailsTo(email)).filter(({ path }) => path === `/jobs/${short}`)).toEqual([]);
});

it("a long job that stops by itself mails that too, and its entry says so", async () => {
  const { actor, i_customer, ids, email } = await reseller();
  const i_job = await started(actor, ids);
  await began(i_job, 11);
  await database().customer.update({ where: { i_customer }, data: { customers_mgmt: 1 } });
  await doJob(i_job);
  expect((await mailsTo(email)).at(-1)).toMatchObject({
    kind: "job_stopped",
    path: `/jobs/${i_job}`,
    values: { changed: "0", refused: "0" },
  });
  const [end] = (await listHistory(actor, { job: String(i_job), what: "endJob" })).entries;
  expect(end?.detail).toMatchObject({ job: { state: "stopped", changed: 0 } });
});

it("a job that staff began in a support session says so, without their login", async () => {
  const { actor, i_customer, ids } = await reseller();
  const member = await staff();
  const session = await inSupport(member, i_customer, { changes: true });
  const i_job = await started(await session.actor(), ids);
  const { job } = await getJobInfo(actor, { i_job });
  expect(job).toMatchObject({ login: null, support_reference: session.reference, mine: false });
  expect((await getJobInfo(await session.actor(), { i_job })).job).toMatchObject({
    login: member.login,
    mine: true,
  });
  expect((await session.look())?.jobs).toMatchObject([{ i_job, state: "running" }]);
  expect((await logInOf(await inBrowser(actor))).jobs).toEqual([]);
});

it("reasons of refusals are told with how many they were, the most frequent first", async () => {
  const { actor, i_customer } = await customer(1, { tariffs_mgmt: 0 });
  const ids: number[] = [];
  for (let made = 0; made < 3; made += 1)
    ids.push((await customer(i_customer, { tariffs_mgmt: 0 })).i_customer);
  const { i_job } = await prepareJob(actor, { kind: "set_attributes", values: { tariffs_mgmt: 1 }, ids });
  await startJob(actor, { i_job });
  await doJob(i_job);
  const { reasons } = await getJobInfo(actor, { i_job, reasons: true });
  expect(reasons).toMatchObject([{ count: 3, why: { attribute: "tariffs_mgmt" } }]);
  expect((await getJobInfo(actor, { i_job })).reasons).toEqual([]);
});

it("pages of jobs go on among those that have ended", async () => {
  const { actor, ids } = await reseller(1);
  const all: number[] = [];
  for (let made = 0; made < 4; made += 1) all.unshift(await started(actor, ids, freshName()));
  const running = all.pop() ?? 0;
  for (const i_job of all) await stopJob(actor, { i_job });
  const first = await listJobs(actor, { limit: 2 });
  expect(first.jobs.map(({ i_job }) => i_job)).toEqual([running, all[0]]);
  const second = await listJobs(actor, { limit: 2, after: first.next });
  expect(second.jobs.map(({ i_job }) => i_job)).toEqual(all.slice(1));
  expect(second.next).toBeNull();
});

it("30 days after its end the lines of a job go, while the job and its counts stay; a draft goes after a day", async () => {
  const { actor, ids } = await reseller();
  const [old, recent] = [await started(actor, ids), await started(actor, ids, "Quito")];
  await doJob(old);
  await doJob(recent);
  const drafts = [
    await prepareJob(actor, { kind: "set_attributes", values: { city: "Oslo" }, ids }),
    await prepareJob(actor, { kind: "set_attributes", values: { city: "Rome" }, ids }),
  ];
  await database()
    .$executeRaw`UPDATE jobs SET ended_at = now() - interval '30 days 1 minute' WHERE i_job = ${old}`;
  await database()
    .$executeRaw`UPDATE jobs SET created_at = now() - interval '25 hours' WHERE i_job = ${drafts[0]?.i_job}`;
  await sweepJobs();
  expect((await listJobRows(actor, { i_job: old })).rows).toEqual([]);
  expect((await getJobInfo(actor, { i_job: old })).job).toMatchObject({
    state: "done",
    total: 2,
    changed: 2,
  });
  expect((await listJobRows(actor, { i_job: recent })).rows).toHaveLength(2);
  const left = (await listJobs(actor, {})).jobs.map(({ i_job }) => i_job);
  expect(left.toSorted()).toEqual([old, recent, drafts[1]?.i_job].toSorted());
});
