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
