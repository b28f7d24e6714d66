import { fork } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { systemActor } from "@/server/actor/system-actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import { endDueCreditLimits } from "@/server/money/end-credit-limits";
import { countWaiting, foldBranchSums } from "@/server/sums/fold";
import { findWrongSums, makeBranchSums } from "@/server/sums/make";
import { keepTimesFrom } from "@/server/sums/timed";
import { fc } from "@/tests/chance";
import { actorOf, customer, tariff } from "../../builders";
import { bundleProcess } from "../../bundle-process";
import { countStatements, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { customerAddFunds, customerCredit, customerDebit, changeCreditLimit, setPreferences } = operations;
const {
  blockCustomer,
  unblockCustomer,
  deleteCustomer,
  getOverview,
  getStatement,
  listBranch,
  updateCustomer,
} = operations;

/** One thing that somebody does. `who` and `amount` are what it is done to, and how much. */
type Act = { readonly what: (typeof acts)[number]; readonly who: number; readonly amount: number };

const acts = [
  "create",
  "create",
  "create",
  "delete",
  "pay",
  "pay",
  "credit",
  "charge",
  "correct",
  "limit",
  "raise for a moment",
  "block",
  "block by root",
  "unblock",
  "threshold",
  "fold",
] as const;

/** What is done at the same time, one after the other. */
const histories = fc.array(
  fc.array(
    fc.record({
      what: fc.constantFrom(...acts),
      who: fc.nat({ max: 30 }),
      amount: fc.integer({ min: 1, max: 300 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  { minLength: 1, maxLength: 5 },
);

/** A tree that people work on. */
class Grove {
  readonly #ids: number[] = [];
  readonly #parents = new Map<number, number>();
  readonly #tariffs = new Map<string, number>();

  async plant(): Promise<this> {
    await this.#create(1, 0);
    return this;
  }

  get ids(): readonly number[] {
    return this.#ids;
  }

  async do({ what, who, amount }: Act): Promise<unknown> {
    const i_customer = this.#ids[who % this.#ids.length] ?? 1;
    const i_wholesaler = this.#parents.get(i_customer) ?? 1;
    const about = { i_wholesaler, i_customer };
    switch (what) {
      case "create":
        return await this.#create(i_customer, amount);
      case "delete":
        if (this.#ids.length > 1) await deleteCustomer(systemActor, about);
        return this.#ids.splice(this.#ids.indexOf(i_customer), this.#ids.length > 1 ? 1 : 0);
      case "pay":
        return await customerAddFunds(systemActor, { ...about, amount });
      case "credit":
        return await customerCredit(systemActor, { ...about, amount });
      case "charge":
        return await customerDebit(systemActor, { ...about, amount });
      case "correct":
        return await updateCustomer(systemActor, { ...about, balance: amount - 150 });
      case "limit":
        return await changeCreditLimit(systemActor, { ...about, credit_limit: amount });
      case "raise for a moment":
        await changeCreditLimit(systemActor, {
          ...about,
          credit_limit: 1_000,
          until: new Date(Date.now() + 60_000),
        });
        await database()
          .$executeRaw`UPDATE credit_limit_ends SET at = now() WHERE i_customer = ${i_customer}`;
        return amount > 150 ? await endDueCreditLimits() : null;
      case "block":
      case "block by root":
        return await blockCustomer(
          { ...(await actorOf(what === "block" ? i_wholesaler : 1)), door: "web" },
          about,
        );
      case "unblock":
        return await unblockCustomer(await actorOf(1), about);
      case "threshold":
        return await setPreferences(systemActor, {
          i_customer,
          low_balance_threshold: amount > 250 ? null : amount,
        });
      case "fold":
        return await foldBranchSums();
    }
  }

  async #create(parent: number, amount: number): Promise<void> {
    const currency = (["USD", "EUR", "JPY"] as const)[amount % 3] ?? "USD";
    const key = `${parent} ${currency}`;
    const i_tariff = this.#tariffs.get(key) ?? (await tariff(parent, currency));
    this.#tariffs.set(key, i_tariff);
    const values = { i_tariff, balance: amount - 150, credit_limit: amount % 100, max_depth: null };
    const { i_customer } = await customer(parent, values);
    this.#parents.set(i_customer, parent);
    this.#ids.push(i_customer);
  }
}

/** What is refused counts as done: somebody deleted the customer meanwhile, or nobody blocked it. */
async function refusedOrDone(doing: Promise<unknown>): Promise<void> {
  await doing.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

/** What people read of the sums, without what the rows themselves say. */
async function readSums(ids: readonly number[]): Promise<unknown> {
  const read: unknown[] = [];
  for (const i_customer of ids) {
    const actor = await actorOf(i_customer);
    const { below } = await getOverview(actor, {});
    const { branches } = await listBranch(actor, { i_customer });
    read.push([below, branches]);
  }
  return read;
}

describe("the sums over branches", () => {
  it("are what the rows come to after any history of people who work at the same time, folded or not", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const grove = await new Grove().plant();
        for (const step of steps) {
          await Promise.all(step.map(async (act) => await refusedOrDone(grove.do(act))));
          expect(await findWrongSums()).toEqual([]);
        }
        const before = await readSums(grove.ids);
        await foldBranchSums();
        expect(await countWaiting()).toBe(0);
        expect(await findWrongSums()).toEqual([]);
        expect(await readSums(grove.ids)).toEqual(before);
      }),
      { numRuns: 5 },
    );
  }, 180_000);

  it("are the same where the one who folds is killed at any moment, and another one goes on", async () => {
    const file = await bundleProcess("tests/server/sums/folding-process.ts");
    const grove = await new Grove().plant();
    for (let round = 0; round < 6; round += 1) {
      const folder = fork(file, { env: { ...process.env } });
      await once(folder, "message");
      const work = [1, 2, 3, 4].map(async (place) => {
        for (const [at, what] of (["create", "pay", "charge", "limit", "pay"] as const).entries())
          await refusedOrDone(grove.do({ what, who: place + at, amount: 10 * place + at }));
      });
      await Promise.all([...work, killedWhileAtWork(folder, round)]);
      expect(await findWrongSums()).toEqual([]);
    }
    await foldBranchSums();
    expect(await countWaiting()).toBe(0);
    expect(await findWrongSums()).toEqual([]);
  });

  it("can be made anew while people work, and a wrong one is found and named", async () => {
    const grove = await new Grove().plant();
    const work = grove.do({ what: "create", who: 0, amount: 7 });
    await Promise.all([work, makeBranchSums()]);
    expect(await findWrongSums()).toEqual([]);
    await foldBranchSums();
    await database().$executeRaw`UPDATE branch_sums SET customers = customers + 1 WHERE i_customer = 1`;
    const [wrong] = await findWrongSums();
    expect(wrong).toMatchObject({ table: "branch_sums", i_customer: 1 });
    expect(Number(wrong?.kept.customers)).toBe(Number(wrong?.counted.customers) + 1);
    await makeBranchSums();
    expect(await findWrongSums()).toEqual([]);
  });

  it("by time are kept once enough happened in a branch, and say what its rows said before", async () => {
    const { i_customer, actor } = await customer(1);
    const ever = { since: "2020-01-01", until: "2100-01-01" };
    const read = async () => [await getOverview(actor, {}), await getStatement(actor, ever)];
    const kept = async () => await database().timedBranch.count({ where: { i_customer, kept: true } });
    keepTimesFrom(1_000);
    const { i_customer: below } = await customer(i_customer, { balance: 30 });
    for (let amount = 1; amount <= 7; amount += 1)
      await customerAddFunds(actor, { i_customer: below, amount });
    await foldBranchSums();
    expect(await kept()).toBe(0);
    const { happened } = await database().timedBranch.findUniqueOrThrow({ where: { i_customer } });
    keepTimesFrom(Number(happened));
    const { i_customer: another } = await customer(i_customer);
    await deleteCustomer(actor, { i_customer: another });
    const before = await read();
    // what is booked while it waits is counted once, whichever comes first
    await Promise.all([foldBranchSums(), customerAddFunds(actor, { i_customer: below, amount: 5 })]);
    expect(await kept()).toBe(1);
    await customerDebit(actor, { i_customer: below, amount: 5 });
    expect(await findWrongSums()).toEqual([]);
    await foldBranchSums();
    expect(await findWrongSums()).toEqual([]);
    // of somebody who is gone by then, too
    const { happened: least } = await database().timedBranch.findUniqueOrThrow({
      where: { i_customer: below },
    });
    await customerDebit(actor, { i_customer: below, amount: 1 });
    await deleteCustomer(actor, { i_customer: below });
    keepTimesFrom(Number(least));
    await foldBranchSums();
    expect(await database().timedBranch.count({ where: { i_customer: below, kept: true } })).toBe(1);
    expect(await findWrongSums()).toEqual([]);
    const [overview, statement] = await read();
    keepTimesFrom(1_000);
    await database().$executeRaw`DELETE FROM branch_spans`;
    await database().$executeRaw`DELETE FROM timed_branches`;
    expect(await read()).toEqual([overview, statement]);
    expect(before).not.toEqual([overview, statement]);
    await makeBranchSums();
  });

  it("can be made anew while somebody is paid again and again", async () => {
    const { i_customer } = await customer(1);
    const pay = async () => await customerAddFunds(systemActor, { i_wholesaler: 1, i_customer, amount: 1 });
    await pay();
    let isOver = false;
    const payments = (async () => {
      while (!isOver) await pay();
    })();
    for (let round = 0; round < 5; round += 1) await makeBranchSums();
    isOver = true;
    await payments;
    await database()
      .$executeRaw`UPDATE ledger_days SET closing = closing + 1 WHERE i_customer = ${i_customer}`;
    await database().$executeRaw`INSERT INTO ledger_days VALUES (${i_customer}, '2001-01-01', 5)`;
    await makeBranchSums();
    expect(await findWrongSums()).toEqual([]);
  });

  it("cost a booking no statement", async () => {
    const { i_customer } = await customer(1);
    const { texts } = await countStatements(
      async () => await customerAddFunds(systemActor, { i_wholesaler: 1, i_customer, amount: 1 }),
    );
    expect(texts.filter((text) => /^\s*INSERT INTO branch_differences/.test(text))).toEqual([]);
    expect(texts.filter((text) => text.includes("branch_differences"))).toHaveLength(2);
  });
});

/** Kills a process after it has folded a while; how long differs from round to round. */
async function killedWhileAtWork(folder: ReturnType<typeof fork>, round: number): Promise<void> {
  const before = await countWaiting();
  await expect
    .poll(async () => (await countWaiting()) < before || round % 2 === 0, { timeout: 20_000 })
    .toBe(true);
  folder.kill("SIGKILL");
  await once(folder, "exit");
}
