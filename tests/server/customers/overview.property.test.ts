import { expect, it } from "vitest";
import { fromMillionths } from "@/attributes/reading/decimal";
import { systemActor } from "@/server/actor/system-actor";
import { operations } from "@/server/doors/operations";
import { countedLists } from "@/server/record/customer-filter";
import { fc } from "@/tests/chance";
import { actorOf, allRights, customer, tariff } from "../../builders";
import { givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

const { getOverview, getSupportDesk, findCustomers, updateCustomer, blockCustomer } = operations;

type Plan = {
  /** the index of its parent among the earlier ones; 0: the top of the tree */
  readonly parent: number;
  readonly currency: "USD" | "EUR" | "JPY";
  /** whole units; multiples of ten hit the tenth exactly */
  readonly balance: number;
  readonly credit_limit: number;
  /** the rights to take away once the tree exists, so that they become dormant below */
  readonly taken: number;
  readonly api: boolean;
  /** by the parent, by root, or by both */
  readonly blocked: readonly ("parent" | "root")[];
};

const plans = fc.array(
  fc.record({
    parent: fc.nat({ max: 20 }),
    currency: fc.constantFrom("USD", "EUR", "JPY"),
    balance: fc.oneof(fc.constantFrom(0, -90, -91, -100, -101), fc.integer({ min: -200, max: 200 })),
    credit_limit: fc.constantFrom(0, 100),
    taken: fc.constantFrom(0, 0, 1, 6),
    api: fc.boolean(),
    blocked: fc.constantFrom([], [], ["parent"] as const, ["root"] as const, ["parent", "root"] as const),
  }),
  { minLength: 1, maxLength: 12 },
);

type One = Plan & { readonly id: number; readonly above: One | null; readonly rights: number };

/** Creates the tree. The first one is the top, a customer of root. */
async function build(all: readonly Plan[]): Promise<One[]> {
  const made: One[] = [];
  const tariffs = new Map<string, number>();
  const top = { parent: 0, currency: "USD", balance: 0, credit_limit: 0, taken: 0, api: true, blocked: [] };
  for (const plan of [top as Plan, ...all]) {
    const above = made[plan.parent % Math.max(1, made.length)] ?? null;
    const parent = above?.id ?? 1;
    const key = `${parent} ${plan.currency}`;
    const i_tariff = tariffs.get(key) ?? (await tariff(parent, plan.currency));
    tariffs.set(key, i_tariff);
    const { balance, credit_limit } = plan;
    const { i_customer: id } = await customer(parent, {
      i_tariff,
      balance,
      credit_limit,
      api_access: 1,
      max_depth: null,
    });
    made.push({ ...plan, id, above, rights: allRights.tariffs_mgmt & ~plan.taken });
  }
  for (const { id, above, rights, api, blocked } of made) {
    const i_wholesaler = above?.id ?? 1;
    const left = { tariffs_mgmt: rights, api_mgmt: api ? 1 : 0 };
    await updateCustomer(systemActor, { i_wholesaler, i_customer: id, ...left });
    for (const by of blocked) {
      const actor = await actorOf(by === "root" ? 1 : i_wholesaler);
      await blockCustomer({ ...actor, door: "web" }, { i_wholesaler, i_customer: id });
    }
  }
  return made;
}

/** Counts the same one by one. */
function counted(made: readonly One[], reader: One) {
  const isBelow = (one: One) => wayUp(one).includes(reader) && one !== reader;
  const inForce = (one: One) => wayUp(one).reduce((all, { rights }) => all & rights, 7);
  const mayApi = wayUp(reader).every(({ api }) => api);
  const below = made.filter(isBelow);
  const direct = below.filter(({ above }) => above === reader);
  const available = (one: One) => one.balance + one.credit_limit;
  const ids = (some: readonly One[]) => some.map(({ id }) => id).sort((one, other) => one - other);
  const currencies = [...new Set(direct.map(({ currency }) => currency))];
  return {
    direct: direct.length,
    descendants: below.length,
    over: ids(direct.filter((one) => available(one) < 0)),
    low: ids(direct.filter((one) => available(one) >= 0 && available(one) * 10 <= one.credit_limit)),
    dormant: ids(direct.filter((one) => (one.rights & ~inForce(reader)) !== 0 || !mayApi)),
    blocked: ids(below.filter(({ blocked }) => blocked.length > 0)),
    sums: Object.fromEntries(
      currencies.map((currency) => {
        const those = direct.filter((one) => one.currency === currency);
        const sum = (value: (one: One) => number) =>
          fromMillionths(BigInt(those.reduce((all, one) => all + value(one), 0)) * 1_000_000n);
        return [
          currency,
          {
            customers: those.length,
            owed: sum(({ balance }) => Math.min(balance, 0)),
            held: sum(({ balance }) => Math.max(balance, 0)),
            credit: sum(({ credit_limit }) => credit_limit),
          },
        ];
      }),
    ),
  };
}

function wayUp(one: One): One[] {
  return one.above ? [one, ...wayUp(one.above)] : [one];
}

it("counts, sums and lists of random trees are those of a count one by one, for every reader in the tree", async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (all) => {
      const made = await build(all);
      for (const reader of made) {
        const actor = await actorOf(reader.id);
        const { below } = await getOverview(actor, {});
        const expected = counted(made, reader);
        const count = (what: string) => below?.attention.find((one) => one.what === what)?.count ?? 0;
        expect(below).toMatchObject({ direct: expected.direct, descendants: expected.descendants });
        for (const what of ["over", "low", "dormant", "blocked"] as const) {
          expect(count(what), what).toBe(expected[what].length);
          const { customers, total } = await findCustomers(actor, countedLists[what]);
          expect(total, what).toBe(expected[what].length);
          const found = customers.map(({ i_customer }) => i_customer).sort((one, other) => one - other);
          expect(found, what).toEqual(expected[what]);
          for (const { i_customer } of below?.attention.find((one) => one.what === what)?.worst ?? [])
            expect(expected[what]).toContain(i_customer);
        }
        const desk = await getSupportDesk(actor, {});
        for (const what of ["over", "low", "blocked"] as const)
          expect(desk[what].count, what).toBe(expected[what].length);
        expect((await findCustomers(actor, countedLists.below)).total).toBe(expected.descendants);
        const sums = (below?.sums ?? []).map(({ currency, ...figures }) => [currency, figures]);
        expect(Object.fromEntries(sums)).toEqual(expected.sums);
      }
    }),
    { numRuns: 8 },
  );
}, 120_000);
