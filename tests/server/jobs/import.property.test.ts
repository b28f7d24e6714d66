import { describe, expect, it } from "vitest";
import type { Actor } from "@/server/actor/actor";
import { database } from "@/server/database/client";
import { operations } from "@/server/doors/operations";
import { findCustomerRows } from "@/server/record/customer-row";
import { findWrongSums } from "@/server/sums/make";
import { fc } from "@/tests/chance";
import { customer, freshName } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";
import { differences, wholeState } from "../../database/whole-state";
import { done, examineAll } from "./do-jobs";
import { fileOf } from "./file-of";

givenFreshDatabase();

const rights = ["tariffs_mgmt", "accounts_mgmt", "customers_mgmt"] as const;

const bits = fc.constantFrom(7, 7, 7, 7, 5, 3, 0);
const cell = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant("") }, { weight: 1, arbitrary: value.map(String) });
const seldom = <Value>(usual: Value, other: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

/** A row: about one that there is or a new one, below whom, and what its cells say. */
const row = fc.record({
  who: fc.nat({ max: 9 }),
  /** above a new one; one that there is mostly names nobody */
  above: fc.nat({ max: 12 }),
  moves: seldom(false, fc.constant(true)),
  email: seldom("own", fc.constantFrom("shared", "bad")),
  city: fc.constantFrom("", "Lima", "Quito"),
  rights: fc.tuple(cell(bits), cell(bits), cell(bits)),
  use_own_tariff: fc.constantFrom("", "1"),
  max_sessions: cell(fc.nat({ max: 3 })),
  credit_limit: cell(fc.nat({ max: 50 })),
  balance: cell(fc.nat({ max: 50 })),
});

const story = fc.record({
  top: fc.tuple(bits, bits),
  max_depth: seldom<number | null>(null, fc.constantFrom(1, 2)),
  /** each with its parent among those before it, and its rights */
  tree: fc.array(fc.record({ parent: fc.nat({ max: 9 }), rights: fc.tuple(bits, bits, bits) }), {
    minLength: 1,
    maxLength: 5,
  }),
  rows: seldom(true, fc.constant(false)).chain((isDistinct) =>
    fc.uniqueArray(row, {
      minLength: 1,
      maxLength: 7,
      // two rows about the same one are seldom
      selector: ({ who }) => (isDistinct ? who : {}),
    }),
  ),
  mode: seldom("both", fc.constantFrom("create", "update")),
  corrects: fc.boolean(),
  clears: fc.boolean(),
  first: fc.constantFrom("invitation", "generated"),
});

type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

/** A reseller with customers below it, some of them below each other. */
async function plant({ top, max_depth, tree }: Pick<Story, "top" | "max_depth" | "tree">) {
  const [tariffs_mgmt, accounts_mgmt] = top;
  const { i_customer, actor } = await customer(1, { tariffs_mgmt, accounts_mgmt, customers_mgmt: 7 });
  const names: string[] = [];
  const ids: number[] = [];
  const of = new Map<number, readonly number[]>([[i_customer, [...top, 7]]]);
  for (const one of tree) {
    const parent = [i_customer, ...ids][one.parent % (ids.length + 1)] ?? i_customer;
    const given = one.rights.map((all, at) => all & (of.get(parent)?.[at] ?? 0));
    const name = freshName();
    const made = await customer(parent, {
      name,
      city: "Quito",
      ...Object.fromEntries(rights.map((right, at) => [right, given[at]])),
    });
    names.push(name);
    ids.push(made.i_customer);
    of.set(made.i_customer, given);
  }
  await database().customer.update({ where: { i_customer }, data: { max_depth } });
  return { actor, i_customer, names };
}

/** All that stands of the customers below one, by their names. */
async function below(i_customer: number): Promise<ReadonlyMap<string, object>> {
  const found = await database().customer.findMany({
    where: { path: { contains: `/${i_customer}/` }, i_customer: { not: i_customer } },
    select: { i_customer: true },
  });
  const rows = await findCustomerRows(
    database(),
    found.map((one) => one.i_customer),
  );
  return new Map(rows.map(({ ledger_place: _place, ...one }) => [one.name, one]));
}

const columns = [
  "name",
  "email",
  "parent",
  "city",
  ...rights,
  "use_own_tariff",
  "max_sessions",
  "credit_limit",
  "balance",
];

function fileFor(rows: Story["rows"], known: readonly string[]): string[][] {
  const planned = Array.from({ length: 10 }, () => freshName("new"));
  const all = [...known, ...planned];
  const nameOf = (who: number) => all[who] ?? "";
  // the top, one that there is, or mostly one that the file makes
  const targets = ["", ...known, ...rows.map(({ who }) => nameOf(who))];
  const aboveOf = ({ above }: (typeof rows)[number]) => targets[above % targets.length] ?? "";
  return rows.map((one) => {
    const name = nameOf(one.who);
    const addresses = {
      own: `${name.replaceAll(" ", ".")}@example.com`,
      shared: `${all[0]?.replaceAll(" ", ".")}.us@example.com`,
      bad: "none",
    };
    return [
      name,
      addresses[one.email],
      one.who < known.length && !one.moves ? "" : aboveOf(one),
      one.city,
      ...one.rights,
      one.use_own_tariff,
      one.max_sessions,
      one.credit_limit,
      one.balance,
    ];
  });
}

async function verdictsOf(i_job: number) {
  const found = await database().importRow.findMany({ where: { i_job }, orderBy: { row: "asc" } });
  return found.map(({ row: number, verdict }) => [number, outcomeFor[verdict ?? "none"]]);
}

const outcomeFor: Readonly<Record<string, string>> = {
  create: "changed",
  update: "changed",
  unchanged: "unchanged",
  problem: "refused",
};

async function undo(actor: Actor, of: number): Promise<boolean> {
  const { i_job } = await operations.undoJob(actor, { i_job: of });
  await examineAll(i_job);
  return (await done(actor, i_job)).every(({ outcome }) => outcome === "changed");
}

describe("an import of a random file into a random tree", () => {
  it("does with each row what its preview says, and undone leaves all as it was", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ rows, mode, corrects, clears, first, ...grove }) => {
        const { actor, i_customer, names } = await plant(grove);
        const [before, whole] = [await below(i_customer), await wholeState()];
        const { i_job } = await operations.beginImport(actor, {
          file: "customers.csv",
          table: fileOf(columns, ...fileFor(rows, names)),
        });
        const how = { mode, key: "name", first, corrects, clears, all: { i_tariff: "" } };
        await operations.mapImport(actor, { i_job, columns, ...how });
        await examineAll(i_job);
        expect(await below(i_customer)).toEqual(before);
        const verdicts = await verdictsOf(i_job);
        const did = await done(actor, i_job);
        expect(did.map(({ row: number, outcome }) => [number, outcome])).toEqual(verdicts);
        if (!did.some(({ outcome }) => outcome === "changed")) return;
        expect(await undo(actor, i_job)).toBe(true);
        expect(differences(whole, await wholeState())).toEqual([]);
        expect(await findWrongSums()).toEqual([]);
      }),
      { numRuns: Number(process.env.RUNS ?? 15) },
    );
  }, 600_000);
});
