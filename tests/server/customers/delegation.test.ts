import { describe, expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
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
