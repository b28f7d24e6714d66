import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { addWebUser, createCustomer, editOwnSettings, getOwnSettings, updateCustomer, updateOwnData } =
  operations;

it("the only web user of a customer gives up what they had of their own for the customer's; among several they keep it", async () => {
  const { i_customer, actor } = await customer(1);
  await editOwnSettings(actor, { i_lang: "ru", start_page: 2 });
  const { i_web_user } = await addWebUser(actor, { i_customer, web_login: freshName() });
  await updateOwnData(actor, { i_time_zone: 1, as_one: true });
  expect((await getOwnSettings(actor, {})).settings).toMatchObject({ i_lang: "ru", start_page: 2 });
  await operations.deleteWebUser(actor, { i_web_user });
  await updateOwnData(actor, { i_lang: "ru", as_one: true });
  const { settings, customers, alone } = await getOwnSettings(actor, {});
  expect(alone).toBe(true);
  expect(settings).toMatchObject({ i_lang: null, start_page: null });
  expect(customers).toMatchObject({ i_lang: "ru", i_time_zone: 1, start_page: 1 });
  // having nothing else to change is then no mistake
  await editOwnSettings(actor, { i_lang: "en" });
  await updateOwnData(actor, { as_one: true });
  expect((await getOwnSettings(actor, {})).settings.i_lang).toBe(null);
});

it("a customer's language is chosen where somebody gave it another one than its parent's, and not where it came along", async () => {
  const chosen = async (i_customer: number) =>
    (await database().customer.findUniqueOrThrow({ where: { i_customer } })).lang_chosen;
  const above = await customer(1);
  expect(await chosen(above.i_customer)).toBe(false);
  // a client that sends back the whole struct has chosen nothing
  await updateCustomer(await actorOf(1), { i_customer: above.i_customer, i_lang: "en" });
  expect(await chosen(above.i_customer)).toBe(false);
  await updateOwnData(above.actor, { i_lang: "ru" });
  expect(await chosen(above.i_customer)).toBe(true);
  const along = await customer(above.i_customer);
  expect(await chosen(along.i_customer)).toBe(false);
  const { i_customer } = await createCustomer(above.actor, {
    name: freshName(),
    web_password: "correct horse battery",
    i_tariff: null,
    i_lang: "en",
  });
  expect(await chosen(i_customer)).toBe(true);
});
