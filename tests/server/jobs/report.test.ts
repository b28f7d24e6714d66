import { expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { done, prepared } from "./do-jobs";

givenFreshDatabase();

it("a report tells what was done with each customer, and what that changed, with the names of what it refers to", async () => {
  const { actor, i_customer } = await customer(1, { tariffs_mgmt: 7 });
  const name = freshName("tariff");
  const { i_tariff } = await operations.addTariff(actor, { name, currency: "USD" });
  const one = await customer(i_customer, { city: "Quito" });
  const { i_job } = await prepared(actor, {
    kind: "set_attributes",
    values: { city: "Lima", i_tariff: String(i_tariff) },
    ids: [one.i_customer],
  });
  await done(actor, i_job);
  const { rows, names } = await operations.listJobRows(actor, { i_job });
  const changes = { city: ["Quito", "Lima"], i_tariff: [null, i_tariff] };
  expect(rows).toMatchObject([{ did: [{ operation: "updateCustomer", changes }], currency: "USD" }]);
  expect(names).toEqual({ i_tariff: { [i_tariff]: name } });
});
