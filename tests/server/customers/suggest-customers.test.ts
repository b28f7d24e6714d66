import { expect, it } from "vitest";
import { findCustomers } from "@/server/customers/find-customers";
import { suggestCustomers } from "@/server/customers/suggest-customers";
import { customer, freshName, refusalOf } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const idsOf = ({ customers }: { readonly customers: readonly { readonly i_customer: number }[] }) =>
  customers.map(({ i_customer }) => i_customer);

it("suggests the likeliest first: id, exact name, same number, what begins so, what has it anywhere", async () => {
  const { i_customer: top, actor } = await customer(1);
  const byId = await customer(top, { name: "By id" });
  const typed = String(byId.i_customer);
  const anywhere = await customer(top, { name: `Calls ${typed} Ltd` });
  const begins = await customer(top, { name: `${typed} Calls` });
  const exact = await customer(top, { name: typed, web_login: freshName() });
  expect(idsOf(await suggestCustomers(actor, { q: typed }))).toEqual([
    byId.i_customer,
    exact.i_customer,
    begins.i_customer,
    anywhere.i_customer,
  ]);
});

it("suggests who has the caller's number before those whose name or login only begins with it", async () => {
  const { i_customer: top, actor } = await customer(1);
  const named = await customer(top, { name: "2071838750 and others" });
  const called = await customer(top, { name: "Zebra", phone: "+44 (0)20 7183 8750" });
  expect(idsOf(await suggestCustomers(actor, { q: "020 7183 8750" }))).toEqual([
    called.i_customer,
    named.i_customer,
  ]);
});

it("suggests whom the list finds, of the same scope, and nobody beside or above", async () => {
  const beside = await customer(1, { name: "Orchid beside" });
  const { i_customer: top, actor } = await customer(1, { name: "Orchid itself" });
  const direct = await customer(top, { name: "Orchid one", email: "one@orchid.example" });
  const deep = await customer(direct.i_customer, { name: "Another", company_name: "The Orchid" });
  for (const q of ["orchid", "Orch", "ORCHID one", "@orchid", "Straße"]) {
    const list = idsOf(await findCustomers(actor, { q, sort: "id" }));
    expect(idsOf(await suggestCustomers(actor, { q })).sort()).toEqual(list);
    expect(list).not.toContain(beside.i_customer);
    expect(list).not.toContain(top);
  }
  expect(idsOf(await suggestCustomers(actor, { q: "orchid" }))).toEqual([direct.i_customer, deep.i_customer]);
  const [shown] = (await suggestCustomers(actor, { q: "another" })).customers;
  expect(Object.keys(shown ?? {}).sort()).toEqual([
    "balance",
    "base_currency",
    "blocked",
    "i_customer",
    "i_wholesaler",
    "matched",
    "name",
    "parent_name",
    "stopped_by",
    "web_login",
  ]);
});

it("finds one or two letters at the beginning of words", async () => {
  const { i_customer: top, actor } = await customer(1);
  const name = await customer(top, { name: "Ža", web_login: freshName() });
  const login = await customer(top, { name: freshName("other"), web_login: "žb login" });
  const company = await customer(top, { company_name: "The Žc" });
  // a made-up name could begin a word with a z
  await customer(top, { name: "noneŽ", web_login: "none" });
  const [first, ...others] = idsOf(await suggestCustomers(actor, { q: "ž" }));
  expect(first).toBe(login.i_customer);
  expect(others.sort()).toEqual([name.i_customer, company.i_customer].sort());
  expect(idsOf(await suggestCustomers(actor, { q: "ŽB" }))).toEqual([login.i_customer]);
});

it("answers for remembered ids in their order, and leaves out who is not below", async () => {
  const { i_customer: top, actor } = await customer(1);
  const one = (await customer(top)).i_customer;
  const two = (await customer(top)).i_customer;
  const stranger = (await customer(1)).i_customer;
  const ids = `${two},${stranger},x,${one},${top},99999999999,1`;
  expect(idsOf(await suggestCustomers(actor, { ids }))).toEqual([two, one]);
  expect(idsOf(await suggestCustomers(actor, { ids: "" }))).toEqual([]);
  expect(idsOf(await suggestCustomers(actor, {}))).toEqual([]);
});

it("costs the same number of statements, whatever is typed and however many there are", async () => {
  const { i_customer: top, actor } = await customer(1);
  const counts = new Set<number>();
  for (const raw of [
    { q: "a" },
    { q: "customer" },
    { q: "+44 20 7183 8750" },
    { q: String(top) },
    { ids: "1,2" },
    {},
  ]) {
    counts.add((await countStatements(() => suggestCustomers(actor, raw))).count);
    await customer(top);
  }
  expect([...counts]).toEqual([2]);
});

it("is refused to who may see the own overview only", async () => {
  const { actor } = await customer(1);
  const refused = suggestCustomers({ ...actor, access_level: "CALLSHOP_OPERATOR" }, { q: "a" });
  expect(await refusalOf(refused)).toMatchObject({ code: 403, key: "access_level" });
});
