import { expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { customer, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

it("the sums of a branch begin with the reader's own currency", async () => {
  const reader = await customer(1, { i_tariff: await tariff(1, "USD") });
  const child = await customer(reader.i_customer, { i_tariff: await tariff(reader.i_customer, "EUR") });
  await customer(child.i_customer, { i_tariff: await tariff(child.i_customer, "USD") });
  await customer(child.i_customer, { i_tariff: await tariff(child.i_customer, "CHF") });
  const { branches } = await operations.listBranch(reader.actor, { i_customer: reader.i_customer });
  expect(branches[0]?.sums.map(({ currency }) => currency)).toEqual(["USD", "CHF", "EUR"]);
});
