import { describe, expect, it } from "vitest";
import { type AttributeName, attributeOf, isDelegated, namesWhere } from "@/attributes/customer";
import { sourceOf } from "@/attributes/rights";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { Prisma } from "@/server/database/generated/client";
import { operations } from "@/server/doors/operations";
import { Refusal } from "@/server/ground/refusal";
import type { ToldRow } from "@/server/jobs/list-jobs";
import { examineCustomers } from "@/server/jobs/run/examine-customers";
import { findCustomerRows } from "@/server/record/customer-row";
import { findWrongSums } from "@/server/sums/make";
import { fc } from "@/tests/chance";
import { actorOf, customer } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { differences, wholeState } from "../../database/whole-state";
import { done, examineAll } from "./do-jobs";

givenFreshDatabase();

const rights = namesWhere(isDelegated);
const whole = (name: AttributeName) => (attributeOf(name).kind.kind === "rights" ? 7 : 1);

/** Some bits of each of some rights, flags and features. */
const someBits = fc
  .uniqueArray(fc.constantFrom(...rights), { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, fc.integer({ min: 1, max: whole(name) })]))),
  );
const amount = fc.integer({ min: 1, max: 300 }).map(String);
const texts = fc.constantFrom("", "one", "other");
const reason = fc.constantFrom("non-payment", "fraud", "other");

const asked = fc.oneof(
  fc.record({ kind: fc.constant("rights"), give: someBits }),
  fc.record({ kind: fc.constant("rights"), take: someBits }),
  fc.record({
    kind: fc.constant("set_attributes"),
    values: fc.record(
      {
        city: texts,
        max_sessions: fc.option(fc.nat({ max: 3 })),
        tariffs_mgmt: fc.nat({ max: 7 }),
        callshop_enabled: fc.boolean(),
        i_lang: fc.constantFrom("en", "ru"),
        css: fc.constantFrom("", ".a { color: red }", ".a { color: blue }"),
        api_mgmt: fc.nat({ max: 1 }),
      },
      { requiredKeys: ["city"] },
    ),
  }),
  fc.record({
    kind: fc.constant("credit_limit"),
    mode: fc.constantFrom("set", "add", "percent"),
    value: amount,
  }),
  fc.record({
    kind: fc.constant("credit_limit"),
    mode: fc.constant("add"),
    value: amount.map((sum) => `-${sum}`),
  }),
  fc.record({
    kind: fc.constant("funds"),
    booking: fc.constantFrom("payment", "credit", "charge"),
    amount,
  }),
  fc.record({ kind: fc.constant("block"), reason, text: texts, note: texts }),
  fc.record({ kind: fc.constant("unblock") }),
);

const changes = [
  "city",
  "sessions",
  "rights",
  "feature",
  "limit",
  "raise",
  "pay",
  "block",
  "block by parent",
  "unblock",
] as const;
/** What somebody else does meanwhile. */
const change = fc.record({
  what: fc.constantFrom(...changes),
  who: fc.nat({ max: 20 }),
  much: fc.nat({ max: 7 }),
});

const story = fc.record({
  /** for each customer its parent, the rights that it lacks, and what it has of money */
  tree: fc.array(
    fc.record({
      parent: fc.nat({ max: 20 }),
      lacks: fc.uniqueArray(fc.constantFrom(...rights), { maxLength: 3 }),
      money: fc.nat({ max: 200 }),
    }),
    { minLength: 3, maxLength: 7 },
  ),
  protects: fc.boolean(),
  /** what is taken from whoever begins the job before they do, so that customers below have rights that they cannot give */
  lost: fc.uniqueArray(fc.constantFrom(...rights.filter((name) => name !== "customers_mgmt")), {
    maxLength: 3,
  }),
  before: fc.array(change, { maxLength: 4 }),
  asked,
  selected: fc.uniqueArray(fc.nat({ max: 20 }), { minLength: 1, maxLength: 6 }),
  meanwhile: fc.oneof(fc.constant([]), fc.array(change, { maxLength: 5 })),
});

/** The customers of a tree below a reseller, by their ids, with their parents. */
type Grove = {
  readonly top: number;
  readonly actor: Actor;
  readonly ids: readonly number[];
  readonly parents: ReadonlyMap<number, number>;
};

async function plant(
  tree: readonly { parent: number; lacks: readonly string[]; money: number }[],
  protects: boolean,
): Promise<Grove> {
  const features = Object.fromEntries(rights.map((name) => [name, whole(name)]));
  const values = { balance: "400", credit_limit: "100", overcommit_protection: protects, city: "Quito" };
  const { i_customer: top, actor } = await customer(1, { ...features, ...values });
  const ids: number[] = [];
  const parents = new Map<number, number>();
  for (const { parent, lacks, money } of tree) {
    const of = [top, ...ids][parent % (ids.length + 1)] ?? top;
    const [above] = await findCustomerRows(database(), [of]);
    // what nobody above has, nobody gives
    const given = Object.fromEntries(
      rights.map((name) => [
        name,
        lacks.includes(name) ? 0 : Number((above as Record<string, unknown>)[name] ?? 0),
      ]),
    );
    const mine = {
      ...given,
      use_own_tariff: 1,
      api_access: lacks.includes("api_access") ? 0 : given.api_mgmt,
    };
    const { i_customer } = await customer(of, {
      ...mine,
      balance: money % 60,
      credit_limit: money % 40,
      city: "Quito",
    });
    ids.push(i_customer);
    parents.set(i_customer, of);
  }
  return { top, actor, ids, parents };
}

async function doChange(
  { top, actor, ids, parents }: Grove,
  { what, who, much }: { what: (typeof changes)[number]; who: number; much: number },
): Promise<unknown> {
  const i_customer = ids[who % ids.length] ?? top;
  const parent = parents.get(i_customer) ?? top;
  const set = async (values: object) => await operations.updateCustomer(actor, { i_customer, ...values });
  switch (what) {
    case "city":
      return await set({ city: ["", "one", "elsewhere"][much % 3] });
    case "sessions":
      return await set({ max_sessions: much % 4 });
    case "rights":
      return await set({ [["tariffs_mgmt", "vouchers_mgmt", "accounts_mgmt"][who % 3] ?? ""]: much });
    case "feature":
      return await set({ callshop_enabled: much > 3 });
    case "limit":
      return await operations.changeCreditLimit(actor, { i_customer, credit_limit: much * 10 });
    case "raise":
      return await operations.changeCreditLimit(actor, {
        i_customer,
        credit_limit: 200 + much,
        until: new Date(Date.now() + 3_600_000).toISOString(),
      });
    case "pay":
      return await operations.customerAddFunds(actor, { i_customer, amount: much + 1 });
    case "block":
      return await operations.blockCustomer(actor, { i_customer, reason: "other", text: String(much % 2) });
    case "block by parent":
      return await operations.blockCustomer(await actorOf(parent), { i_customer, reason: "fraud" });
    case "unblock":
      return await operations.unblockCustomer(actor, { i_customer });
  }
}

async function orRefused(doing: Promise<unknown>): Promise<void> {
  await doing.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}

/** What stands: each customer's attributes, and as more of them its blocks by their setters and the end of its limit. */
type State = ReadonlyMap<number, Readonly<Record<string, unknown>>>;

async function stateOf({ ids }: Grove): Promise<State> {
  const rows = await findCustomerRows(database(), ids);
  const blocks = await database().block.findMany({ where: { i_customer: { in: [...ids] } } });
  const ends = await database().creditLimitEnd.findMany({ where: { i_customer: { in: [...ids] } } });
  return new Map(
    rows.map((row) => {
      const { ledger_place: _place, blocked: _blocked, ...values } = row;
      const own = blocks.filter(({ i_customer }) => i_customer === row.i_customer);
      const set = own.map((block) => [
        `block by ${block.set_by_customer}`,
        `${block.reason} ${block.note} ${block.text}`,
      ]);
      const end = ends.find(({ i_customer }) => i_customer === row.i_customer);
      const limit = `${row.credit_limit} ${end ? `${end.falls_to.toFixed(6)} ${end.at.toISOString()}` : ""}`;
      return [row.i_customer, { ...values, credit_limit: limit, ...Object.fromEntries(set) }];
    }),
  );
}

/** What must stand after an undoing: what the job changed as it was before, unless somebody has changed it since. */
function expected(before: State, after: State, since: State, rows: readonly ToldRow[]): State {
  return new Map(
    [...since].map(([i_customer, now]) => {
      const row = rows.find((one) => one.i_customer === i_customer);
      // a refused row stays as it is
      if (row?.outcome !== "changed") return [i_customer, now];
      const [was, left] = [before.get(i_customer) ?? {}, after.get(i_customer) ?? {}];
      const names = [...new Set([...Object.keys(was), ...Object.keys(left), ...Object.keys(now)])];
      return [
        i_customer,
        Object.fromEntries(
          names.flatMap((name) => {
            const value = backOf(name, was[name], left[name], now[name]);
            return value === undefined ? [] : [[name, value]];
          }),
        ),
      ];
    }),
  );
}

function backOf(name: string, was: unknown, left: unknown, now: unknown): unknown {
  if (name === "balance") return (Number(now) + Number(was) - Number(left)).toFixed(6);
  if (rights.some((one) => one === name)) {
    const changed = Number(was) ^ Number(left);
    const bits = (Number(now) & ~changed) | (Number(was) & changed);
    return typeof now === "boolean" ? bits === 1 : bits;
  }
  return now === left ? was : now;
}

/** Whether each bit that is there and was not could be given: everybody above had it before or has it now. */
function demandGivable(
  { top, parents }: Grove,
  before: State,
  after: State,
  topState: Readonly<Record<string, unknown>>,
): void {
  for (const [i_customer, values] of after)
    for (const name of rights) {
      let bits = Number(values[name]) & ~Number(before.get(i_customer)?.[name]);
      for (let at = parents.get(i_customer) ?? top; bits !== 0; at = parents.get(at) ?? top) {
        const source = sourceOf(name);
        const had =
          at === top
            ? Number(topState[source])
            : Number(before.get(at)?.[source]) | Number(after.get(at)?.[source]);
        expect([i_customer, name, at, bits & ~had]).toEqual([i_customer, name, at, 0]);
        if (at === top) bits = 0;
      }
    }
}

async function checkLedger({ ids }: Grove): Promise<void> {
  for (const i_customer of ids) {
    const entries = await database().ledger.findMany({ where: { i_customer }, orderBy: { place: "asc" } });
    const sum = entries.reduce((all, { amount: one }) => all + Number(one), 0);
    const { balance } = await database().customer.findUniqueOrThrow({ where: { i_customer } });
    expect(sum.toFixed(6)).toBe(balance.toFixed(6));
    expect(entries.at(-1)?.balance_after.toFixed(6)).toBe(balance.toFixed(6));
  }
}

const among = (ids: readonly number[]) => Prisma.sql`c.i_customer = ANY (${[...ids]}::int[])`;

describe("a job on a random tree, with the changes of others before and after it", () => {
  it("does what its preview says, gives nothing that its owner could not give, and undone leaves only what others have changed", async () => {
    await fc.assert(
      fc.asyncProperty(
        story,
        async ({ tree, protects, lost, before: first, asked: act, selected, meanwhile }) => {
          const grove = await plant(tree, protects);
          const { actor } = grove;
          const taken = lost.map((name) => [name, attributeOf(name).kind.kind === "feature" ? false : 0]);
          if (lost.length > 0)
            await operations.updateCustomer(await actorOf(1), {
              i_customer: grove.top,
              ...Object.fromEntries(taken),
            });
          for (const one of first) await orRefused(doChange(grove, one));
          const ids = [...new Set(selected.map((place) => grove.ids[place % grove.ids.length] ?? 0))];
          const [topRow] = await findCustomerRows(database(), [grove.top]);
          const top = topRow as unknown as Readonly<Record<string, unknown>>;
          const before = await stateOf(grove);
          const whole = await wholeState();
          const { i_job } = await operations.prepareJob(actor, { ...act, ids });
          await examineAll(i_job);
          expect(await stateOf(grove)).toEqual(before);
          const { job } = await operations.getJobInfo(actor, { i_job });
          const verdicts = await examineCustomers(actor, job, ids, among(ids));
          const rows = await done(actor, i_job);
          // what all need together the preview says beside
          if (!protects) {
            const byId = (list: readonly (readonly [unknown, unknown])[]) => new Map(list);
            expect(byId(rows.map((row) => [row.i_customer, row.outcome]))).toEqual(
              byId(verdicts.map((verdict) => [verdict.i_customer, verdict.outcome])),
            );
          }
          const after = await stateOf(grove);
          demandGivable(grove, before, after, top);
          for (const row of rows)
            if (row.outcome !== "changed")
              expect(after.get(row.i_customer ?? 0)).toEqual(before.get(row.i_customer ?? 0));
          for (const one of meanwhile) await orRefused(doChange(grove, one));
          const since = await stateOf(grove);
          if (rows.some(({ outcome }) => outcome === "changed")) {
            const undoing = await operations.undoJob(actor, { i_job });
            const undone = await done(actor, undoing.i_job);
            const now = await stateOf(grove);
            expect(now).toEqual(expected(before, after, since, undone));
            demandGivable(grove, since, now, top);
            // nobody has changed anything: all is as it was
            if (meanwhile.length === 0 && undone.every(({ outcome }) => outcome !== "refused")) {
              expect(now).toEqual(before);
              expect(differences(whole, await wholeState())).toEqual([]);
            }
          }
          await checkLedger(grove);
          expect(await findWrongSums()).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  }, 300_000);
});
