import { describe, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName, refusalOf, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { blockCustomer, changeCreditLimit, createCustomer, setPreferences, updateCustomer } = operations;

describe("a right that was taken from a reseller", () => {
  it("may stay with those below it, may be sent back whole, and be taken away; given again it may not be", async () => {
    const { i_customer: reseller, actor } = await customer(1, { accounts_mgmt: 7 });
    const { i_customer } = await customer(reseller, { accounts_mgmt: 7 });
    await updateCustomer(await actorOf(1), { i_customer: reseller, accounts_mgmt: 1 });
    await updateCustomer(actor, { i_customer, accounts_mgmt: 7, city: "Quito" });
    await updateCustomer(actor, { i_customer, accounts_mgmt: 3 });
    expect(await refusalOf(updateCustomer(actor, { i_customer, accounts_mgmt: 7 }))).toMatchObject({
      code: 403,
      attribute: "accounts_mgmt",
      message: "Parameter accounts_mgmt gives rights that the parent does not have: delete.",
    });
  });
});

it("a tariff and a routing group are given by who owns them; a group also by whom it is in force for", async () => {
  const { i_customer: top, actor: owner } = await customer(1);
  const { i_customer: reseller, actor } = await customer(top);
  const { i_customer } = await customer(reseller);
  const { i_routing_group } = await operations.addRoutingGroup(owner, { name: freshName("group") });
  const i_tariff = await tariff(top);
  const give = async (values: object) => await updateCustomer(actor, { i_customer, ...values });
  for (const values of [{ i_tariff }, { i_routing_group }])
    expect(await refusalOf(give(values))).toMatchObject({ code: 403, attribute: Object.keys(values)[0] });
  await updateCustomer(owner, { i_customer: reseller, i_tariff, i_routing_group });
  expect(await refusalOf(give({ i_tariff }))).toMatchObject({ code: 403, attribute: "i_tariff" });
  await give({ i_routing_group });
});

it("an ancestor acts by a right of its own, though the parent in between lacks it", async () => {
  const { i_customer: top, actor } = await customer(1);
  const { i_customer: i_wholesaler } = await customer(top, { customers_mgmt: 0 });
  const { i_customer } = await createCustomer(actor, {
    i_wholesaler,
    i_tariff: null,
    name: freshName(),
    web_password: "correct horse battery",
  });
  await updateCustomer(actor, { i_wholesaler, i_customer, city: "Quito" });
  await changeCreditLimit(actor, { i_wholesaler, i_customer, change: 5 });
  await setPreferences(actor, { i_customer, low_balance_threshold: 5 });
  await blockCustomer(actor, { i_wholesaler, i_customer });
});

it("a new customer satisfies the limit of levels of everybody above it", async () => {
  const { i_customer: top } = await customer(1, { max_depth: 2 });
  const { i_customer: middle } = await customer(top);
  const { i_customer: last } = await customer(middle);
  expect(await refusalOf(customer(last))).toMatchObject({ code: 403, key: "depth" });
});

it("a form for a new sub-customer shows the lowest limit of everybody above it", async () => {
  const { i_customer: top } = await customer(1, { max_sessions: 5, max_calls_per_second: 9 });
  const { actor } = await customer(top, { max_sessions: 7, max_calls_per_second: 2 });
  const { room } = await operations.getFormChoices(actor, {});
  expect(room).toMatchObject({ max_sessions: 5, max_calls_per_second: 2 });
});

it("what a sub-customer refers to is its parent's: agents are its siblings, policies as strong, tariffs in its currency", async () => {
  const web_password = "Correct horse 7 battery";
  const { i_customer: parent, actor } = await customer(1, { i_password_policy: 2, web_password });
  const { i_customer } = await customer(parent, { web_password });
  const sibling = await customer(parent, { web_password });
  const nephew = await customer(sibling.i_customer, { web_password });
  const i_tariff = await tariff(parent, "EUR");
  const give = async (values: object) => await updateCustomer(actor, { i_customer, ...values });
  for (const [values, code] of [
    [{ i_commission_agent: i_customer }, 400],
    [{ i_commission_agent: nephew.i_customer }, 400],
    [{ i_commission_agent: parent }, 400],
    [{ i_password_policy: 1 }, 400],
    [{ i_tariff }, 409],
  ] as const)
    expect(await refusalOf(give(values)), JSON.stringify(values)).toMatchObject({ code });
  await give({ i_commission_agent: sibling.i_customer, i_password_policy: 3 });
});
