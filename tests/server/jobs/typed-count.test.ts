import { expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { customer, freshName, refusalOf } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob, done, prepared } from "./do-jobs";

givenFreshDatabase();

const { startJob, getJobInfo, listJobRows } = operations;

/** A reseller, and a word that the names of those it wants to delete have. */
async function reseller() {
  const { actor, i_customer } = await customer();
  const word = freshName("zebra").split(" ").join("");
  const made: number[] = [];
  const more = async (values: object = {}) => {
    const { i_customer: id } = await customer(i_customer, { name: `${word} ${made.length}`, ...values });
    made.push(id);
    return id;
  };
  const left = async () => await database().customer.count({ where: { i_customer: { in: made } } });
  return { actor, i_customer, word, more, left };
}

async function totalOf(actor: Actor, i_job: number) {
  return (await getJobInfo(actor, { i_job })).job.preview?.total;
}

it("a number that was right at the preview deletes nobody once more customers pass the filter", async () => {
  const { actor, word, more, left } = await reseller();
  await more();
  const { i_job } = await prepared(actor, { kind: "delete", filter: { q: word } });
  expect(await totalOf(actor, i_job)).toBe(1);
  await more();
  await more();
  expect(await refusalOf(startJob(actor, { i_job, count: 1 }))).toMatchObject({
    code: 400,
    attribute: "count",
    key: "count_typed",
    message: "Parameter count must be the number of customers, 3",
  });
  expect(await left()).toBe(3);
  await done(actor, i_job, { count: 3 });
  expect(await left()).toBe(0);
});

it("whoever comes to pass the filter after the number was typed is left out, and the report tells how many", async () => {
  const { actor, word, more, left } = await reseller();
  const first = await more();
  const renamed = await more({ name: freshName("gnu") });
  const { i_job } = await prepared(actor, { kind: "delete", filter: { q: word } });
  await startJob(actor, { i_job, count: 1 });
  await operations.updateCustomer(actor, { i_customer: renamed, name: `${word} renamed` });
  await more();
  await doJob(i_job);
  const { rows } = await listJobRows(actor, { i_job });
  expect(rows.map(({ i_customer, outcome }) => [i_customer, outcome])).toEqual([[first, "changed"]]);
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({ total: 1, changed: 1, came: 2 });
  expect(await left()).toBe(2);
});

it("ids of customers who are not there, or another's, are in no figure, and nobody types them", async () => {
  const { actor, more, left } = await reseller();
  const stranger = (await customer()).i_customer;
  const gone = await more();
  const ids = [await more(), gone, stranger, 999_999_999];
  const { i_job, preview } = await prepared(actor, { kind: "delete", ids });
  expect(preview).toMatchObject({ total: 2, examined: 2, changed: 2 });
  await operations.deleteCustomer(actor, { i_customer: gone });
  expect(await refusalOf(startJob(actor, { i_job, count: 2 }))).toMatchObject({
    message: "Parameter count must be the number of customers, 1",
  });
  await done(actor, i_job, { count: 1 });
  expect((await getJobInfo(actor, { i_job })).job).toMatchObject({ total: 1, changed: 1 });
  expect(await left()).toBe(0);
});
