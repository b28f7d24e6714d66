import { expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { startOfDay, todayIn } from "@/server/ground/time/clock";
import { actorOf, customer, tariff } from "../../builders";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase("cheap", "by hand");

const { listHistory, updateCustomer, customerAddFunds } = operations;

async function three() {
  const top = await customer(1);
  const middle = await customer(top.i_customer);
  const low = await customer(middle.i_customer);
  return { top, middle, low };
}

it("a history is narrowed by the door and by what was changed", async () => {
  const { top, middle } = await three();
  const api = await actorOf(top.i_customer, "api");
  await updateCustomer(api, { i_customer: middle.i_customer, city: "Oslo" });
  await updateCustomer(top.actor, { i_customer: middle.i_customer, max_depth: 3 });
  const of = async (filters: Record<string, unknown>) =>
    (await listHistory(top.actor, { i_customer: middle.i_customer, ...filters })).entries.map(
      (entry) => entry.door,
    );
  expect(await of({ door: "api" })).toEqual(["api"]);
  expect(await of({ changed: "max_depth" })).toEqual(["web"]);
  expect(await of({ changed: "city", door: "web" })).toEqual([]);
});

it("what a reader may not read of an entry does not find it either", async () => {
  const { top, middle, low } = await three();
  await updateCustomer(top.actor, { i_customer: middle.i_customer, description: "private" });
  await updateCustomer(middle.actor, { i_customer: low.i_customer, city: "Quito" });
  const found = async (actor: typeof top.actor, filters: Record<string, unknown>) =>
    (await listHistory(actor, filters)).entries.length;
  expect(await found(middle.actor, { changed: "description" })).toBe(0);
  expect(await found(top.actor, { changed: "description" })).toBe(1);
  // contact data below the direct level, before anybody opened the customer
  expect(await found(top.actor, { changed: "city" })).toBe(0);
  expect(await found(middle.actor, { changed: "city" })).toBe(1);
  expect(await found(top.actor, { changed: "city", i_customer: low.i_customer })).toBe(1);
});

it("its days are those of the reader's time zone, the last one included", async () => {
  const { top, middle } = await three();
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer: top.i_customer, i_time_zone: 337 });
  const zone = "Europe/London";
  const day = todayIn(zone);
  const beginning = startOfDay(day, zone);
  const insert = async (at: Date, operation: string) =>
    await database().$executeRaw`
    INSERT INTO audit_log (operation, door, actor_customer, actor_path, actor_name, i_customer, path, name, at)
    SELECT ${operation}, 'web', i_customer, path, name, i_customer, path, name, ${at}
      FROM customers WHERE i_customer = ${middle.i_customer}`;
  await insert(new Date(beginning.getTime() - 1), "addTariff");
  await insert(beginning, "editTariff");
  const of = async (filters: Record<string, unknown>) =>
    (await listHistory(top.actor, { i_customer: middle.i_customer, ...filters })).entries.map(
      ({ operation }) => operation,
    );
  expect(await of({ since: day })).not.toContain("addTariff");
  expect(await of({ since: day, until: day })).toContain("editTariff");
  expect(await of({ what: "addTariff", until: day })).toEqual(["addTariff"]);
});

it("tariffs have their names where the reader may see whose they are; a payment its note", async () => {
  const { top, middle } = await three();
  const i_tariff = await tariff(top.i_customer);
  await updateCustomer(top.actor, { i_customer: middle.i_customer, i_tariff });
  await customerAddFunds(top.actor, { i_customer: middle.i_customer, amount: 5, payment_notes: "Invoice 7" });
  const asked = { i_customer: middle.i_customer };
  const { entries, names } = await listHistory(top.actor, asked);
  expect(Object.keys(names.i_tariff ?? {})).toEqual([String(i_tariff)]);
  expect(entries[0]?.detail).toEqual({
    amount: { amount: "5.000000", currency: "USD" },
    note: "Invoice 7",
  });
  // the tariff belongs to its provider
  expect((await listHistory(middle.actor, asked)).names).toEqual({});
});

it("a page costs as many statements with a thousand entries as with a hundred, and one more where its latest months do not fill it", async () => {
  const { top, middle } = await three();
  const fill = async (count: number) =>
    await database().$executeRaw`
    INSERT INTO audit_log (operation, door, actor_customer, actor_path, actor_name, i_customer, path, name, changes)
    SELECT 'updateCustomer', 'web', i_customer, path, name, i_customer, path, name, '{"i_tariff": [null, 1]}'::jsonb
      FROM customers, generate_series(1, ${count}) WHERE i_customer = ${middle.i_customer}`;
  const cost = async () =>
    (await countStatements(async () => await listHistory(top.actor, { i_customer: middle.i_customer })))
      .count;
  await fill(10);
  const few = await cost();
  await fill(90);
  expect(await cost()).toBe(few - 1);
  await fill(900);
  expect(await cost()).toBe(few - 1);
});
