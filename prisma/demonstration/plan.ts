import type { Country, People } from "./people";
import { type Rights, rightsOfCustomer, rightsOfReseller } from "./rights";

type Values = Readonly<Record<string, unknown>>;

/** What somebody owns: a tariff's name and currency, and who is below. */
export type Owner = {
  readonly tariffs: readonly { readonly name: string; readonly currency: string }[];
  readonly routingGroups: readonly string[];
  readonly customers: readonly Planned[];
};

/** A customer that is to be made. */
export type Planned = Owner & {
  readonly values: Values & { readonly name: string };
  /** the name of the parent's tariff that it has; null: its parent's own */
  readonly tariff: string | null;
  /** changes, made one by one when everything below it is there */
  readonly later: readonly Values[];
};

/** Where and how the customers of a branch live. */
export type Market = {
  readonly countries: readonly Country[];
  readonly currency: string;
  /** how many units of the currency are one dollar, roughly */
  readonly scale: number;
};

/** How many sub-customers a reseller of each level has, the first level first, and how many of them are resellers. */
const shape = [
  { customers: 12, resellers: 8 },
  { customers: 9, resellers: 3 },
  { customers: 5, resellers: 1 },
  { customers: 3, resellers: 1 },
  { customers: 2, resellers: 0 },
] as const;

/** Plans who is in a market, with one generator. */
export function planner({ dice, person }: People, { countries, currency, scale }: Market) {
  const amount = (dollars: number): string => (dollars * scale).toFixed(2);

  /** Many small balances, few great ones, every fifth in debt. */
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
      // a person has a name
      values: own,
      tariff: dice.helpers.arrayElement([null, ...tariffs]),
      later: Array.from({ length: changes }, () => ({ balance: funds(600).balance })),
    };
  };

  const many = (count: number, parent: Rights, tariffs: readonly string[] = []): Planned[] =>
    Array.from({ length: count }, () => customer(parent, tariffs));

  /** A reseller of a level, 0 for the first, with everybody below. */
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
