import { beforeAll, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName, refusalOf, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

/** Asserts that an answer to a customer contains nothing about customers above or beside. */
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
  // a dormant right: somebody above lost it
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: top.i_customer, tariffs_mgmt: 0 });
  scene.self = await actorOf(i_customer);
  const below = await createCustomer(scene.self, {
    i_tariff: null,
    name: freshName("below"),
    web_password: "correct horse battery",
  });
  scene.below = await actorOf(below.i_customer);
  await resetCustomerOneTimePassword(middle.actor, { web_login: scene.self.login });
  const words = { reason: "fraud", note: "private note 3", text: "private note 4" };
  // people read what is written to them, and nobody below does
  const toSelf = { ...words, text: "Call us" };
  await operations.blockCustomer(top.actor, { i_wholesaler: middle.i_customer, i_customer, ...toSelf });
  const inScope = { i_wholesaler: i_customer, i_customer: scene.below.i_customer };
  await operations.blockCustomer(middle.actor, { ...inScope, ...words });
  await operations.addNote(middle.actor, { i_customer, text: "private note 5" });
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
  "suggestCustomers",
  "findPath",
  "findInTree",
  "viewCustomer",
  "listBranch",
  "getOverview",
  "getSupportDesk",
  "getFormChoices",
  "explainRights",
  "listLedger",
  "listHistory",
  "listProfiles",
  "explainBlocks",
  "listBlocks",
  "listTwins",
  "listNotes",
] as const)("%s tells nothing of who is above or beside, neither name nor login nor note", async (name) => {
  const { self, below } = given();
  const act = operations[name] as unknown as (actor: Actor, raw: object) => Promise<object>;
  for (const i_customer of [self.i_customer, below.i_customer]) {
    // one's own choices come from above: a form has only those for somebody below
    const isOwnForm = name === "getFormChoices" && i_customer === self.i_customer;
    const told = JSON.stringify(await act(self, isOwnForm ? {} : { i_customer }));
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

it("a customer reads of itself neither its commission agent, who is beside it, nor its parent's note", async () => {
  const { self } = given();
  const { customer: info } = await operations.getCustomerInfo(self, { i_customer: self.i_customer });
  expect(info.i_commission_agent).toBeNull();
  expect(info).not.toHaveProperty("description");
});

it.each(["web", "api"] as const)(
  "contact data below the direct level stands in a history only once that customer is opened, by %s",
  async (door) => {
    const top = await customer(1);
    const middle = await customer(top.i_customer);
    const below = await customer(middle.i_customer);
    await operations.updateCustomer(middle.actor, {
      i_customer: below.i_customer,
      city: "Quito",
      email: "a@example.com",
      credit_limit: 7,
    });
    const reader = { ...top.actor, door };
    const changed = async (raw: object) => {
      const { entries } = await operations.listHistory(reader, { what: "updateCustomer", ...raw });
      const entry = entries.find(({ i_customer }) => i_customer === below.i_customer);
      return Object.keys(entry?.changes ?? {}).sort();
    };
    const openings = async () => {
      const { entries } = await operations.listHistory(middle.actor, { what: "getCustomerInfo" });
      return entries.filter(({ i_customer }) => i_customer === below.i_customer).length;
    };
    expect(await changed({})).toEqual(["credit_limit"]);
    expect(await openings()).toBe(0);
    expect(await changed({ i_customer: below.i_customer })).toEqual(["city", "credit_limit", "email"]);
    expect(await openings()).toBe(1);
    await operations.getCustomerInfo(reader, {
      i_wholesaler: middle.i_customer,
      i_customer: below.i_customer,
    });
    expect(await openings()).toBe(1);
  },
);

it("a limit that somebody above sets lower is explained, by name only where one may see whose it is", async () => {
  const top = await customer(1, { max_sessions: 10, max_depth: 3 });
  const middle = await customer(top.i_customer, { max_calls_per_second: 2.5 });
  const below = await customer(middle.i_customer, { max_sessions: 20, max_calls_per_second: 2 });
  const asked = { i_customer: below.i_customer };
  const seen = await operations.explainRights(top.actor, asked);
  const name = seen.limits.max_sessions?.by?.name;
  expect(seen.limits).toEqual({
    max_sessions: { inForce: 10, by: { i_customer: top.i_customer, name } },
    max_depth: { inForce: 1, by: { i_customer: top.i_customer, name } },
  });
  expect((await operations.explainRights(below.actor, asked)).limits).toEqual({
    max_sessions: { inForce: 10, by: null },
    max_depth: { inForce: 1, by: null },
  });
});

it("a name that quotes a constraint of the database is refused for what it is", async () => {
  const name = `the constraint "web_users_login_key" ${freshName()}`;
  await customer(1, { name, web_login: freshName("login") });
  const refusal = await refusalOf(customer(1, { name, web_login: freshName("login") }));
  expect(refusal).toMatchObject({ code: 409, attribute: "name" });
});
