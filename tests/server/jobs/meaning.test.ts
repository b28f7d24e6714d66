import { expect, it } from "vitest";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, done, examineAll, prepared } from "./do-jobs";

givenFreshDatabase();

it("a preview counts the customers below who lose a right that they have now, and no others", async () => {
  const { actor, i_customer } = await customer();
  const top = (await customer(i_customer)).i_customer;
  const under = (await customer(top)).i_customer;
  // has the right itself, below somebody who lacks it
  const without = (await customer(top, { tariffs_mgmt: 5 })).i_customer;
  await customer(without, { tariffs_mgmt: 5 });
  await database().customer.updateMany({ where: { i_wholesaler: without }, data: { tariffs_mgmt: 7 } });
  await customer(under);
  await customer(under, { tariffs_mgmt: 5 });
  const take = { kind: "rights", take: { tariffs_mgmt: 2 } };
  const { preview } = await prepared(actor, { ...take, ids: [top] });
  expect(preview?.below).toEqual({ what: "rights", count: 2, more: false });
  // whoever is selected as well is none of the further ones, and nobody counts twice
  const both = await prepared(actor, { ...take, ids: [top, under] });
  expect(both.preview?.below).toEqual({ what: "rights", count: 1, more: false });
  const set = await prepared(actor, { kind: "set_attributes", values: { tariffs_mgmt: 5 }, ids: [top] });
  expect(set.preview?.below).toMatchObject({ count: 2 });
  const give = await prepared(actor, { kind: "rights", give: { tariffs_mgmt: 2 }, ids: [top] });
  expect(give.preview?.below).toBeNull();
});

it("whoever may no longer manage access to the API takes it from everybody below, and keeps others' rights", async () => {
  const { actor, i_customer } = await customer();
  const top = (await customer(i_customer)).i_customer;
  await customer(top, { api_mgmt: 0, api_access: 1 });
  await customer(top, { api_mgmt: 0, api_access: 0 });
  const { preview } = await prepared(actor, { kind: "rights", take: { api_mgmt: 1 }, ids: [top] });
  expect(preview?.below).toMatchObject({ count: 1 });
  const access = await prepared(actor, { kind: "rights", take: { api_access: 1 }, ids: [top] });
  expect(access.preview?.below).toBeNull();
  const set = { kind: "set_attributes", values: { api_mgmt: 0, vouchers_mgmt: 7 }, ids: [top] };
  expect((await prepared(actor, set)).preview?.below).toMatchObject({ count: 1 });
});

it("a block's preview counts those who stop with it, without those who are stopped already", async () => {
  const { actor, i_customer } = await customer();
  const top = (await customer(i_customer)).i_customer;
  const under = (await customer(top)).i_customer;
  await customer(under);
  const blocked = (await customer(top)).i_customer;
  await customer(blocked);
  await operations.blockCustomer(actor, { i_customer: blocked });
  const block = { kind: "block", reason: "other" };
  const { preview } = await prepared(actor, { ...block, ids: [top] });
  expect(preview?.below).toEqual({ what: "stopped", count: 2, more: false });
  // it is blocked already, with another reason: everybody below has stopped
  const again = await prepared(actor, { ...block, reason: "fraud", ids: [blocked] });
  expect(again.preview?.below).toMatchObject({ count: 0 });
});

it("the funds that all of the selected need are judged together", async () => {
  const { actor, i_customer } = await customer(1, { balance: "100", overcommit_protection: true });
  const ids: number[] = [];
  for (let made = 0; made < 3; made += 1) ids.push((await customer(i_customer)).i_customer);
  const limit = (value: string) => ({ kind: "credit_limit", mode: "set", value, ids });
  const { preview, i_job } = await prepared(actor, limit("40"));
  // each of them could have it
  expect(preview).toMatchObject({ changed: 3, refused: 0 });
  expect(preview?.funds).toMatchObject([
    { i_customer, currency: "USD", needed: "120.000000", can_give: "100.000000", enough: false },
  ]);
  await operations.startJob(actor, { i_job });
  await doJob(i_job);
  expect((await operations.getJobInfo(actor, { i_job })).job).toMatchObject({ changed: 2, refused: 1 });
  const less = await prepared(actor, limit("41"));
  expect(less.preview?.funds).toMatchObject([{ needed: "43.000000", can_give: "20.000000", enough: false }]);
  const enough = await prepared(actor, { ...limit("41"), ids: ids.slice(0, 2) });
  expect(enough.preview?.funds).toMatchObject([{ needed: "2.000000", enough: true }]);
});

it("a parent without protection has no limit, and each currency has its own sum", async () => {
  const { actor, i_customer } = await customer();
  const i_tariff = await tariff(i_customer, "EUR");
  const ids = [
    (await customer(i_customer)).i_customer,
    (await customer(i_customer, { i_tariff })).i_customer,
  ];
  const { preview } = await prepared(actor, { kind: "funds", booking: "payment", amount: "10", ids });
  expect(preview?.funds).toMatchObject([
    { currency: "USD", needed: "10.000000", can_give: null, enough: true },
    { currency: "EUR", needed: "10.000000", can_give: null, enough: true },
  ]);
  expect(preview?.booked).toMatchObject([
    { currency: "USD", amount: "10.000000", reckoned: "10.000000" },
    { currency: "EUR", amount: "10.000000", reckoned: "10.000000" },
  ]);
  const charge = await prepared(actor, { kind: "funds", booking: "charge", amount: "10", ids });
  expect(charge.preview).toMatchObject({ funds: [], booked: [{ amount: "-10.000000" }, {}] });
});

it("what all need is reckoned from those who were examined", async () => {
  const { i_customer } = await customer();
  const { addMeaning } = await import("@/server/jobs/meaning/add-meaning");
  const { addVerdicts, noFigures } = await import("@/server/jobs/job/figures");
  const { Prisma } = await import("@/server/database/generated/client");
  const draw = { parent: i_customer, currency: "USD", raise: 5_000_000n, booked: 0n };
  const verdicts = [{ i_customer: 2, name: "", outcome: "changed", draw } as const];
  const figures = addVerdicts(noFigures(1_000, true), verdicts);
  const found = await addMeaning(database(), figures, { verdicts, selected: Prisma.sql`true` });
  expect(found.funds).toMatchObject([{ needed: "5.000000", reckoned: "5000.000000" }]);
});

it("an undoing tells what it takes from those below, too", async () => {
  const { actor, i_customer } = await customer();
  const top = (await customer(i_customer, { tariffs_mgmt: 0 })).i_customer;
  const give = { kind: "rights", give: { tariffs_mgmt: 1 }, ids: [top] };
  const { i_job } = await prepared(actor, give);
  await done(actor, i_job);
  await customer(top, { tariffs_mgmt: 1 });
  await customer(top, { tariffs_mgmt: 0 });
  const undoing = await operations.undoJob(actor, { i_job });
  await examineAll(undoing.i_job);
  const { job } = await operations.getJobInfo(actor, undoing);
  expect(job.preview?.below).toEqual({ what: "rights", count: 1, more: false });
});
