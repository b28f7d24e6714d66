import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { operations } from "@/server/doors/operations";
import { provideSettings } from "@/server/ground/settings";
import { customer, freshName, tariff } from "../builders";
import { fc } from "../chance";
import { givenFreshDatabase } from "../database/fresh";
import { ask, keyOf } from "./stage/ask-rest";
import { givenRest } from "./stage/served-rest";

givenFreshDatabase();
givenRest();

type Row = Readonly<Record<string, unknown>>;

const scene = { actor: null as unknown as Actor, i_customer: 0, key: "" };
/** Customers of whom nobody changes anything, and those who come, go and change. */
const [staying, moving]: [number[], number[]] = [[], []];

beforeAll(async () => {
  provideSettings({ API_RATE_READ: "100000", API_RATE_WRITE: "100000" });
  const { i_customer, actor } = await customer();
  Object.assign(scene, { i_customer, actor, key: await keyOf(actor) });
  for (let count = 0; count < 60; count += 1) {
    const made = await customer(i_customer, { balance: (count * 7) % 20, name: randomName() });
    (count % 2 === 0 ? staying : moving).push(made.i_customer);
  }
});

const randomName = () => freshName(String.fromCharCode(97 + Math.floor(Math.random() * 26)));

/** Reads a list page by page, while others do what `meanwhile` does, over and over. */
async function walkWhile(address: string, limit: number, meanwhile: () => Promise<unknown>): Promise<Row[]> {
  const walked: Row[] = [];
  let isWalking = true;
  const changing = Array.from({ length: 3 }, async () => {
    while (isWalking) await meanwhile();
  });
  try {
    for (let after = ""; ; ) {
      const at = `${address}${address.includes("?") ? "&" : "?"}limit=${limit}${after}`;
      const { status, body } = await ask("GET", at, { key: scene.key });
      if (status !== 200) throw new Error(String(body.detail));
      walked.push(...(body.data as Row[]));
      if (body.next === null) return walked;
      after = `&after=${body.next}`;
    }
  } finally {
    isWalking = false;
    await Promise.all(changing);
  }
}

/** How often each of these was met. */
function timesOf(walked: readonly Row[], key: string, ids: readonly unknown[]): number[] {
  return ids.map((id) => walked.filter((row) => row[key] === id).length);
}

/** Changes one of those who move: it gets another name, balance or credit limit, is deleted, or another is created. */
async function changeSomething(): Promise<void> {
  const { actor } = scene;
  const [i_customer] = moving.splice(Math.floor(Math.random() * moving.length), 1);
  const chance = Math.random();
  if (i_customer === undefined || chance < 0.3) {
    const made = await customer(scene.i_customer, { name: randomName(), balance: Math.floor(chance * 60) });
    moving.push(made.i_customer);
  }
  if (i_customer === undefined) return;
  if (chance > 0.8) return void (await operations.deleteCustomer(actor, { i_customer }));
  const amount = 1 + Math.floor(chance * 20);
  if (chance > 0.6) await operations.customerAddFunds(actor, { i_customer, amount });
  else await operations.updateCustomer(actor, { i_customer, name: randomName(), credit_limit: amount });
  moving.push(i_customer);
}

describe("a walk over a list that changes meets each row that stayed exactly once:", () => {
  it("customers, in every order, with pages of every size", async () => {
    const orders = ["id", "name", "login", "balance", "credit_limit", "available", "created"];
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...orders),
        fc.boolean(),
        fc.integer({ min: 1, max: 25 }),
        async (sort, isDown, limit) => {
          const address = `/customers?fields=name&sort=${sort}${isDown ? "&order=desc" : ""}`;
          const walked = await walkWhile(address, limit, async () => {
            changed += 1;
            await changeSomething();
          });
          expect(timesOf(walked, "i_customer", staying)).toEqual(staying.map(() => 1));
        },
      ),
      { numRuns: 20, endOnFailure: true },
    );
    expect(changed).toBeGreaterThan(50);
  });

  it("the ledger and the history, while more is booked", async () => {
    const { actor } = scene;
    const [i_customer = 0] = staying;
    for (let count = 0; count < 30; count += 1)
      await operations.customerAddFunds(actor, { i_customer, amount: 1 });
    const { entries } = await operations.listLedger(actor, { i_customer });
    const { entries: acts } = await operations.listHistory(actor, { i_customer });
    const book = async () => await operations.customerAddFunds(actor, { i_customer, amount: 1 });
    for (const limit of [1, 7]) {
      const booked = await walkWhile(`/customers/${i_customer}/ledger`, limit, book);
      const ids = entries.map(({ i_entry }) => i_entry);
      expect(timesOf(booked, "i_entry", ids)).toEqual(ids.map(() => 1));
      const done = await walkWhile(`/customers/${i_customer}/history`, limit, book);
      const did = acts.map(({ i_audit }) => i_audit);
      expect(timesOf(done, "i_audit", did)).toEqual(did.map(() => 1));
    }
  });

  it("tariffs, which are read as a whole, though the very row goes or moves at which a page ended", async () => {
    const { actor, i_customer, key } = scene;
    const made = await Promise.all(Array.from({ length: 12 }, async () => await tariff(i_customer)));
    const page = async (after: string) =>
      (await ask("GET", `/tariffs?limit=3${after}`, { key })).body as { data: Row[]; next: string | null };
    const walked: Row[] = [];
    const left = new Set(made);
    for (let after = "", pages = 0; ; pages += 1) {
      const { data, next } = await page(after);
      walked.push(...data);
      if (next === null) break;
      const last = Number(data.at(-1)?.i_tariff);
      left.delete(last);
      if (pages % 2 === 0) await operations.deleteTariff(actor, { i_tariff: last });
      else
        await operations.editTariff(actor, { i_tariff: last, name: freshName(pages % 4 === 1 ? "zz" : "a") });
      after = `&after=${next}`;
    }
    expect(left.size).toBeGreaterThan(6);
    expect(timesOf(walked, "i_tariff", [...left])).toEqual([...left].map(() => 1));
  });

  it("or is told to begin anew, where nothing is left of what it has read", async () => {
    const { actor, i_customer, key } = scene;
    const [first, ...rest] = (await operations.listTariffs(actor, {})).tariffs;
    const { next } = (await ask("GET", "/tariffs?limit=1", { key })).body;
    await operations.deleteTariff(actor, { i_tariff: first?.i_tariff ?? 0 });
    await tariff(i_customer);
    const { status, body } = await ask("GET", `/tariffs?limit=1&after=${next}`, { key });
    expect([status, body.attribute]).toEqual([400, "after"]);
    expect(rest.length).toBeGreaterThan(0);
  });
});
