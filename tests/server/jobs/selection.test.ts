import { expect, it } from "vitest";
import { DecimalLiteral } from "@/attributes/reading/decimal";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { actorOf, customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob } from "./do-jobs";

givenFreshDatabase();

const { updateCustomers, prepareJob, getJobInfo } = operations;

/** A reseller's program, and a customer of its own. */
async function program() {
  const { i_customer, actor: person } = await customer(1, { api_password: "correct horse api" });
  const actor = await actorOf(i_customer, "api");
  const { i_customer: below } = await customer(i_customer, { city: "Quito" });
  return { actor, person, i_customer, below };
}

it.each([
  ["has a member that it does not know", { name: "nobody" }, "filter"],
  ["has a member of the list's own code", { only: [5] }, "filter"],
  ["has a member in other letters", { Q: "nobody" }, "filter"],
  ["has a word for a state that is none", { state: "blocked" }, "filter"],
  ["is an array", [], "filter"],
  ["is a text", "blocked", "filter"],
  ["searches for nothing", { q: "" }, "q"],
  ["searches for blanks", { q: "  " }, "q"],
  ["searches for what is not seen", { q: "\u200b" }, "q"],
  ["searches for a character that no text holds", { q: "some\0" }, "q"],
  ["searches for half a character", { q: "\ud800" }, "q"],
  ["searches for more than can be searched for", { q: "x".repeat(201) }, "q"],
  ["searches for a struct", { q: { text: "some" } }, "q"],
  ["has nil for a state", { blocked: null }, "blocked"],
  ["has an empty currency", { currency: "" }, "currency"],
  ["has a currency that is none", { currency: "ZZZ" }, "currency"],
  ["has a state that is none", { blocked: "perhaps" }, "blocked"],
  ["has a number that is none", { min: "abc" }, "min"],
  ["has a number without bounds", { max: 1e300 }, "max"],
  ["has an id that is too large", { i_tariff: 2 ** 31 }, "i_tariff"],
  ["has an array for a number", { i_tariff: [1] }, "i_tariff"],
])("a filter that %s is refused by its name, and is not everybody", async (_what, filter, attribute) => {
  const { actor, person, below } = await program();
  const asked = { values: { city: "Lima" }, filter };
  expect(await refusalOf(updateCustomers(actor, asked))).toMatchObject({ code: 400, attribute });
  const prepared = prepareJob(person, { kind: "set_attributes", ...asked });
  expect(await refusalOf(prepared)).toMatchObject({ code: 400, attribute });
  expect(await database().job.count({ where: { i_customer: actor.i_customer } })).toBe(0);
  expect(await database().customer.count({ where: { i_customer: below, city: "Quito" } })).toBe(1);
});

it.each([
  ["a word", ["abc"]],
  ["nil", [null]],
  ["a fraction", [1.5]],
  ["nothing above 0", [0]],
  ["a number that is no id", [2 ** 31]],
  ["all in one word", "all"],
  ["a struct", { "0": 1 }],
  ["nobody", []],
])("ids that hold %s are refused, and the others are not changed either", async (_what, bad) => {
  const { actor, below } = await program();
  const ids = Array.isArray(bad) && bad.length > 0 ? [below, ...bad] : bad;
  const call = updateCustomers(actor, { values: { city: "Lima" }, ids });
  expect(await refusalOf(call)).toMatchObject({ code: 400, attribute: "ids" });
});

it("ids together with a filter are refused, since one of them would be ignored", async () => {
  const { actor, below } = await program();
  const both = updateCustomers(actor, { values: { city: "Lima" }, ids: [below], filter: { direct: true } });
  expect(await refusalOf(both)).toMatchObject({ code: 400, attribute: "filter" });
  const neither = updateCustomers(actor, { values: { city: "Lima" }, filter: null });
  expect(await refusalOf(neither)).toMatchObject({ code: 400, attribute: "ids" });
});

it("numbers are read as programs send them: as text, as doubles, as booleans, and what is searched for as a number", async () => {
  const { actor, i_customer, below } = await program();
  const phoned = await customer(i_customer, { phone: "5550123", balance: "10", city: "Quito" });
  const blocked = await customer(i_customer, { city: "Quito" });
  await operations.blockCustomer(await actorOf(i_customer), { i_customer: blocked.i_customer });
  const changedBy = async (said: object) => {
    const { i_job } = await updateCustomers(actor, { values: { city: freshName() }, ...said });
    await doJob(i_job);
    const { job } = await getJobInfo(actor, { i_job });
    const rows = await database().jobRow.findMany({ where: { i_job }, orderBy: { row: "asc" } });
    return [job.changed, ...rows.map((row) => row.i_customer)];
  };
  const all = [below, phoned.i_customer, blocked.i_customer];
  expect(await changedBy({ filter: { q: 5550123 } })).toEqual([1, phoned.i_customer]);
  expect(await changedBy({ filter: { q: new DecimalLiteral("5550123.0") } })).toEqual([1, phoned.i_customer]);
  expect(await changedBy({ filter: { min: "9.5" } })).toEqual([1, phoned.i_customer]);
  expect(await changedBy({ filter: { blocked: true } })).toEqual([1, blocked.i_customer]);
  expect(await changedBy({ filter: { blocked: 1, direct: "true" } })).toEqual([1, blocked.i_customer]);
  expect(await changedBy({ ids: [String(below), blocked.i_customer, below] })).toEqual([
    2,
    below,
    blocked.i_customer,
  ]);
  // that an empty filter is everybody below is said where programs are told of it
  expect(await changedBy({ filter: {} })).toEqual([3, ...all]);
});
