import pg from "pg";
import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { type CountedList, countedLists } from "@/server/record/customer-filter";
import { makeBranchSums } from "@/server/sums/make";
import { actorOf, customer, tariff } from "../../builders";
import { countStatements, fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { getOverview, findCustomers, updateCustomer, customerAddFunds, deleteCustomer, blockCustomer } =
  operations;
const { addNote, addTariff, getCustomerInfo, listCustomers, listHistory } = operations;

/** Creates a reseller with one sub-customer per case, and a level below. */
async function scene() {
  const top = await customer(1);
  const below = async (values: Record<string, unknown>) => await customer(top.i_customer, values);
  const over = await below({ balance: -20, credit_limit: 5 });
  const low = await below({ balance: -95, credit_limit: 100 });
  const empty = await below({ balance: 0 });
  const fine = await below({ balance: -50, credit_limit: 100 });
  const rich = await below({ balance: 10 });
  const deep = await customer(rich.i_customer, { balance: -5 });
  return { top, over, low, empty, fine, rich, deep };
}

const found = async (actor: Parameters<typeof findCustomers>[0], what: CountedList) =>
  (await findCustomers(actor, countedLists[what])).customers
    .map(({ i_customer }) => i_customer)
    .sort((one, other) => one - other);

describe("what needs attention", () => {
  it("is over the credit limit, low in funds, blocked or dormant: as many as the list then shows", async () => {
    const { top, over, low, empty, rich, deep } = await scene();
    // what the parent lost is dormant for everybody directly below
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: top.i_customer, tariffs_mgmt: 3 });
    await blockCustomer(rich.actor, { i_customer: deep.i_customer });
    const { below } = await getOverview(top.actor, {});
    const counts = Object.fromEntries((below?.attention ?? []).map(({ what, count }) => [what, count]));
    expect(counts).toEqual({ over: 1, low: 2, dormant: 5, blocked: 1 });
    expect(await found(top.actor, "over")).toEqual([over.i_customer]);
    expect(await found(top.actor, "low")).toEqual([low.i_customer, empty.i_customer]);
    expect(await found(top.actor, "dormant")).toHaveLength(5);
    const worst = below?.attention.find(({ what }) => what === "low")?.worst;
    expect(worst?.map(({ i_customer }) => i_customer)).toEqual([empty.i_customer, low.i_customer]);
  });

  it("is not told to somebody of the level that sees its own figures alone", async () => {
    const { top } = await scene();
    const overview = await getOverview({ ...top.actor, access_level: "CALLSHOP_OPERATOR" }, {});
    expect(overview.below).toBeNull();
    expect(overview.name).not.toBe("");
  });

  it("is counted for nobody above or beside", async () => {
    const { top, rich } = await scene();
    const { below } = await getOverview(rich.actor, {});
    expect(below).toMatchObject({ direct: 1, descendants: 1 });
    expect((await getOverview(top.actor, {})).below).toMatchObject({ direct: 5, descendants: 6 });
  });

  it("finds a feature and API access that are not in force, too", async () => {
    const { top, rich } = await scene();
    const change = async (parent: number, i_customer: number, values: object) =>
      await updateCustomer(systemActor, { i_wholesaler: parent, i_customer, ...values });
    await change(1, top.i_customer, { callshop_enabled: true });
    await change(top.i_customer, rich.i_customer, { callshop_enabled: true });
    expect(await found(top.actor, "dormant")).toEqual([]);
    await change(1, top.i_customer, { callshop_enabled: false });
    expect(await found(top.actor, "dormant")).toEqual([rich.i_customer]);
    await change(1, top.i_customer, { api_mgmt: 0 });
    expect(await found(top.actor, "dormant")).toHaveLength(5);
  });
});

describe("overcommit protection", () => {
  it("needs attention once nine tenths of what can be given are given, and tells what is left", async () => {
    const top = await customer(1, { balance: 100, credit_limit: 100 });
    const one = await customer(top.i_customer, { credit_limit: 150 });
    await customer(top.i_customer, { balance: -7, credit_limit: 20 });
    const commitment = async () => (await getOverview(top.actor, {})).below?.commitment;
    expect(await commitment()).toBeNull();
    const protection = { overcommit_protection: true, overcommit_limit: 0 };
    await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: top.i_customer, ...protection });
    const [given, whole, left] = ["170.000000", "200.000000", "30.000000"];
    expect(await commitment()).toEqual({ given, whole, left, nearlyUsedUp: false });
    await updateCustomer(top.actor, { i_customer: one.i_customer, credit_limit: 160 });
    expect(await commitment()).toMatchObject({ left: "20.000000", nearlyUsedUp: true });
  });
});

describe("the reader's own funds", () => {
  it("are low or over the limit by the rule for sub-customers", async () => {
    const { over, low, empty, fine, rich } = await scene();
    const needs = await Promise.all(
      [over, low, empty, fine, rich].map(async ({ actor }) => (await getOverview(actor, {})).needs),
    );
    expect(needs).toEqual(["over", "low", "low", null, null]);
    // nobody gives root anything
    expect((await getOverview(await actorOf(1), {})).needs).toBeNull();
  });
});

describe("changes of the last days", () => {
  it("are neither log-ins nor openings, nor somebody's private notes", async () => {
    const { top, rich, deep } = await scene();
    const today = async () => (await getOverview(top.actor, {})).below?.activity.at(-1)?.changes;
    const before = await today();
    await addNote(rich.actor, { i_customer: deep.i_customer, text: "Calls back" });
    const { i_customer } = deep;
    await getCustomerInfo(top.actor, { i_customer });
    await listCustomers(await actorOf(1, "trusted"), { i_wholesaler: top.i_customer });
    expect(await today()).toBe(before);
    await addTariff(rich.actor, { name: "Retail", currency: "USD" });
    expect(await today()).toBe((before ?? 0) + 1);
    const { entries } = await listHistory(top.actor, { lately: true });
    expect(entries).toHaveLength(5);
    expect(entries[0]).toMatchObject({ operation: "addTariff", i_customer: rich.i_customer });
    const told = entries.map(({ operation }) => operation);
    expect(told.filter((one) => ["addNote", "getCustomerInfo"].includes(one))).toEqual([]);
  });
});

describe("the figures of those below", () => {
  it("are per currency, never added up", async () => {
    const { top } = await scene();
    const i_tariff = await tariff(top.i_customer, "EUR");
    await customer(top.i_customer, { i_tariff, balance: 7, credit_limit: 3 });
    const { below } = await getOverview(top.actor, {});
    expect(below?.sums).toEqual([
      { currency: "USD", customers: 5, owed: "-165.000000", held: "10.000000", credit: "205.000000" },
      { currency: "EUR", customers: 1, owed: "0.000000", held: "7.000000", credit: "3.000000" },
    ]);
  });

  it("grow by who was created and shrink by who was deleted, month by month, up to today's number", async () => {
    const { top, empty, low } = await scene();
    await deleteCustomer(top.actor, { i_customer: empty.i_customer });
    const owner = new pg.Client({ connectionString: fresh.ownerUrl });
    await owner.connect();
    await owner.query(`
      BEGIN;
      UPDATE ledger SET at = now() - interval '70 days' WHERE place = 1 AND i_customer = ${low.i_customer};
      UPDATE customers SET owes_since = now() - interval '70 days' WHERE i_customer = ${low.i_customer};
      COMMIT`);
    await owner.end();
    await makeBranchSums();
    const { below } = await getOverview(top.actor, {});
    const growth = below?.growth ?? [];
    expect(growth).toHaveLength(12);
    expect(growth.at(-1)).toMatchObject({ created: 5, deleted: 1, total: 5 });
    expect(growth.at(0)).toMatchObject({ created: 0, deleted: 0, total: 0 });
    for (const [index, { created, deleted, total }] of growth.entries()) {
      expect(total).toBe((growth[index - 1]?.total ?? 0) + created - deleted);
    }
  });

  it("have the payments of each day by currency, and what was booked for the reader itself", async () => {
    const { top, rich } = await scene();
    await customerAddFunds(top.actor, { i_customer: rich.i_customer, amount: 5 });
    await customerAddFunds(top.actor, { i_customer: rich.i_customer, amount: "2.5" });
    await customerAddFunds(systemActor, { i_wholesaler: 1, i_customer: top.i_customer, amount: 100 });
    const { below, booked } = await getOverview(top.actor, {});
    expect(below?.activity).toHaveLength(30);
    expect(below?.activity.at(-1)?.payments).toEqual({ USD: "7.500000" });
    expect(below?.activity.at(-1)?.changes).toBeGreaterThan(0);
    expect(booked).toContainEqual({ kind: "payment", entries: 1, amount: "100.000000" });
  });

  it("cost the same number of statements, however many there are", async () => {
    const { top } = await scene();
    const before = await countStatements(async () => await getOverview(top.actor, {}));
    for (let more = 0; more < 4; more += 1) await customer(top.i_customer);
    const after = await countStatements(async () => await getOverview(top.actor, {}));
    expect(after.count).toBe(before.count);
    expect(after.count).toBeLessThanOrEqual(7);
  });
});
