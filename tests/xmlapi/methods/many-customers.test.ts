import { afterAll, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { doJob } from "../../server/jobs/do-jobs";
import { ApiClient } from "../stage/api-client";
import { door, givenDoor } from "../stage/served";
import {
  arrayOf,
  asArray,
  asStruct,
  callOf,
  double,
  int,
  nil,
  readAnswer,
  type Sent,
  scalar,
  string,
  structOf,
} from "../stage/wire";

givenFreshDatabase();
givenDoor();

const password = "correct horse api";
const clients: ApiClient[] = [];
afterAll(() => {
  for (const client of clients) client.close();
});

/** A reseller's program, and its customers. */
async function program(count: number) {
  const name = freshName("program");
  const { i_customer } = await customer(1, { web_login: name, api_password: password });
  const client = new ApiClient(door.port, { name, password });
  clients.push(client);
  const ids: number[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await customer(i_customer)).i_customer);
  const call = async (method: string, members: Sent) => {
    const answer = readAnswer(await client.call(callOf(method, members)));
    if ("fault" in answer) throw new Error(answer.fault.text);
    return asStruct(answer.value);
  };
  return { i_customer, ids, call };
}

it("a program changes many customers by a filter in one call, asks how far that is, and finds each changed", async () => {
  const { i_customer, ids, call } = await program(4);
  const rich = ids.slice(0, 2);
  for (const id of rich) await call("customerAddFunds", { i_customer: int(id), amount: double("100") });
  const begun = await call("updateCustomers", {
    values: structOf({ city: string("Quito"), max_sessions: int(7) }),
    filter: structOf({ direct: "<boolean>1</boolean>", min: double("50.5") }),
  });
  const i_job = Number(scalar(begun.i_job, "int"));
  await doJob(i_job);
  const job = asStruct((await call("getJobInfo", { i_job: int(i_job) })).job);
  expect(scalar(job.state, "string")).toBe("done");
  expect([job.total, job.changed, job.refused].map((one) => scalar(one, "int"))).toEqual(["2", "2", "0"]);
  const changed = await database().customer.findMany({
    where: { i_wholesaler: i_customer, city: "Quito", max_sessions: 7 },
  });
  expect(changed.map((one) => one.i_customer).toSorted()).toEqual(rich.toSorted());
  const listed = asArray((await call("listJobs", {})).jobs).map(asStruct);
  expect(listed.map((one) => scalar(one.i_job, "int"))).toEqual([String(i_job)]);
});

it("a stopped job does nothing more, and a name or a secret is nothing for many", async () => {
  const { ids, call } = await program(2);
  const asked = { ids: arrayOf(ids.map(int)) };
  const begun = await call("updateCustomers", { ...asked, values: structOf({ city: string("Quito") }) });
  const i_job = Number(scalar(begun.i_job, "int"));
  await call("stopJob", { i_job: int(i_job) });
  await doJob(i_job);
  expect(await database().customer.count({ where: { i_customer: { in: ids }, city: "Quito" } })).toBe(0);
  for (const name of ["name", "web_password", "balance"])
    await expect(
      call("updateCustomers", { ...asked, values: structOf({ [name]: string("1") }) }),
    ).rejects.toThrow(`Parameter ${name} is each customer's own`);
  await expect(call("stopJob", { i_job: int(i_job) })).rejects.toThrow("This job is stopped");
});

it("a filter that a program wrote otherwise than it meant is a fault that names it, and changes nobody", async () => {
  const { i_customer, ids, call } = await program(1);
  const values = structOf({ city: string("Quito") });
  const wrong = [
    [structOf({ state: string("blocked") }), "Parameter filter must have no member state"],
    [structOf({ q: string("") }), "Parameter q must not be empty"],
    [structOf({ q: nil }), "Parameter q must be"],
    // as PHP sends an empty array
    [arrayOf([]), "Parameter filter must be a struct"],
  ] as const;
  for (const [filter, said] of wrong)
    await expect(call("updateCustomers", { values, filter })).rejects.toThrow(said);
  await expect(
    call("updateCustomers", { values, ids: arrayOf([int(ids[0] ?? 0), string("x")]) }),
  ).rejects.toThrow("Parameter ids must be an integer");
  expect(await database().job.count({ where: { i_customer } })).toBe(0);
});

it("the moments of a job are all of one type, and nil where there is none", async () => {
  const { ids, call } = await program(1);
  const asked = { ids: arrayOf(ids.map(int)), values: structOf({ city: string("Quito") }) };
  const i_job = Number(scalar((await call("updateCustomers", asked)).i_job, "int"));
  const moments = async () => {
    const job = asStruct((await call("getJobInfo", { i_job: int(i_job) })).job);
    return [job.created_at, job.started_at, job.ended_at].map((moment) =>
      Array.isArray(moment) ? moment[0] : moment,
    );
  };
  expect(await moments()).toEqual(["dateTime.iso8601", "dateTime.iso8601", "nil"]);
  await doJob(i_job);
  expect(await moments()).toEqual(["dateTime.iso8601", "dateTime.iso8601", "dateTime.iso8601"]);
});
