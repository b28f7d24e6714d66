import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { keyEnd, uniqueKey } from "@/server/ground/text/unique-key";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { addTariff, createCustomer, updateCustomer } = operations;
const soundly = { i_tariff: null, web_password: "correct horse battery" };

describe("names that are taken", () => {
  it("are compared without case, width and composition, among customers of everybody", async () => {
    const { actor } = await customer(1);
    const name = freshName("Straße A\u030a");
    await customer(1, { name });
    for (const same of [
      name.toUpperCase(),
      name.normalize("NFD"),
      name.replace("S", "\uff33"),
      name.replace("ß", "ss"),
    ])
      expect(await refusalOf(createCustomer(actor, { ...soundly, name: same })), same).toMatchObject({
        code: 409,
        attribute: "name",
        message: "Parameter name is taken.",
      });
  });

  it("by somebody outside the scope can be tried 20 times an hour, then 429; the next customer begins anew", async () => {
    const [one, other] = [await customer(1), await customer(1)];
    const name = freshName("elsewhere");
    await customer(1, { name });
    const tries = await codes(
      21,
      one.actor,
      async (actor) => await createCustomer(actor, { ...soundly, name }),
    );
    expect(tries).toEqual([...Array.from({ length: 20 }, () => 409), 429]);
    expect(
      await codes(1, other.actor, async (actor) => await createCustomer(actor, { ...soundly, name })),
    ).toEqual([409]);
  });

  it("by one's own customers, and one's own tariffs, can be tried as often as one likes", async () => {
    const { actor, i_customer } = await customer(1);
    const mine = await customer(i_customer, { name: freshName("mine") });
    const second = await customer(i_customer);
    const name = (await operations.getCustomerInfo(actor, { i_customer: mine.i_customer })).customer.name;
    const renames = await codes(
      22,
      actor,
      async () => await updateCustomer(actor, { i_customer: second.i_customer, name }),
    );
    expect(new Set(renames)).toEqual(new Set([409]));
    await addTariff(actor, { name: "Standard", currency: "USD" });
    const tariffs = await codes(
      22,
      actor,
      async () => await addTariff(actor, { name: "STANDARD", currency: "USD" }),
    );
    expect(new Set(tariffs)).toEqual(new Set([409]));
  });
});

it("a login that is not said is the name; a name that cannot be one asks for web_login, in its turn", async () => {
  const { actor } = await customer(1);
  const name = `${freshName()}: Ltd`;
  expect(await refusalOf(createCustomer(actor, { ...soundly, name, description: 7 }))).toMatchObject({
    code: 400,
    attribute: "web_login",
    key: "login_from_name",
  });
  const { i_customer } = await createCustomer(actor, { ...soundly, name, web_login: freshName("login") });
  expect((await operations.getCustomerInfo(actor, { i_customer })).customer.name).toBe(name);
});

it("that newer rules hold for the same are looked for in the named scope", async () => {
  const [one, other] = [await customer(1), await customer(1)];
  const name = freshName();
  const first = await customer(one.i_customer, { name });
  const twin = await customer(other.i_customer);
  const key = `${uniqueKey(name)}${keyEnd}${twin.i_customer}`;
  await database().$executeRaw`
    UPDATE customers SET name = ${name}, name_key = ${key} WHERE i_customer = ${twin.i_customer}`;
  const host = await actorOf(1, "trusted");
  const found = async (i_wholesaler: number) =>
    (await operations.getCustomerInfo(host, { i_wholesaler, name })).customer.i_customer;
  expect([await found(one.i_customer), await found(other.i_customer)]).toEqual([
    first.i_customer,
    twin.i_customer,
  ]);
});

it("what was deleted leaves its name and login free", async () => {
  const { actor } = await customer(1);
  const name = freshName();
  const { i_customer } = await createCustomer(actor, { ...soundly, name });
  await operations.deleteCustomer(actor, { i_customer });
  expect((await createCustomer(actor, { ...soundly, name })).i_customer).toBeGreaterThan(i_customer);
});

async function codes(
  count: number,
  actor: Actor,
  act: (actor: Actor) => Promise<unknown>,
): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await refusalOf(act(actor))).code);
  return found;
}
