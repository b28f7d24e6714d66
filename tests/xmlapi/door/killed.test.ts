import { once } from "node:events";
import { beforeAll, expect, it } from "vitest";
import { database } from "@/server/database/client";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { ApiClient } from "../stage/api-client";
import { type StartedDoor, startDoor } from "../stage/started-door";

givenFreshDatabase();

const login = { name: freshName("api reseller"), password: "api password of a reseller" };
const scene = { reseller: 0, payer: 0 };
const clients = 8;

beforeAll(async () => {
  const reseller = await customer(1, { name: login.name, api_password: login.password });
  scene.reseller = reseller.i_customer;
  scene.payer = (await customer(reseller.i_customer)).i_customer;
});

/** A call that we repeat until we get an answer. */
type Wish = { readonly name: string; readonly body: string; answers: string[] };

it("a process killed during creates and payments loses nothing that it answered, and what is repeated is not doubled", async () => {
  const wishes: Wish[] = [];
  const first = await startDoor();
  const working = Promise.all(Array.from({ length: clients }, (_, who) => work(first, who, wishes)));
  await until(() => wishes.filter(isAnswered).length >= 120);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  await working;
  const open = wishes.filter((wish) => !isAnswered(wish));
  expect(open.length).toBeGreaterThan(0);

  const second = await startDoor();
  const client = new ApiClient(second.port, login);
  // twice: the server must still do each thing only once
  for (const wish of [...open, ...open, ...wishes.slice(0, 40)])
    wish.answers.push(await said(client, wish.body));
  client.close();
  second.child.kill("SIGKILL");

  const created = wishes.filter(({ name }) => name.startsWith("created"));
  const paid = wishes.filter(({ name }) => name.startsWith("paid"));
  expect(created.length).toBeGreaterThan(20);
  expect(paid.length).toBeGreaterThan(20);
  await demandCreatedOnce(created);
  await demandPaidOnce(paid);
});

async function demandCreatedOnce(created: readonly Wish[]): Promise<void> {
  const rows = await database().$queryRaw<{ name: string; entries: number; opened: number; users: number }[]>`
    SELECT c.name,
           (SELECT count(*)::int FROM audit_log h WHERE h.i_customer = c.i_customer AND h.operation = 'createCustomer') AS entries,
           (SELECT count(*)::int FROM ledger l WHERE l.i_customer = c.i_customer AND l.kind = 'opening') AS opened,
           (SELECT count(*)::int FROM web_users w WHERE w.i_customer = c.i_customer) AS users
      FROM customers c WHERE c.name LIKE 'created %' ORDER BY c.i_customer`;
  expect(rows.map(({ name }) => name).sort()).toEqual(created.map(({ name }) => name).sort());
  expect(rows.every(({ entries, opened, users }) => entries === 1 && opened === 1 && users === 1)).toBe(true);
  // a repeated call gets 'taken', and nothing else
  for (const { answers } of created) {
    expect(answers.filter((answer) => !/<name>i_customer<|409/.test(answer))).toEqual([]);
  }
}

async function demandPaidOnce(paid: readonly Wish[]): Promise<void> {
  const rows = await database().$queryRaw<{ key: string; amount: string; i_entry: string }[]>`
    SELECT idempotency_key AS key, amount::text, i_entry::text FROM ledger
     WHERE i_customer = ${scene.payer} AND kind = 'payment'`;
  expect(rows.map(({ key }) => key).sort()).toEqual(paid.map(({ name }) => name).sort());
  const [sums] = await database().$queryRaw<{ balance: string; booked: string; entries: number }[]>`
    SELECT c.balance::text, (SELECT sum(amount)::text FROM ledger l WHERE l.i_customer = c.i_customer) AS booked,
           (SELECT count(*)::int FROM audit_log h WHERE h.i_customer = c.i_customer AND h.operation = 'customerAddFunds') AS entries
      FROM customers c WHERE c.i_customer = ${scene.payer}`;
  expect(sums?.balance).toBe(sums?.booked);
  expect(sums?.entries).toBe(paid.length);
  // each answer to one key, before and after the kill, is the same receipt
  for (const { name, answers } of paid) {
    const entry = rows.find(({ key }) => key === name)?.i_entry;
    for (const answer of answers)
      expect(answer).toContain(`<name>i_entry</name><value><string>${entry}</string>`);
  }
}

/** One client: creates and pays by turns until the door's process is gone. */
async function work({ port }: StartedDoor, who: number, wishes: Wish[]): Promise<void> {
  const client = new ApiClient(port, login);
  for (let count = 0; ; count += 1) {
    const wish = count % 2 === 0 ? create(`created ${who} ${count}`) : pay(`paid ${who} ${count}`);
    wishes.push(wish);
    try {
      wish.answers.push(await said(client, wish.body));
    } catch {
      client.close();
      return;
    }
  }
}

/** An answer, or the fault's text. @throws if there is no answer */
async function said(client: ApiClient, body: string): Promise<string> {
  return await client.call(body).catch((error: Error) => {
    if (error.message.includes("<fault>")) return error.message;
    throw error;
  });
}

function isAnswered({ answers }: Wish): boolean {
  return answers.length > 0;
}

function create(name: string): Wish {
  const members = `${member("i_tariff", "<nil/>")}${member("name", name)}${member("web_password", "correct horse battery")}`;
  return { name, body: call("createCustomer", members), answers: [] };
}

function pay(name: string): Wish {
  const members = `${member("i_customer", `<int>${scene.payer}</int>`)}${member("amount", "<double>1.25</double>")}${member("idempotency_key", name)}`;
  return { name, body: call("customerAddFunds", members), answers: [] };
}

function member(name: string, value: string): string {
  return `<member><name>${name}</name><value>${value}</value></member>`;
}

function call(method: string, members: string): string {
  return `<methodCall><methodName>${method}</methodName><params><param><value><struct>${members}</struct></value></param></params></methodCall>`;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((again) => setTimeout(again, 20));
}
