import { expect, it } from "vitest";
import type { Actor } from "@/server/actor";
import { findCustomers, sortingNames } from "@/server/customers/find-customers";
import { inBatches } from "@/server/export/in-batches";
import { systemActor } from "@/server/system-actor";
import { customer, freshName } from "../builders";
import { givenFreshDatabase } from "../database/fresh";

givenFreshDatabase();

async function tenBelow(): Promise<Actor> {
  const { actor, i_customer } = await customer(1);
  // some that are equal, so that the id decides
  for (let index = 0; index < 10; index += 1)
    await customer(i_customer, {
      name: `${index % 3} ${freshName()}`,
      balance: `${(index % 4) - 1}.5`,
      company_name: `Company ${index % 2}`,
    });
  return actor;
}

it("pages of any sorting, in either order, hold everyone once, and go back the way they came", async () => {
  const actor = await tenBelow();
  for (const sort of sortingNames)
    for (const order of ["asc", "desc"]) {
      const filter = { sort, order, direct: "1", limit: 3 };
      const whole = await findCustomers(actor, { ...filter, limit: 50 });
      const pages: number[][] = [];
      let page = await findCustomers(actor, filter);
      pages.push(page.customers.map(({ i_customer }) => i_customer));
      while (page.next) {
        page = await findCustomers(actor, { ...filter, after: page.next });
        pages.push(page.customers.map(({ i_customer }) => i_customer));
      }
      expect(pages.flat(), `${sort} ${order}`).toEqual(whole.customers.map(({ i_customer }) => i_customer));
      for (const before of pages.slice(0, -1).reverse()) {
        page = await findCustomers(actor, { ...filter, after: page.previous });
        expect(
          page.customers.map(({ i_customer }) => i_customer),
          `${sort} ${order}`,
        ).toEqual(before);
      }
    }
});

it("a place that was written by hand begins at the beginning", async () => {
  const actor = await tenBelow();
  const first = await findCustomers(actor, { limit: 3 });
  for (const after of ["x", "W10", Buffer.from('["x",1e99,0]').toString("base64url")])
    expect((await findCustomers(actor, { limit: 3, after })).customers).toEqual(first.customers);
});

it("an export has everyone once, in the order of the list, with names of any length", async () => {
  const { actor, i_customer } = await customer(1);
  for (let index = 0; index < 7; index += 1)
    await customer(i_customer, { name: `${"Ж".repeat(60)} ${freshName()}`, company_name: "Ы".repeat(40) });
  for (const sort of sortingNames) {
    const filter = { sort, direct: "1" };
    const whole = await findCustomers(actor, { ...filter, limit: 200 });
    const batches = inBatches(async (after) => {
      const { customers, next } = await findCustomers(actor, { ...filter, after, limit: 3, counted: false });
      return { rows: customers, next };
    });
    const exported = [];
    for await (const batch of batches) {
      exported.push(...batch);
      expect(exported.length).toBeLessThanOrEqual(whole.customers.length);
    }
    expect(exported, sort).toEqual(whole.customers);
  }
});

it("an address asks for 200 at most; the program itself for more, and without a count", async () => {
  const { definition } = findCustomers;
  const read = (raw: Record<string, unknown>) => definition.input(raw, systemActor);
  expect(read({ limit: "1000", counted: "false" })).toMatchObject({ limit: 50, counted: true });
  expect(read({ limit: 1_000, counted: false })).toMatchObject({ limit: 1_000, counted: false });
});

it("contact data is searched at every level, and shown at the direct one alone", async () => {
  const { actor, i_customer } = await customer(1);
  const direct = await customer(i_customer, { email: "direct@findable.example", phone: "+1 555 0100" });
  const deep = await customer(direct.i_customer, { email: "deep@findable.example" });
  const found = await findCustomers(actor, { q: "findable", sort: "id" });
  expect(found.customers.map(({ i_customer, email, phone }) => [i_customer, email, phone])).toEqual([
    [direct.i_customer, "direct@findable.example", "+1 555 0100"],
    [deep.i_customer, null, null],
  ]);
});

it("finds by name, login, company, e-mail, each telephone number, alias and id", async () => {
  const { actor, i_customer } = await customer(1);
  const below = await customer(i_customer, {
    name: "Quetzal Calls",
    web_login: "ocelot",
    company_name: "Tapir & Söhne",
    email: "office@axolotl.example",
    phone: "+44 (0)20 7183 8750",
    alt_phone: "8 (495) 123-45-67",
    fax: "011 49 30 1234567",
    dns_alias: "portal.capybara.example",
  });
  await customer(i_customer);
  for (const q of [
    "quetzal",
    "Calls Quetzal",
    "OCELOT",
    "söhne tapir",
    "axolotl",
    "capybara",
    String(below.i_customer),
    "02071838750",
    "7183 87",
    "+7 495 1234567",
    "0049 30 1234567",
    "030/1234567",
  ]) {
    const found = await findCustomers(actor, { q });
    expect([q, found.customers.map((one) => one.i_customer)]).toEqual([q, [below.i_customer]]);
  }
});

it("a short number that is kept without its area is found by the whole one; fewer than six digits are not", async () => {
  const { actor, i_customer } = await customer(1);
  const local = await customer(i_customer, { name: "Local", phone: "718 875" });
  await customer(i_customer, { name: "Extension", phone: "18875" });
  const found = await findCustomers(actor, { q: "+44 20 718875" });
  expect(found.customers.map((one) => one.i_customer)).toEqual([local.i_customer]);
});
