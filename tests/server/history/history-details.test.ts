import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { listHistory } = operations;

it("the history tells the names of tariffs, routing groups and profiles as they were and are", async () => {
  const { actor } = await customer(1);
  const { i_tariff } = await operations.addTariff(actor, { name: "Retail", currency: "USD" });
  await operations.editTariff(actor, { i_tariff, name: "Retail 2", currency: "EUR" });
  await operations.deleteTariff(actor, { i_tariff });
  const { i_routing_group } = await operations.addRoutingGroup(actor, { name: "West" });
  await operations.editRoutingGroup(actor, { i_routing_group, name: "East" });
  await operations.deleteRoutingGroup(actor, { i_routing_group });
  const { i_profile } = await operations.addProfile(actor, { name: "Prepaid" });
  await operations.editProfile(actor, { i_profile, name: "Prepaid EU", max_depth: 2 });
  await operations.deleteProfile(actor, { i_profile });

  const { entries } = await listHistory(actor, {});
  const told = entries.map(({ operation, detail }) => [operation, detail]).reverse();
  const renamed = (before: string | null, after: string | null) => ({ renamed: { before, after } });
  expect(told.filter(([, detail]) => detail !== null)).toEqual([
    ["addTariff", { ...renamed(null, "Retail"), currencies: { before: null, after: "USD" } }],
    ["editTariff", { ...renamed("Retail", "Retail 2"), currencies: { before: "USD", after: "EUR" } }],
    ["deleteTariff", { ...renamed("Retail 2", null), currencies: { before: "EUR", after: null } }],
    ["addRoutingGroup", renamed(null, "West")],
    ["editRoutingGroup", renamed("West", "East")],
    ["deleteRoutingGroup", renamed("East", null)],
    ["addProfile", renamed(null, "Prepaid")],
    ["editProfile", renamed("Prepaid", "Prepaid EU")],
    ["deleteProfile", renamed("Prepaid EU", null)],
  ]);
});

it("the amount of money that was booked stands in its currency, even once the customer is deleted", async () => {
  const top = await customer(1);
  const { i_customer } = await customer(top.i_customer);
  await operations.customerAddFunds(top.actor, { i_customer, amount: "7.5", payment_notes: "Cash" });
  await operations.customerDebit(top.actor, { i_customer, amount: 2 });
  await operations.deleteCustomer(top.actor, { i_customer });
  const { entries } = await listHistory(top.actor, {});
  const amounts = entries.flatMap(({ operation, detail }) =>
    detail?.amount ? [[operation, detail.amount.amount, detail.amount.currency, detail.note ?? ""]] : [],
  );
  expect(amounts).toEqual([
    ["customerDebit", "2.000000", "USD", ""],
    ["customerAddFunds", "7.500000", "USD", "Cash"],
  ]);
});

it("of a secret the history says that it was set, and nothing keeps what it is", async () => {
  const top = await customer(1);
  const secrets = { web_password: "correct horse first", api_password: "correct horse second" };
  const { i_customer } = await customer(top.i_customer, secrets);
  await operations.updateCustomer(top.actor, {
    i_customer,
    web_password: "correct horse third",
    api_password: "correct horse fourth",
  });
  const { entries } = await listHistory(top.actor, { what: "updateCustomer" });
  expect(entries[0]?.changes).toEqual({ web_password: "secret", api_password: "secret" });
  const [kept] = await database().$queryRaw<{ text: string }[]>`
    SELECT string_agg(to_json(h)::text, ' ') AS text FROM audit_log h`;
  expect(kept?.text).toContain("web_password");
  expect(kept?.text).not.toContain("correct horse");
});
