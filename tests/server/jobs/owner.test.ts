import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { inSupport, staff } from "../support/support-stage";
import { doJob, prepared } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

const { startJob, stopJob, getJobInfo, listJobs, listJobRows } = operations;

/** A reseller with a customer in Quito, whom `asked` sends to Lima. */
async function reseller() {
  const { actor, i_customer } = await customer();
  const { i_customer: below } = await customer(i_customer, { city: "Quito" });
  const city = async () =>
    (await database().customer.findUniqueOrThrow({ where: { i_customer: below } })).city;
  return {
    actor,
    i_customer,
    below,
    city,
    asked: { kind: "set_attributes", values: { city: "Lima" }, ids: [below] },
  };
}

async function colleague(i_customer: number): Promise<Actor> {
  const login = freshName("colleague");
  const { i_web_user } = await operations.addWebUser(systemActor, {
    i_customer,
    web_login: login,
    web_password: "correct horse battery",
    access_level: "ADMINISTRATOR",
  });
  return { ...(await actorOf(i_customer)), i_web_user, login };
}

/** What whoever does not see a job gets from every operation that is about one. */
async function answersAbout(actor: Actor, i_job: number): Promise<number[]> {
  const { getImport, listImportProblems, mapImport, mendImportRow, pauseJob, resumeJob, undoJob } =
    operations;
  const how = { mode: "create", key: "name", first: "invitation", all: { i_tariff: "" } };
  const codes = new Set<number>();
  for (const about of [
    getJobInfo,
    listJobRows,
    startJob,
    stopJob,
    pauseJob,
    resumeJob,
    undoJob,
    getImport,
    listImportProblems,
  ])
    codes.add((await refusalOf(about(actor, { i_job }))).code);
  codes.add((await refusalOf(mapImport(actor, { i_job, columns: ["name"], ...how }))).code);
  codes.add((await refusalOf(mendImportRow(actor, { i_job, row: 2, cells: { "0": "another" } }))).code);
  return [...codes];
}

it("a draft is found by nobody but whoever prepares it: no colleague, no support, no program", async () => {
  const { actor, i_customer, asked } = await reseller();
  const { i_job } = await prepared(actor, asked);
  const session = await inSupport(await staff(), i_customer, { changes: true });
  const others = [
    await colleague(i_customer),
    await session.actor(),
    { ...(await actorOf(i_customer, "api")), i_web_user: null },
  ];
  for (const other of others) {
    expect(await answersAbout(other, i_job)).toEqual([404]);
    expect((await listJobs(other, {})).jobs).toEqual([]);
  }
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({ state: "draft", mine: true });
  await startJob(actor, { i_job });
  for (const other of others) expect((await listJobs(other, {})).jobs).toMatchObject([{ i_job }]);
});

it("a draft of a support session is found neither by the customer's own people nor in another session", async () => {
  const { actor, i_customer, asked } = await reseller();
  const member = await staff();
  const session = await inSupport(member, i_customer, { changes: true });
  const { i_job } = await prepared(await session.actor(), asked);
  expect(await answersAbout(actor, i_job)).toEqual([404]);
  const other = await inSupport(await staff(), i_customer, { changes: true });
  expect(await answersAbout(await other.actor(), i_job)).toEqual([404]);
  expect((await getJobInfo(await session.actor(), { i_job })).job.mine).toBe(true);
});

it("the draft of an import, whose rows are a file of contacts, is found by nobody else either", async () => {
  const { actor, i_customer } = await reseller();
  const { i_job } = await operations.beginImport(actor, {
    file: "customers.csv",
    table: fileOf(["name", "email"], ["Somebody", "somebody@example.com"]),
  });
  expect(await answersAbout(await colleague(i_customer), i_job)).toEqual([404]);
});

it("a job is done as whoever starts it is logged in then, whatever they were when they prepared it", async () => {
  const { actor, i_customer, below, asked } = await reseller();
  const before = { ...actor, address: "192.0.2.1", credentialSetBy: 1, freshUntil: null };
  const { i_job } = await prepared(before, asked);
  const login = freshName("renamed");
  await startJob({ ...actor, login, address: "192.0.2.2", credentialSetBy: null }, { i_job });
  await doJob(i_job);
  const entries = await database().auditLog.findMany({ where: { i_customer: below, i_job } });
  expect(entries).toMatchObject([
    {
      operation: "updateCustomer",
      actor_customer: i_customer,
      actor_login: login,
      address: "192.0.2.2",
      foreign_credential: false,
    },
  ]);
});

it("a job begun in a support session ends with that session, and its entries say support", async () => {
  const { i_customer, below, city, asked } = await reseller();
  const session = await inSupport(await staff(), i_customer, { changes: true });
  const first = await prepared(await session.actor(), asked);
  await startJob(await session.actor(), { i_job: first.i_job });
  await doJob(first.i_job);
  const [entry] = await database().auditLog.findMany({ where: { i_customer: below, i_job: first.i_job } });
  expect(entry?.support_reference).toBe(session.reference);
  const second = await prepared(await session.actor(), { ...asked, values: { city: "Cusco" } });
  await startJob(await session.actor(), { i_job: second.i_job });
  await operations.endSupport(await session.actor(), {});
  await doJob(second.i_job);
  expect(await city()).toBe("Lima");
});

/** A program's job on a customer in Quito, whom it sends to Lima. */
async function program(above = 1) {
  const { i_customer } = await customer(above, { api_password: "correct horse api" });
  const { i_customer: below } = await customer(i_customer, { city: "Quito" });
  const actor = await actorOf(i_customer, "api");
  const { i_job } = await operations.updateCustomers(actor, { values: { city: "Lima" }, ids: [below] });
  const ended = async () => {
    await doJob(i_job);
    const { state, why, changed } = (await getJobInfo(actor, { i_job })).job;
    return { state, key: why?.key, changed };
  };
  return { i_customer, ended };
}

it("a program's job stops once its API access is taken, here or further up, and once its password is gone", async () => {
  const root = await actorOf(1);
  const off = await program();
  await operations.updateCustomer(root, { i_customer: off.i_customer, api_access: 0 });
  expect(await off.ended()).toEqual({ state: "stopped", key: "api_off", changed: 0 });
  const { i_customer: provider } = await customer();
  const unmanaged = await program(provider);
  await operations.updateCustomer(root, { i_customer: provider, api_mgmt: 0 });
  expect(await unmanaged.ended()).toEqual({ state: "stopped", key: "api_not_managed", changed: 0 });
  const renamed = await program();
  await operations.updateCustomer(root, { i_customer: renamed.i_customer, web_login: freshName("another") });
  expect(await renamed.ended()).toEqual({ state: "stopped", key: "owner_gone", changed: 0 });
  expect(await (await program()).ended()).toEqual({ state: "done", changed: 1 });
});

it("a job of a trusted host stops once the host is trusted no longer", async () => {
  const { below, city } = await reseller();
  const host = { ...(await actorOf(1, "trusted")), i_web_user: null, login: null, address: "192.0.2.7" };
  const asked = { i_wholesaler: 1, values: { city: "Lima" }, ids: [below] };
  const { i_job } = await operations.updateCustomers(host, asked);
  await doJob(i_job);
  expect((await getJobInfo(host, { i_job })).job).toMatchObject({
    state: "stopped",
    why: { key: "owner_gone" },
  });
  expect(await city()).toBe("Quito");
});
