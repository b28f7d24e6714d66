import { afterAll, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { spellReference } from "@/server/ground/text/reference";
import { writeLastCalls } from "@/server/programs/last-calls";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { ApiClient } from "../stage/api-client";
import { door, givenDoor } from "../stage/served";

givenFreshDatabase();
givenDoor();

const password = "correct horse api";
const clients: ApiClient[] = [];
afterAll(() => {
  for (const client of clients) client.close();
});

async function caller(values: object = {}) {
  const name = freshName("caller");
  const made = await customer(1, { web_login: name, api_password: password, ...values });
  const client = new ApiClient(door.port, { name, password });
  clients.push(client);
  return { ...made, client };
}

const callOf = (method: string, params = "<struct/>") =>
  `<methodCall><methodName>${method}</methodName><params><param><value>${params}</value></param></params></methodCall>`;

it("a fault carries its reference in X-Reference, and its text as it was; the last calls show it too", async () => {
  const { actor, client } = await caller();
  await expect(client.call(callOf("deleteCustomer"))).rejects.toThrow("Parameter i_customer is required");
  const reference = client.reference ?? "";
  expect(reference).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(await operations.getRefusal(actor, { reference })).toMatchObject({
    operation: "deleteCustomer",
    door: "api",
    message: "Parameter i_customer is required",
  });
  await writeLastCalls();
  const { calls } = await operations.listApiCalls(actor, {});
  expect(calls.map((call) => call.reference && spellReference(call.reference))).toEqual([reference]);
});

it("so do a method that is not there, and what is no call at all", async () => {
  const { actor, client } = await caller();
  await expect(client.call(callOf("dropAllTables"))).rejects.toThrow("404");
  expect(await operations.getRefusal(actor, { reference: client.reference })).toMatchObject({ code: 404 });
  await expect(client.call("<methodCall>")).rejects.toThrow("400");
  expect(await operations.getRefusal(actor, { reference: client.reference })).toMatchObject({ code: 400 });
});

it("one who may not call at all is told a reference too, after a valid digest", async () => {
  const { actor, client, i_customer } = await caller();
  await operations.updateCustomer(systemActor, { i_wholesaler: 1, i_customer, api_access: 0 });
  await expect(client.call(callOf("listCustomers"))).rejects.toThrow("The API is not enabled");
  expect(await operations.getRefusal(actor, { reference: client.reference })).toMatchObject({
    operation: "xmlapi",
    reason_key: "api_off",
  });
});

it("a multicall names those of all its refusals, in their order; an answer has none", async () => {
  const { actor, client } = await caller();
  const inner = (method: string) =>
    `<value><struct><member><name>methodName</name><value>${method}</value></member><member><name>params</name><value><array><data/></array></value></member></struct></value>`;
  const all = ["deleteCustomer", "listCustomers", "dropAllTables"].map(inner).join("");
  await client.call(callOf("system.multicall", `<array><data>${all}</data></array>`));
  const references = (client.reference ?? "").split(", ");
  const found = await Promise.all(references.map((reference) => operations.getRefusal(actor, { reference })));
  expect(found.map(({ operation }) => operation)).toEqual(["deleteCustomer", "dropAllTables"]);
  await client.call(callOf("listCustomers"));
  expect(client.reference).toBeUndefined();
});

it("a rate that no int can hold stands in the history as a double", async () => {
  const { actor, client, i_customer } = await caller();
  const sub = await customer(i_customer);
  const max_calls_per_second = "2147483648";
  await operations.updateCustomer(actor, { i_customer: sub.i_customer, max_calls_per_second });
  const since = "<struct><member><name>since</name><value>2020-01-01</value></member></struct>";
  expect(await client.call(callOf("getAuditLogs", since))).toContain("<double>2147483648.0</double>");
});
