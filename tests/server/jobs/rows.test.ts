import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { RowNotDue } from "@/server/operation/job-row";
import { together } from "@/server/operation/together";
import { actorOf, customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

/** A job that runs and has one row, with whoever does that row. */
async function running(): Promise<{ actor: Actor; i_customer: number; i_job: number }> {
  const { actor, i_customer: above } = await customer();
  const { i_customer } = await customer(above, { city: "Quito" });
  const { i_job } = await operations.prepareJob(actor, {
    kind: "funds",
    booking: "payment",
    amount: "5",
    ids: [i_customer],
  });
  await operations.startJob(actor, { i_job });
  await database().jobRow.create({ data: { i_job, row: i_customer, i_customer } });
  return { actor: { ...actor, job: { i_job, row: i_customer } }, i_customer, i_job };
}

const pay = async (actor: Actor, i_customer: number) =>
  await operations.customerAddFunds(actor, { i_customer, amount: "5" });

async function balanceOf(i_customer: number): Promise<string> {
  const { balance } = await database().customer.findUniqueOrThrow({ where: { i_customer } });
  return balance.toFixed(2);
}

it("a row is done once, however many do it at the same time", async () => {
  const { actor, i_customer } = await running();
  const tries = await Promise.allSettled([1, 2, 3, 4].map(async () => await pay({ ...actor }, i_customer)));
  const failed = tries.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(failed).toHaveLength(3);
  for (const reason of failed) expect(reason).toBeInstanceOf(RowNotDue);
  expect(await balanceOf(i_customer)).toBe("5.00");
});

it("what fails leaves its row waiting", async () => {
  const { actor, i_customer, i_job } = await running();
  await expect(
    operations.customerAddFunds(actor, { i_customer, amount: "5", currency: "EUR" }),
  ).rejects.toThrow();
  const { outcome } = await database().jobRow.findUniqueOrThrow({
    where: { i_job_row: { i_job, row: i_customer } },
  });
  expect(outcome).toBeNull();
  await pay(actor, i_customer);
});

it("several calls of one transaction spend their row together, and it says what each of them did", async () => {
  const { actor, i_customer, i_job } = await running();
  await together(async () => {
    await pay(actor, i_customer);
    await operations.updateCustomer(actor, { i_customer, city: "Lima" });
  });
  const { steps, changes } = await database().jobRow.findUniqueOrThrow({
    where: { i_job_row: { i_job, row: i_customer } },
  });
  expect(steps).toMatchObject([{ operation: "customerAddFunds" }, { operation: "updateCustomer" }]);
  expect(changes).toEqual({ balance: ["0.000000", "5.000000"], city: ["Quito", "Lima"] });
  await expect(pay(actor, i_customer)).rejects.toThrow(RowNotDue);
});

it("no row is due once the job has stopped, and none for whoever was blocked or has another level by then", async () => {
  const stopped = await running();
  const { job: _row, ...owner } = stopped.actor;
  await operations.stopJob(owner, { i_job: stopped.i_job });
  await expect(pay(stopped.actor, stopped.i_customer)).rejects.toThrow(RowNotDue);
  const blocked = await running();
  await operations.blockCustomer(await actorOf(1), { i_customer: blocked.actor.i_customer });
  await expect(pay(blocked.actor, blocked.i_customer)).rejects.toThrow(RowNotDue);
  const another = await running();
  await expect(pay({ ...another.actor, access_level: "NOC" }, another.i_customer)).rejects.toThrow(RowNotDue);
  for (const { i_customer } of [stopped, blocked, another]) expect(await balanceOf(i_customer)).toBe("0.00");
});
