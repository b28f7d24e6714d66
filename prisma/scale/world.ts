import { type Dice, diceOf, throws } from "./dice";
import { makeInventor, type Person } from "./names";
import { planTerms, type Terms } from "./plan-terms";
import { planTree, type Tree } from "./plan-tree";

/** Everything that the tables are written from. Arrays are by the customer's id, from 1, the root. */
export type World = {
  readonly tree: Tree;
  readonly people: readonly Person[];
  readonly terms: Terms;
  readonly seed: number;
  readonly now: number;
  /** in hundredths, as the ledger has left it */
  readonly balance: Float64Array;
  /** since when it is below zero, in milliseconds; 0: it is not */
  readonly owesSince: Float64Array;
  /** of its last entry */
  readonly place: Uint16Array;
};

export type Scale = {
  /** without the root */
  readonly customers: number;
  readonly seed: number;
  /** entries in the history */
  readonly history: number;
  readonly now: Date;
};

export const day = 86_400_000;

/** The log-ins that the demonstration has, too: the broadest reseller, and one of its customers. */
const known = { reseller: "reseller", customer: "customer" };

/** Plans the tree, the people in it and what they may spend. The same for the same seed, but for the clock. */
export async function makeWorld({ customers, seed, now }: Scale, currencyOfRoot: string): Promise<World> {
  const tree = planTree(customers, seed);
  const invent = await makeInventor(seed);
  const people: Person[] = [nobody, root];
  for (let id = 2; id <= tree.last; id += 1)
    people.push(invent(diceOf(seed, throws.person, id), id, tree.isReseller[id] === 1));
  const one = tree.parent.findLastIndex((parent, id) => parent === tree.broadest && !tree.isReseller[id]);
  rename(people, tree.broadest, known.reseller);
  rename(people, one, known.customer);
  return {
    tree,
    people,
    terms: planTerms(tree, seed, currencyOfRoot),
    seed,
    now: now.getTime(),
    balance: new Float64Array(tree.last + 1),
    owesSince: new Float64Array(tree.last + 1),
    place: new Uint16Array(tree.last + 1),
  };
}

/** When a customer came, in milliseconds: in the order of the ids over three years, more and more. */
export function createdAt({ tree, now }: World, id: number): number {
  return Math.floor(now - oldest * (1 - id / tree.last) ** growth);
}

/** The last customer that had come by then. */
export function lastBy({ tree, now }: World, at: number): number {
  const age = Math.max(0, now - at) / oldest;
  return Math.max(1, Math.floor(tree.last * (1 - Math.min(1, age) ** (1 / growth))));
}

/** How long ago the first customer came. */
export const oldest = 1_200 * day;
const growth = 1.5;

/** The dice of one customer for one purpose. */
export function diceFor({ seed }: World, id: number, purpose: keyof typeof throws): Dice {
  return diceOf(seed, throws[purpose], id);
}

/** Money as the database writes it. */
export function money(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

function rename(people: Person[], id: number, web_login: string): void {
  const person = people[id];
  if (person) people[id] = { ...person, web_login };
}

const nobody: Person = {
  name: "",
  web_login: "",
  company_name: "",
  first_name: "",
  last_name: "",
  street_addr: "",
  city: "",
  country: "",
  phone: "",
  fax: "",
  email: "",
  i_lang: "en",
  dns_alias: "",
  alt_phone: "",
};
const root: Person = { ...nobody, name: "root", web_login: "ssp-root" };
