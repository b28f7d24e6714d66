import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { createCustomer } from "@/server/customers/create-customer";
import { deleteCustomer } from "@/server/customers/delete-customer";
import { getCustomerInfo } from "@/server/customers/get-customer-info";
import { updateCustomer } from "@/server/customers/update-customer";
import { database } from "@/server/database/client";
import { Refusal } from "@/server/ground/refusal";
import { listLedger } from "@/server/money/list-ledger";
import { customer, freshName, refusalOf, tariff } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

/** Adds up every chain, entry by entry, and compares it with the balances. @returns what does not fit */
async function broken(): Promise<unknown[]> {
  return await database().$queryRaw<unknown[]>`
    SELECT l.i_customer, l.place FROM ledger l
      LEFT JOIN ledger p ON p.i_customer = l.i_customer AND p.place = l.place - 1
     WHERE l.balance_after <> l.balance_before + l.amount OR l.balance_before <> coalesce(p.balance_after, 0)
    UNION ALL
    SELECT c.i_customer, c.ledger_place FROM customers c
      LEFT JOIN ledger l ON l.i_customer = c.i_customer
     GROUP BY c.i_customer HAVING c.balance <> sum(l.amount) OR c.ledger_place <> max(l.place)`;
}

it("50 creates and balance changes at once under one protecting parent: the limit holds and the ledger adds up", async () => {
  const { i_customer, actor } = await customer(1, { balance: 1_000 });
  await updateCustomer(systemActor, {
    i_wholesaler: 1,
    i_customer,
    overcommit_protection: true,
    overcommit_limit: 10,
  });
  const present = await Promise.all(Array.from({ length: 10 }, () => customer(i_customer, {})));
  const attempts = Array.from({ length: 50 }, (_, index) =>
    index % 2
      ? createCustomer(actor, {
          i_tariff: null,
          name: freshName(),
          web_password: "correct horse",
          balance: 40,
        })
      : updateCustomer(actor, {
          i_customer: present[(index / 2) % 10]?.i_customer ?? 0,
          balance: 30 + index,
          credit_limit: 20,
        }),
  );
  const outcomes = await Promise.allSettled(attempts);
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  for (const reason of refusals)
    expect(
      reason instanceof Refusal && reason.code === 409 && reason.reason?.key === "overcommit",
      String(reason),
    ).toBe(true);
  expect(refusals.length).toBeGreaterThan(0);
  expect(refusals.length).toBeLessThan(50);
  const [sum] = await database().$queryRaw<{ given: unknown }[]>`
    SELECT sum(greatest(balance, 0) + credit_limit) AS given FROM customers WHERE i_wholesaler = ${i_customer}`;
  expect(Number(sum?.given)).toBeLessThanOrEqual(1_100);
  expect(await broken()).toEqual([]);
});

it("a refusal for overcommit says how much can still be given", async () => {
  const { i_customer, actor } = await customer(1, { balance: 100 });
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, overcommit_protection: true });
  await createCustomer(actor, {
    i_tariff: null,
    name: freshName(),
    web_password: "correct horse",
    balance: 75.5,
  });
  const refusal = await refusalOf(
    createCustomer(actor, {
      i_tariff: null,
      name: freshName(),
      web_password: "correct horse",
      credit_limit: 30,
    }),
  );
  expect(refusal).toMatchObject({
    code: 409,
    attribute: "credit_limit",
    message: "Overcommit protection: 24.50 USD can still be given.",
  });
});

it("under a protecting parent a sub-customer in another currency holds no funds, and the protection waits for that", async () => {
  const { i_customer, actor } = await customer(1);
  const euros = await tariff(i_customer, "EUR");
  const child = await createCustomer(actor, {
    i_tariff: euros,
    name: freshName(),
    web_password: "correct horse",
    balance: 5,
  });
  const protect = () =>
    updateCustomer(systemActor, { i_wholesaler: 1, i_customer, overcommit_protection: true });
  expect(await refusalOf(protect())).toMatchObject({ code: 409, attribute: "overcommit_protection" });
  await updateCustomer(actor, { i_customer: child.i_customer, balance: 0 });
  await protect();
  expect(await refusalOf(updateCustomer(actor, { i_customer: child.i_customer, balance: 1 }))).toMatchObject({
    code: 409,
    key: "overcommit_currency",
  });
});

it("money moved at once by many adds up exactly, decimals included", async () => {
  const { i_customer, actor } = await customer(1);
  const below = await customer(i_customer);
  const balances = Array.from({ length: 20 }, (_, index) => `${index}.${String(index).padStart(6, "1")}`);
  await Promise.all(
    balances.map((balance) => updateCustomer(actor, { i_customer: below.i_customer, balance })),
  );
  expect(await broken()).toEqual([]);
  const [last] = (await listLedger(actor, { i_customer: below.i_customer })).entries;
  const { customer: info } = await getCustomerInfo(actor, { i_customer: below.i_customer });
  expect(last?.balance_after).toBe(info.balance);
  expect(last?.kind).toBe("correction");
});

it("what a deleted customer held is written off, and its ledger stays, with its name", async () => {
  const { actor } = await customer(1);
  const name = freshName();
  const { i_customer } = await createCustomer(actor, {
    i_tariff: null,
    name,
    web_password: "correct horse battery",
    balance: "-12.345678",
  });
  await deleteCustomer(actor, { i_customer });
  const { entries } = await listLedger(actor, { i_customer });
  expect(entries.map(({ kind, amount, balance_after }) => [kind, amount, balance_after])).toEqual([
    ["write-off", "12.345678", "0.000000"],
    ["opening", "-12.345678", "-12.345678"],
  ]);
  const kept = await database().ledger.findFirst({ where: { i_customer }, select: { name: true } });
  expect(kept?.name).toBe(name);
});

it("a refused change books nothing", async () => {
  const { i_customer, actor } = await customer(1, { balance: 10 });
  const below = await customer(i_customer);
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, overcommit_protection: true });
  const { name } = (await getCustomerInfo(actor, { i_customer })).customer;
  const before = await database().ledger.count();
  for (const change of [{ balance: 11 }, { balance: 5, name }, { balance: 5, accounts_mgmt: 9 }])
    await refusalOf(updateCustomer(actor, { i_customer: below.i_customer, ...change }));
  expect(await database().ledger.count()).toBe(before);
});

it("two who give the last money at once: one gets it", async () => {
  const { i_customer, actor } = await customer(1, { balance: 100 });
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, overcommit_protection: true });
  const [one, other] = [await customer(i_customer), await customer(i_customer)];
  const outcomes = await Promise.allSettled([
    updateCustomer(actor, { i_customer: one.i_customer, credit_limit: 100 }),
    updateCustomer(actor, { i_customer: other.i_customer, balance: 100 }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

it("lowering is always allowed, and a parent's own funds may fall below what it gave", async () => {
  const { i_customer, actor } = await customer(1, { balance: 100 });
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, overcommit_protection: true });
  const below = await customer(i_customer, { balance: 100 });
  await updateCustomer(systemActor, { i_wholesaler: 1, i_customer, balance: 10 });
  await updateCustomer(actor, { i_customer: below.i_customer, balance: 90 });
  await updateCustomer(actor, { i_customer: below.i_customer, balance: 50, credit_limit: 40 });
  expect(await refusalOf(updateCustomer(actor, { i_customer: below.i_customer, balance: 51 }))).toMatchObject(
    {
      code: 409,
      message: "Overcommit protection: 0.00 USD can still be given.",
    },
  );
});

describe("around the application, as its own role, PostgreSQL refuses", () => {
  let client: pg.Client;
  let one = 0;
  beforeAll(async () => {
    one = (await customer(1, { balance: 10 })).i_customer;
    client = new pg.Client({ connectionString: fresh.applicationUrl });
    await client.connect();
  });
  afterAll(async () => await client.end());

  it.each([
    [
      "a balance without its entry",
      "UPDATE customers SET balance = 99 WHERE i_customer = $1",
      /customers_balance_is_last_entry/,
    ],
    [
      "an entry that does not continue the one before",
      "INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind, name, path, actor_customer, door) VALUES ($1, 2, 1, 50, 1, 51, 'USD', 'credit', 'x', '1/', 1, 'web')",
      /ledger_continues/,
    ],
    [
      "an entry that does not add up",
      "INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind, name, path, actor_customer, door) VALUES ($1, 2, 1, 10, 1, 12, 'USD', 'credit', 'x', '1/', 1, 'web')",
      /ledger_adds_up/,
    ],
    [
      "a second beginning",
      "INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind, name, path, actor_customer, door) VALUES ($1, 1, NULL, 0, 1, 1, 'USD', 'opening', 'x', '1/', 1, 'web')",
      /ledger_place_key/,
    ],
    [
      "a gap in the chain",
      "INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency, kind, name, path, actor_customer, door) VALUES ($1, 3, 2, 10, 1, 11, 'USD', 'credit', 'x', '1/', 1, 'web')",
      /ledger_continues/,
    ],
    ["a changed ledger entry", "UPDATE ledger SET amount = 1 WHERE i_customer = $1", /permission denied/],
    ["a deleted ledger entry", "DELETE FROM ledger WHERE i_customer = $1", /permission denied/],
    ["a deleted audit entry", "DELETE FROM audit_log WHERE i_customer = $1", /permission denied/],
    [
      "a changed audit entry",
      "UPDATE audit_log SET operation = 'x' WHERE i_customer = $1",
      /permission denied/,
    ],
    [
      "a moved customer",
      "UPDATE customers SET path = '1/7/' WHERE i_customer = $1",
      /customers_path_ends_in_id/,
    ],
    [
      "a tariff of somebody else",
      "UPDATE customers SET i_tariff = (SELECT min(i_tariff) FROM tariffs WHERE i_customer <> 1) WHERE i_customer = $1",
      /customers_tariff_of_parent/,
    ],
  ])("%s", async (_what, sql, why) => {
    await expect(client.query(sql, [one])).rejects.toThrow(why);
  });

  it("the same tables emptied at once", async () => {
    await expect(client.query("TRUNCATE ledger")).rejects.toThrow(/permission denied/);
    await expect(client.query("DROP TABLE audit_log")).rejects.toThrow(/must be owner/);
  });
});
