import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { done, prepared } from "../jobs/do-jobs";

// what the ledger says of the time is changed here
givenFreshDatabase("cheap", "by hand");

const { customerAddFunds, customerDebit, findCustomers, updateCustomer } = operations;

async function owing(actor: Actor, owes: string): Promise<number[]> {
  return (await findCustomers(actor, { owes })).customers.map(({ i_customer }) => i_customer);
}

async function since(i_customer: number): Promise<Date | null> {
  const { owes_since } = await database().customer.findUniqueOrThrow({ where: { i_customer } });
  return owes_since;
}

it("a customer owes since the entry that left the balance below zero, until one that leaves it at zero or above", async () => {
  const { actor, i_customer: top } = await customer(1);
  const { i_customer } = await customer(top, { balance: "2", credit_limit: "100" });
  expect(await since(i_customer)).toBeNull();
  const { at } = await customerDebit(actor, { i_customer, amount: "5" });
  expect(await since(i_customer)).toEqual(at);
  await customerAddFunds(actor, { i_customer, amount: "1" });
  await updateCustomer(actor, { i_customer, balance: "-7" });
  expect(await since(i_customer)).toEqual(at);
  await customerAddFunds(actor, { i_customer, amount: "7" });
  expect(await since(i_customer)).toBeNull();
});

it("who has owed for 60 days is found, and blocked at once", async () => {
  const { actor, i_customer: top } = await customer(1);
  const [long, short, none] = [
    await customer(top, { balance: "-5", credit_limit: "100" }),
    await customer(top, { balance: "-5", credit_limit: "100" }),
    await customer(top, { balance: "5" }),
  ].map(({ i_customer }) => i_customer);
  await database().$executeRaw`
    UPDATE customers SET owes_since = now() - interval '61 days' WHERE i_customer = ${long}`;
  expect(await owing(actor, "0")).toEqual([long, short]);
  expect(await owing(actor, "60")).toEqual([long]);
  const { i_job } = await prepared(actor, { kind: "block", reason: "non-payment", filter: { owes: "60" } });
  expect((await done(actor, i_job)).map(({ i_customer, outcome }) => [i_customer, outcome])).toEqual([
    [long, "changed"],
  ]);
  expect(none).toBeDefined();
});
