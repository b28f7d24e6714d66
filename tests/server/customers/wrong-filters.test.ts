import { expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { customer, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

it.each([
  ["findCustomers", "direct", "perhaps"],
  ["findCustomers", "blocked", "2"],
  ["findCustomers", "i_tariff", "cheap"],
  ["findCustomers", "i_tariff", "0"],
  ["findCustomers", "currency", "XYZ"],
  ["findCustomers", "right", "everything"],
  ["findCustomers", "needs", "love"],
  ["findCustomers", "owes", "long"],
  ["findCustomers", "owes", "-1"],
  ["findCustomers", "min", "1,5"],
  ["findCustomers", "max", "much"],
  ["findCustomers", "max", ["1", "2"]],
  ["listBlocks", "reason", "mood"],
  ["listBlocks", "who", "them"],
  ["listHistory", "door", "window"],
  ["listHistory", "changed", "colour"],
  ["listHistory", "since", "2026-02-30"],
  ["listHistory", "until", "1899-12-31"],
] as const)("%s refuses what its filter %s cannot read (%j)", async (name, filter, value) => {
  const { actor } = await customer(1);
  expect(await refusalOf(operations[name](actor, { [filter]: value }))).toMatchObject({
    code: 400,
    attribute: filter,
  });
});

it("no support session has a reference that cannot be one", async () => {
  const { actor } = await customer(1);
  expect((await operations.listHistory(actor, {})).entries).not.toEqual([]);
  expect((await operations.listHistory(actor, { support: "anything" })).entries).toEqual([]);
});
