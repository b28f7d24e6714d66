import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { systemActor } from "@/server/actor/system-actor";
import { exchangeLink } from "@/server/credentials/links/open-link";
import { findCustomers } from "@/server/customers/find-customers";
import { listCustomers } from "@/server/customers/list-customers";
import { sortingNames } from "@/server/customers/sortings";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { operations } from "@/server/doors/operations";
import { inBatches } from "@/server/files/export/in-batches";
import { confirmAddress } from "@/server/identity/links/change-address";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { mailsTo } from "../identity/mailed";

givenFreshDatabase();

async function tenBelow(): Promise<Actor> {
  const { actor, i_customer } = await customer(1);
  // include equal values, so that the id decides the order
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

it("whoever lists in the scope of a sub-customer sees no more of those below it", async () => {
  const { actor, i_customer } = await customer(1);
  const between = await customer(i_customer);
  const contact = { email: "deep@listed.example", phone: "+1 555 0199", city: "Deeptown" };
  for (const company_name of ["A", "B"])
    await customer(between.i_customer, {
      ...contact,
      company_name,
      name: `${company_name === "A" ? "z" : "a"} ${freshName()}`,
      description: "a note of its parent",
    });
  const asked = { i_wholesaler: between.i_customer, direct: "1", sort: "company" };
  const { customers } = await findCustomers(actor, asked);
  expect(
    customers.map(({ name }) => name.charAt(0)),
    "by name",
  ).toEqual(["a", "z"]);
  for (const { company_name, email, phone, city } of customers)
    expect([company_name, email, phone, city]).toEqual([null, null, null, null]);
  const own = await findCustomers(between.actor, { direct: "1", sort: "company" });
  expect(own.customers.map(({ company_name, email }) => [company_name, email])).toEqual([
    ["A", contact.email],
    ["B", contact.email],
  ]);
  const notes = async (reader: Actor) =>
    (await listCustomers(reader, { i_wholesaler: between.i_customer })).customers.map(
      ({ description }) => description,
    );
  expect(await notes(actor)).toEqual(["", ""]);
  expect(await notes(between.actor)).toEqual(["a note of its parent", "a note of its parent"]);
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
  // a random name might contain the id that we search for
  await customer(i_customer, { name: "Okapi Lines" });
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
    `#${below.i_customer}`,
    "+7 495 1234567",
    "0049 30 1234567",
    "030/1234567",
  ]) {
    const found = await findCustomers(actor, { q });
    expect([q, found.customers.map((one) => one.i_customer)]).toEqual([q, [below.i_customer]]);
  }
});

it("the first four digits of an international number find it whether its 0 is one to dial or belongs to it", async () => {
  const { i_customer, actor } = await customer();
  const { i_customer: found } = await customer(i_customer, { phone: "+81010000000" });
  const { i_customer: other } = await customer(i_customer, { phone: "+81 12 345 678" });
  const ids = async (q: string) => (await findCustomers(actor, { q })).customers.map((one) => one.i_customer);
  expect(await ids("+8101")).toEqual([found, other]);
  expect(await ids("+81 01")).toEqual([found, other]);
  expect(await ids("+81 1")).toEqual([found, other]);
});

it("a short number that is kept without its area is found by the whole one; fewer than six digits are not", async () => {
  const { actor, i_customer } = await customer(1);
  const local = await customer(i_customer, { name: "Local", phone: "718 875" });
  await customer(i_customer, { name: "Extension", phone: "18875" });
  const found = await findCustomers(actor, { q: "+44 20 718875" });
  expect(found.customers.map((one) => one.i_customer)).toEqual([local.i_customer]);
});

const idsFor = async (actor: Actor, q: string) => {
  const listed = (await findCustomers(actor, { q, sort: "id" })).customers.map((one) => one.i_customer);
  const suggested = (await suggestCustomers(actor, { q })).customers.map((one) => one.i_customer);
  expect(suggested.toSorted((one, other) => one - other)).toEqual(listed);
  return suggested;
};

it("finds by the login and the own address of any web user, at every level, as long as they are there", async () => {
  const { actor, i_customer: top } = await customer(1);
  const middle = await customer(top);
  const { i_customer, actor: deep } = await customer(middle.i_customer);
  await customer(top);
  const { i_web_user } = await operations.addWebUser(deep, { i_customer, web_login: "Marmoset one" });
  expect(await idsFor(actor, "marmoset ONE")).toEqual([i_customer]);
  const address = async (of: number | null, email: string) => {
    await operations.changeAddress(deep, { i_web_user: of, email });
    expect(await idsFor(actor, email)).toEqual([]);
    const [mail] = await mailsTo(email);
    await confirmAddress((await exchangeLink(mail?.token ?? "")) ?? "", null);
  };
  await address(i_web_user, "Colleague@Tarsier.example");
  await address(deep.i_web_user, "owner@galago.example");
  expect(await idsFor(actor, "colleague@tarsier")).toEqual([i_customer]);
  expect(await idsFor(actor, "galago")).toEqual([i_customer]);
  await operations.editWebUser(deep, { i_web_user, web_login: "Gibbon" });
  expect(await idsFor(actor, "marmoset")).toEqual([]);
  // changing the customer keeps the texts of its web users
  await operations.updateCustomer(middle.actor, { i_customer, company_name: "Tapirs" });
  expect(await idsFor(actor, "gibbon")).toEqual([i_customer]);
  expect(await idsFor(actor, "tapirs tarsier")).toEqual([i_customer]);
  await operations.deleteWebUser(deep, { i_web_user });
  expect(await idsFor(actor, "gibbon")).toEqual([]);
  expect(await idsFor(actor, "tarsier")).toEqual([]);
  expect(await idsFor(actor, "galago")).toEqual([i_customer]);
});

it("finds both web users of two that are added at once", async () => {
  const { actor, i_customer: top } = await customer(1);
  const { i_customer } = await customer(top);
  const logins = Array.from({ length: 6 }, () => freshName("lemur"));
  await Promise.all(
    logins.map(async (web_login) => await operations.addWebUser(actor, { i_customer, web_login })),
  );
  for (const login of logins) expect(await idsFor(actor, login)).toEqual([i_customer]);
});

it("finds who is at a place in the tree, and below, by the whole path or its end; the place itself first", async () => {
  const { actor, i_customer: top } = await customer(1);
  const middle = (await customer(top, { name: freshName("z") })).i_customer;
  const deep = (await customer(middle, { name: freshName("a") })).i_customer;
  const other = (await customer(top)).i_customer;
  expect(await idsFor(actor, `${top}/${middle}/`)).toEqual([middle, deep]);
  expect(await idsFor(actor, `${middle}/${deep}`)).toEqual([deep]);
  expect(await idsFor(actor, `/${middle}/`)).toEqual([middle, deep]);
  expect(await idsFor(actor, `${top}/${middle}/${deep}/`)).toEqual([deep]);
  expect(await idsFor(systemActor, `1/${top}/${other}/`)).toEqual([other]);
  // neither part of an id nor somebody else's
  for (const q of [
    `${other}/${deep}`,
    `${top}/${deep}`,
    `${String(middle).slice(1)}/${deep}`,
    `0${top}/${middle}`,
  ])
    expect(await idsFor(actor, q), q).toEqual([]);
});

it("nobody finds out by a path who is above or beside", async () => {
  const above = await customer(1);
  const beside = await customer(above.i_customer);
  const besideBelow = await customer(beside.i_customer);
  const { actor, i_customer } = await customer(above.i_customer);
  const below = await customer(i_customer);
  for (const q of [
    `1/${above.i_customer}/${i_customer}/${below.i_customer}/`,
    `${above.i_customer}/${i_customer}/${below.i_customer}`,
    `${above.i_customer}/`,
    `1/${above.i_customer}`,
    `${beside.i_customer}/${besideBelow.i_customer}`,
  ])
    expect(await idsFor(actor, q), q).toEqual([]);
  expect(await idsFor(actor, `${i_customer}/`)).toEqual([below.i_customer]);
});

it("what is no place within the scope is a telephone number still, and what is one is none", async () => {
  const { actor, i_customer: top } = await customer(1);
  const middle = await customer(top);
  const called = await customer(top, { phone: "89/1234567" });
  const alike = await customer(top, { phone: `555 ${top}${middle.i_customer} 555` });
  expect(await idsFor(actor, "89/1234567")).toEqual([called.i_customer]);
  expect(await idsFor(actor, `${top}/${middle.i_customer}`)).toEqual([middle.i_customer]);
  expect(await idsFor(actor, `555/${top}${middle.i_customer}/555`)).toEqual([alike.i_customer]);
  const always = await customer(top, { name: `24/7 ${freshName()}` });
  expect(await idsFor(actor, "24/7")).toEqual([always.i_customer]);
});
