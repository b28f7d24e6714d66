import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { hashCheaply } from "@/server/credentials/password-hash";
import { createCustomer } from "@/server/customers/create-customer";
import { deleteCustomer } from "@/server/customers/delete-customer";
import { findCustomers } from "@/server/customers/find-customers";
import { listCustomers } from "@/server/customers/list-customers";
import { getOverview } from "@/server/customers/overview";
import { closeDatabase } from "@/server/database/client";
import { fitStandby, mostLagMs } from "@/server/database/replicas";
import { firstStart } from "@/server/doors/first-start";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { customerAddFunds } from "@/server/money/book-funds";
import { actorOf, allRights, customer, freshName, refusalOf } from "../../builders";
import { watchStatements } from "../../database/recorded-statements";
import { type Streaming, startStreaming } from "../../database/standby";

let both: Streaming;
/** a reseller, and root, who is somebody else */
let reseller: Actor;
let root: Actor;

beforeAll(async () => {
  both = await startStreaming();
  provideSettings({
    DATABASE_URL: both.primary.databaseUrl,
    DATABASE_REPLICA_URLS: both.standbyUrl,
    DATA_KEY: both.primary.keys.dataKey,
    AUTH_SECRET: "s".repeat(32),
    LOG_LEVEL: "silent",
  });
  hashCheaply();
  await firstStart();
  reseller = (await customer()).actor;
  root = await actorOf(1);
});
afterAll(async () => {
  provideSettings({ DATABASE_REPLICA_URLS: "" });
  await closeDatabase();
  await both?.end();
});

// time stands still but where a test moves it, so that nothing hangs on how fast this machine is
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await both.caughtUp();
  await looked(true);
});
afterEach(async () => {
  // the last test stops it
  await both.resume().catch(() => undefined);
  vi.useRealTimers();
});

/** Looks at the standby until it is fit, or is not, and stays so while a look that has begun ends. */
async function looked(fit: boolean): Promise<void> {
  for (let held = 0; held < 3; held += 1) {
    if ((fitStandby() !== null) !== fit) {
      held = -1;
      vi.advanceTimersByTime(300);
    }
    await pause(20);
  }
}

/** How many statements went to the standby, without the looks at it. */
async function atStandby(act: () => Promise<unknown>): Promise<number> {
  const port = Number(new URL(both.standbyUrl).port);
  let count = 0;
  const end = watchStatements(({ text }, client) => {
    if (client.port === port && !/pg_is_in_recovery|recent_writes|SET TIME ZONE/.test(text)) count += 1;
  });
  await act().finally(end);
  return count;
}

const add = async (actor: Actor, values: Readonly<Record<string, unknown>> = {}) => {
  const given = { i_tariff: null, name: freshName(), web_password: "correct horse battery", ...values };
  return { name: given.name, ...(await createCustomer(actor, given)) };
};
const namesOf = async (actor: Actor) =>
  (await findCustomers(actor, { sort: "created", order: "desc" })).customers.map(({ name }) => name);

it("lists, statement, overview and history come from the standby, and nothing else does", async () => {
  await add(reseller);
  await both.caughtUp();
  const stale = Object.values(operations).filter(({ definition }) => definition.stale === "allowed");
  expect(stale.map(({ operationName }) => operationName).toSorted()).toMatchInlineSnapshot(`
    [
      "findCustomers",
      "findInTree",
      "getAuditLogs",
      "getOverview",
      "getStatement",
      "listBlocks",
      "listBranch",
      "listCustomers",
      "listHistory",
      "listLedger",
      "suggestCustomers",
    ]
  `);
  for (const one of [findCustomers, listCustomers, getOverview, operations.listHistory])
    expect([one.operationName, await atStandby(async () => await one(reseller, {}))]).toEqual([
      one.operationName,
      expect.toSatisfy((count: number) => count > 0),
    ]);
  expect(
    await atStandby(async () => {
      const { i_customer } = await add(reseller);
      await customerAddFunds(reseller, { i_customer, amount: 1 });
      await operations.getCustomerInfo(reseller, { i_customer });
      await operations.listWebUsers(reseller, { i_customer: reseller.i_customer });
    }),
  ).toBe(0);
});

it("a change is seen at once by whoever made it, by their colleagues and programs; others may see what was before", async () => {
  await both.pause();
  const { name } = await add(reseller);
  const program = await actorOf(reseller.i_customer, "api");
  expect(await namesOf(reseller)).toContain(name);
  expect((await listCustomers(program, {})).customers.map((one) => one.name)).toContain(name);
  let seen: string[] = [];
  const read = async () => {
    seen = await namesOf(root);
  };
  expect(await atStandby(read)).toBeGreaterThan(0);
  expect(seen).not.toContain(name);
  await both.resume();
  await both.caughtUp();
  expect(await namesOf(root)).toContain(name);
  expect(await atStandby(async () => await namesOf(reseller))).toBeGreaterThan(0);
});

it("what staff change in a customer's portal they see at once in their own", async () => {
  const { i_web_user, login } = root;
  const support = {
    i_support: 0,
    reference: "",
    reason: "",
    staff: { i_customer: 1, i_web_user, login },
    changes: true,
  };
  await both.pause();
  const { noteWrite } = await import("@/server/operation/own-writes");
  const { inTransaction } = await import("@/server/database/client");
  await inTransaction(async (tx) => await noteWrite(tx, { ...reseller, door: "support", support }));
  expect(await atStandby(async () => await namesOf(root))).toBe(0);
});

it("who lost something loses it at once, though the standby still has it", async () => {
  const below = await add(reseller, allRights);
  await both.caughtUp();
  await both.pause();
  await deleteCustomer(root, { i_wholesaler: reseller.i_customer, i_customer: below.i_customer });
  const refused = await refusalOf(listCustomers(reseller, { i_wholesaler: below.i_customer }));
  expect(refused).toMatchObject({ code: 403 });
});

it("what the standby has not got yet is read from the primary, and is no error", async () => {
  await both.pause();
  const { i_customer, name } = await add(root, allRights);
  // who has just been made has written nothing
  expect(await getOverview(await actorOf(i_customer), {})).toMatchObject({ name });
});

it("a standby that lags is left out, and taken again when it has caught up", async () => {
  await both.pause();
  const { name } = await add(reseller);
  expect(await namesOf(root)).not.toContain(name);
  vi.advanceTimersByTime(mostLagMs + 500);
  await looked(true);
  vi.advanceTimersByTime(mostLagMs + 500);
  await looked(false);
  expect(await namesOf(root)).toContain(name);
  await both.resume();
  await both.caughtUp();
  await looked(true);
  expect(await atStandby(async () => await namesOf(root))).toBeGreaterThan(0);
});

it("a primary among the standbys is not read from: it may be a former one", async () => {
  provideSettings({ DATABASE_REPLICA_URLS: `${both.primary.databaseUrl},${both.standbyUrl}` });
  await looked(true);
  for (let round = 0; round < 4; round += 1)
    expect(await atStandby(async () => await namesOf(root))).toBeGreaterThan(0);
  provideSettings({ DATABASE_REPLICA_URLS: both.standbyUrl });
});

it("a standby that dies costs nobody an error", async () => {
  const before = await namesOf(root);
  await both.stopStandby();
  // it still counts as fit
  expect(fitStandby()).not.toBeNull();
  expect(await namesOf(root)).toEqual(before);
  await looked(false);
  const { name } = await add(reseller);
  expect(await namesOf(reseller)).toContain(name);
});
