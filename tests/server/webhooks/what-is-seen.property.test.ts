import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { provideSettings } from "@/server/ground/settings";
import { actorOf, customer, freshName } from "../../builders";
import { fc } from "../../chance";
import { givenFreshDatabase } from "../../database/fresh";
import { type DnsServer, startDnsServer } from "../../dns/server";
import { allSent } from "./given-webhooks";

givenFreshDatabase();

// it knows no name
let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer();
  provideSettings({ DNS_SERVER: dns.address });
});
afterAll(() => dns.close());

/** What each body holds beside the entry of the history itself. */
const beside = ["i_event", "operation", "door", "behalf", "i_job", "link"];

type Person = {
  readonly actor: Actor;
  readonly i_customer: number;
  readonly word: string;
  readonly parent: number;
};

/** root above two resellers, each with one below and one below that. Each has a word of its own in its name and its login. */
async function tree(): Promise<Person[]> {
  const all: Person[] = [];
  const add = async (parent: number) => {
    const word = freshName("w").replaceAll(" ", "");
    const made = await customer(parent, { name: `${word} Ltd`, web_login: `${word}login`, balance: 100 });
    all.push({ ...made, word, parent });
    return made.i_customer;
  };
  for (let branch = 0; branch < 2; branch += 1) await add(await add(await add(1)));
  return all;
}

it("each message is the entry as the history of its endpoint's customer lists it, and names nobody above or beside", async () => {
  const [root, people] = [await actorOf(1), await tree()];
  const endpoints = new Map<number, Person | null>();
  for (const person of [null, ...people]) {
    const { i_endpoint } = await operations.addEndpoint(person?.actor ?? root, {
      url: "https://nobody.invalid/",
      reach: "all",
    });
    endpoints.set(i_endpoint, person);
  }
  const acts: readonly ((by: Actor, of: Person) => Promise<unknown>)[] = [
    async (by, of) =>
      await operations.updateCustomer(by, {
        i_wholesaler: of.parent,
        i_customer: of.i_customer,
        city: freshName(),
        description: `about ${of.word}`,
        email: `${freshName("m").replaceAll(" ", "")}@example.com`,
      }),
    async (by, of) =>
      await operations.updateCustomer(by, {
        i_wholesaler: of.parent,
        i_customer: of.i_customer,
        description: freshName("only above"),
      }),
    async (_by, of) => await operations.updateOwnData(of.actor, { city: freshName(), phone1: "555 1234" }),
    async (by, of) =>
      await operations.customerAddFunds(by, {
        i_wholesaler: of.parent,
        i_customer: of.i_customer,
        amount: 3,
      }),
    async (by, of) =>
      await operations.changeCreditLimit(by, {
        i_wholesaler: of.parent,
        i_customer: of.i_customer,
        change: 2,
      }),
    async (by, of) => {
      await operations.blockCustomer(by, {
        i_customer: of.i_customer,
        reason: "fraud",
        note: `note of ${by.login}`,
        text: "please call",
      });
      await operations.unblockCustomer(by, { i_customer: of.i_customer });
    },
    async (by, of) =>
      await operations.addWebUser(by, {
        i_customer: of.i_customer,
        web_login: freshName("user").replaceAll(" ", ""),
        access_level: "NOC",
      }),
    async (_by, of) => await operations.addTariff(of.actor, { name: freshName("tariff"), currency: "USD" }),
    async (_by, of) => await operations.addNote(of.actor, { i_customer: of.i_customer, text: "between us" }),
  ];
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(), async (a, b, c) => {
      const of = people[a % people.length];
      const by = [root, ...people.map(({ actor }) => actor)][b % (people.length + 1)];
      if (!of || !by) throw new Error("there are some");
      try {
        await acts[c % acts.length]?.(by, of);
        done += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
    { numRuns: 250 },
  );
  expect(done).toBeGreaterThan(40);
  // nobody is there, but each try writes down what it would have sent
  await allSent();
  const messages = await database().webhookMessage.findMany({ include: { event: true } });
  expect(messages.length).toBeGreaterThan(100);
  const histories = new Map<number, Map<string, Record<string, unknown>>>();
  for (const [i_endpoint, person] of endpoints) {
    const { entries } = await operations.listHistory(person?.actor ?? root, { limit: 1_000 });
    histories.set(i_endpoint, new Map(entries.map((entry) => [entry.i_audit, { ...entry }])));
  }
  let seen = 0;
  for (const { i_endpoint, body, event, state } of messages) {
    const person = endpoints.get(i_endpoint);
    if (state === "withheld" || body === null) continue;
    seen += 1;
    const { data } = JSON.parse(body) as { data: Record<string, unknown> };
    if (event.i_audit !== null) {
      const entry = histories.get(i_endpoint)?.get(String(data.i_audit));
      if (!entry) throw new Error(`${body} is not in the history of ${person?.word ?? "root"}`);
      expect(data).toMatchObject({
        i_customer: entry.i_customer,
        name: entry.name,
        operation: entry.operation,
      });
      expectWithin(data, entry);
    }
    const above = people.filter((other) => person && other !== person && !isBelow(other, person, people));
    for (const other of above) expect(body).not.toContain(other.word);
    expect(body).not.toContain("between us");
    if (person && data.i_customer === person.i_customer) expect(body).not.toContain("description");
  }
  expect(seen).toBeGreaterThan(100);
});

/** Everything that a message tells of the entry is in the entry; what it has beside names things that everybody reads there. */
function expectWithin(data: Record<string, unknown>, entry: Record<string, unknown>): void {
  const changes = entry.changes as Record<string, unknown>;
  for (const change of (data.changes ?? []) as { attribute: string; before: unknown; after: unknown }[]) {
    const told = changes[change.attribute];
    expect(told).toEqual(told === "secret" ? "secret" : [change.before, change.after]);
  }
  const by = entry.by as { login: string | null; name: string } | null;
  expect((data.by as { login: string | null }).login).toBe(by?.login ?? null);
  const detail = (entry.detail ?? {}) as Record<string, unknown>;
  const { amount, ...rest } = detail;
  for (const [name, value] of Object.entries({ ...rest, ...(amount as object) }))
    expect(data[name]).toEqual(value);
  const known = new Set([
    ...beside,
    "i_audit",
    "i_customer",
    "name",
    "by",
    "changes",
    ...Object.keys(rest),
    ...Object.keys((amount as object) ?? {}),
    // of the ledger, of web users, tariffs and blocks, which this reader lists as well
    "i_entry",
    "balance_after",
    "payment_date",
    "i_web_user",
    "login",
    "level",
    "i_tariff",
    "customers_below",
  ]);
  expect(Object.keys(data).filter((name) => !known.has(name))).toEqual([]);
}

function isBelow(other: Person, top: Person, people: readonly Person[]): boolean {
  const parent = people.find(({ i_customer }) => i_customer === other.parent);
  return parent !== undefined && (parent === top || isBelow(parent, top, people));
}
