import type { Country, People } from "./people";
import { type Rights, rightsOfCustomer, rightsOfReseller } from "./rights";

type Values = Readonly<Record<string, unknown>>;

/** What a customer owns: tariffs, routing groups, and the customers below. */
export type Owner = {
  readonly tariffs: readonly { readonly name: string; readonly currency: string }[];
  readonly routingGroups: readonly string[];
  readonly customers: readonly Planned[];
};

/** A customer to create. */
export type Planned = Owner & {
  readonly values: Values & { readonly name: string };
  /** the name of one of the parent's tariffs; null: the tariff that the parent itself has */
  readonly tariff: string | null;
  /** updates to make one by one, once everything below exists */
  readonly later: readonly Values[];
};

/** The countries, currency and price level of a branch. */
export type Market = {
  readonly countries: readonly Country[];
  readonly currency: string;
  /** roughly how many units of the currency make one dollar */
  readonly scale: number;
};

/** For each level, top first: how many sub-customers a reseller has, and how many of those are resellers. */
const shape = [
  { customers: 12, resellers: 8 },
  { customers: 9, resellers: 3 },
  { customers: 5, resellers: 1 },
  { customers: 3, resellers: 1 },
  { customers: 2, resellers: 0 },
] as const;

/** Plans the customers of a market. */
export function planner({ dice, person }: People, { countries, currency, scale }: Market) {
  const amount = (dollars: number): string => (dollars * scale).toFixed(2);

  /** Many small balances, a few large ones, and every fifth customer in debt. */
  const funds = (most: number) => ({
    balance: dice.datatype.boolean(0.2)
      ? amount(-dice.number.float({ min: 1, max: most / 4, fractionDigits: 2 }))
      : amount(most * dice.number.float({ min: 0, max: 1, fractionDigits: 4 }) ** 2),
    credit_limit: amount(dice.helpers.arrayElement([0, 0, 0, 50, 100, 250, 500])),
    max_sessions: dice.helpers.arrayElement([null, 5, 10, 30, 100]),
  });

  const customer = (parent: Rights, tariffs: readonly string[] = [], values: Values = {}): Planned => {
    const own = { ...person(countries, false), ...funds(600), ...rightsOfCustomer(dice, parent), ...values };
    const changes = dice.datatype.boolean(0.12) ? dice.number.int({ min: 1, max: 3 }) : 0;
    return {
      ...nothingOwned,
      values: own,
      tariff: dice.helpers.arrayElement([null, ...tariffs]),
      later: Array.from({ length: changes }, () => ({ balance: funds(600).balance })),
    };
  };

  const many = (count: number, parent: Rights, tariffs: readonly string[] = []): Planned[] =>
    Array.from({ length: count }, () => customer(parent, tariffs));

  /** Plans a reseller of a level (0 is the first) with everybody below. */
  const reseller = (
    level: number,
    rights: Rights,
    values: Values = {},
    more: Partial<Owner> = {},
  ): Planned => {
    const own = { ...person(countries, true), ...funds(4_000), ...rights, ...values };
    const tariffs = more.tariffs ?? (level < 2 ? [{ name: `Standard ${currency}`, currency }] : []);
    const plan = shape[level] ?? { customers: 0, resellers: 0 };
    const names = tariffs.map(({ name }) => name);
    return {
      // a person has a name
      values: own,
      tariff: null,
      later: [],
      tariffs,
      routingGroups: more.routingGroups ?? [],
      customers: [
        ...Array.from({ length: plan.resellers }, () => reseller(level + 1, rightsOfReseller(dice, rights))),
        ...many(plan.customers - plan.resellers, rights, names),
        ...(more.customers ?? []),
      ],
    };
  };

  return { amount, customer, many, reseller };
}

const nothingOwned: Owner = { tariffs: [], routingGroups: [], customers: [] };
