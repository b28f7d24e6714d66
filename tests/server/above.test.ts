import { beforeAll, expect, it } from "vitest";
import type { Actor } from "@/server/actor";
import { operations } from "@/server/operations";
import { systemActor } from "@/server/system-actor";
import { actorOf, customer, freshName, refusalOf, tariff } from "../builders";
import { givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

/** Nothing that is above or beside may be read in whatever a customer is told. */
const hidden = /Zenith|Meridian|Sibling|private note|ssp-root/;
const { createCustomer, updateCustomer, resetCustomerOneTimePassword } = operations;
const scene: { self?: Actor; below?: Actor } = {};

beforeAll(async () => {
  const top = await customer(1, { name: `Zenith ${freshName()}` });
  const middle = await customer(top.i_customer, {
    name: `Meridian ${freshName()}`,
    web_login: freshName("Meridian"),
  });
  const sibling = await customer(middle.i_customer, { name: `Sibling ${freshName()}` });
  const i_tariff = await tariff(middle.i_customer);
  const { i_customer } = await createCustomer(middle.actor, {
    i_tariff,
    name: freshName("self"),
    web_login: freshName("self"),
    web_password: "correct horse battery",
    description: "private note",
    customers_mgmt: 7,
    tariffs_mgmt: 7,
    system_mgmt: 1,
    use_own_tariff: 1,
    balance: 10,
  });
  await updateCustomer(top.actor, {
    i_wholesaler: middle.i_customer,
    i_customer,
    balance: 20,
    description: "private note 2",
  });
  await updateCustomer(systemActor, { i_wholesaler: middle.i_customer, i_customer, credit_limit: 5 });
  await updateCustomer(middle.actor, { i_customer, i_commission_agent: sibling.i_customer });
  await operations.getCustomerInfo(top.actor, { i_wholesaler: middle.i_customer, i_customer });
  // a right that is dormant: taken from somebody above
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: top.i_customer, tariffs_mgmt: 0 });
  scene.self = await actorOf(i_customer);
  const below = await createCustomer(scene.self, {
    i_tariff: null,
    name: freshName("below"),
    web_password: "correct horse battery",
  });
  scene.below = await actorOf(below.i_customer);
  await resetCustomerOneTimePassword(middle.actor, { web_login: scene.self.login });
  await updateCustomer(top.actor, {
    i_wholesaler: i_customer,
    i_customer: scene.below.i_customer,
    city: "Quito",
  });
});

function given(): { self: Actor; below: Actor } {
  const { self, below } = scene;
  if (!self || !below) throw new Error("the scene is set before all tests");
  return { self, below };
}

it.each([
  "getCustomerInfo",
  "listCustomers",
  "listTariffs",
  "listRoutingGroups",
  "findCustomers",
  "findPath",
  "listBranch",
  "getOverview",
  "getFormChoices",
  "explainRights",
  "listLedger",
  "listHistory",
] as const)("%s tells nothing of who is above or beside, neither name nor login nor note", async (name) => {
  const { self, below } = given();
  const act = operations[name] as unknown as (actor: Actor, raw: object) => Promise<object>;
  for (const i_customer of [self.i_customer, below.i_customer]) {
    const told = JSON.stringify(await act(self, { i_customer }));
    expect(told.length).toBeGreaterThan(2);
    expect(told).not.toMatch(hidden);
  }
});

it("the history and the ledger say 'your provider' of those above, whose addresses stay unknown", async () => {
  const { self } = given();
  const { entries } = await operations.listHistory(self, { i_customer: self.i_customer });
  expect(entries.length).toBeGreaterThan(3);
  expect(new Set(entries.map(({ by }) => by))).toEqual(new Set([null]));
  expect(entries.flatMap(({ changes }) => Object.keys(changes))).not.toContain("description");
  const ledger = await operations.listLedger(self, { i_customer: self.i_customer });
  expect(ledger.entries.map(({ by }) => by)).toEqual([null, null]);
});

it("a history searched by the name of somebody above finds nothing", async () => {
  const { self } = given();
  for (const who of ["Zenith", "Meridian", "ssp-root"])
    expect((await operations.listHistory(self, { who })).entries).toEqual([]);
});

it("who opens a customer from above its parent leaves an entry that the parent sees", async () => {
  const top = await customer(1);
  const middle = await customer(top.i_customer);
  const below = await customer(middle.i_customer);
  await operations.getCustomerInfo(top.actor, {
    i_wholesaler: middle.i_customer,
    i_customer: below.i_customer,
  });
  const { entries } = await operations.listHistory(middle.actor, { i_customer: below.i_customer });
  expect(entries[0]).toMatchObject({ operation: "getCustomerInfo", by: null });
});

it("a refusal of a right that is missing above names the right and nobody", async () => {
  const { self } = given();
  const refusal = await refusalOf(operations.addTariff(self, { name: freshName(), currency: "USD" }));
  expect(refusal).toMatchObject({ code: 403, key: "right_missing" });
  expect(refusal.message).not.toMatch(hidden);
});
