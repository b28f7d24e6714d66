import { expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

it("what a parent can give in all is rounded down: a part of the smallest amount is not there to give", async () => {
  // (0.000001 + 0) × 1.5 is one and a half of the smallest amount
  const { i_customer: parent } = await customer(1, {
    balance: "0.000001",
    overcommit_protection: true,
    overcommit_limit: "50",
  });
  const { i_customer } = await customer(parent);
  const actor = await actorOf(parent);
  const raise = async (credit_limit: string) =>
    await operations.updateCustomer(actor, { i_customer, credit_limit });
  expect(await refusalOf(raise("0.000002"))).toMatchObject({ code: 409, key: "overcommit" });
  await raise("0.000001");
});

it("what one sub-customer owes is not there for another", async () => {
  const { i_customer: parent, actor } = await customer(1, { balance: 100, overcommit_protection: true });
  const [debtor, other] = [await customer(parent), await customer(parent)];
  await operations.customerDebit(actor, { i_customer: debtor.i_customer, amount: 50 });
  const give = async (amount: number) =>
    await operations.customerAddFunds(actor, { i_customer: other.i_customer, amount });
  expect(await refusalOf(give(101))).toMatchObject({ code: 409, key: "overcommit" });
  await give(100);
});
