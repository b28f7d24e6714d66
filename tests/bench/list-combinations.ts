import type { Actor } from "@/server/actor/actor";
import { type Sorting, sortedWhereDirect, sortingNames } from "@/server/customers/sortings";
import { database } from "@/server/database/client";
import { actorOf } from "../builders";

/** A list that somebody can ask for: whose, and what its address holds. */
export type Combination = {
  readonly place: string;
  readonly actor: Actor;
  readonly raw: Readonly<Record<string, string>>;
};

/** Somebody whose lists are read: how their place is called, and what is theirs. */
type Place = {
  readonly place: string;
  readonly actor: Actor;
  readonly i_tariff: number;
  /** of somebody below them */
  readonly name: string;
};

/** None; a common word; the commonest; one of another alphabet, late in any order; a name; nobody's; two letters; a number. */
const searches = ["", "telecom", "example", "связь", "a name", "zzyzx quux", "an", "+7 49"] as const;

const filters: readonly Readonly<Record<string, string>>[] = [
  {},
  { currency: "GBP" },
  { currency: "RUB" },
  { currency: "JPY" },
  { right: "customers" },
  { right: "vouchers" },
  { blocked: "1" },
  { blocked: "0" },
  { blocked: "above" },
  { needs: "over" },
  { needs: "low" },
  { needs: "dormant" },
  { i_tariff: "theirs" },
  { min: "100", max: "101" },
  { min: "100" },
];

const orders = ["asc", "desc"] as const;

/** Every sorting that is offered, in either direction, with every filter and search, at every place. */
export async function combinations(): Promise<Combination[]> {
  const all: Combination[] = [];
  for (const place of await findPlacesOfList())
    for (const sort of sortingNames)
      for (const order of orders)
        for (const direct of [false, true])
          for (const filter of filters)
            for (const q of searches)
              if (isOffered(sort, direct, filter))
                all.push(combined(place, { sort, order, direct, filter, q }));
  return all;
}

/**
 * Every kind of combination, in a sixteenth as many: any place, sorting and filter meet in one of them, in either direction
 * and with any search somewhere: any three of all these meet, but for some that only lists of direct customers have.
 * @param turn which of them stand for the others
 */
export async function kindsOfCombination(turn: number): Promise<Combination[]> {
  const all: Combination[] = [];
  for (const [at, place] of (await findPlacesOfList()).entries())
    for (const [by, sort] of sortingNames.entries())
      for (const direct of [false, true])
        for (const [which, filter] of filters.entries()) {
          if (!isOffered(sort, direct, filter)) continue;
          const round = 2 * at + Number(direct) + by + which + turn;
          const q = searches[round % searches.length] ?? "";
          const order = orders[(at + by + which + Math.floor(round / searches.length)) % 2] ?? "asc";
          all.push(combined(place, { sort, order, direct, filter, q }));
        }
  return all;
}

/** The places of a tree from which lists are read, by how many are below. */
async function findPlacesOfList(): Promise<Place[]> {
  const rows = await database().$queryRaw<{ i_customer: number; below: number }[]>`
    SELECT top.i_customer, (SELECT count(*)::int FROM customers d
                             WHERE d.path >= top.path AND d.path < rtrim(top.path, '/') || '0') - 1 AS below
      FROM customers top WHERE top.depth = 1 ORDER BY 2 DESC, 1`;
  const at = (share: number) => rows[Math.floor(rows.length * share)]?.i_customer ?? 1;
  const named = { root: 1, broadest: 2, second: at(0.004), medium: at(0.1), small: at(0.3), leaf: at(0.999) };
  const found: Place[] = [];
  for (const [place, i_customer] of Object.entries(named)) {
    const [one] = await database().$queryRaw<{ name: string; i_tariff: number | null }[]>`
      SELECT d.name, (SELECT max(t.i_tariff) FROM tariffs t WHERE t.i_customer = ${i_customer}) AS i_tariff
        FROM customers c JOIN customers d ON d.path LIKE c.path || '%'
       WHERE c.i_customer = ${i_customer} ORDER BY d.i_customer DESC LIMIT 1`;
    found.push({
      place,
      actor: await actorOf(i_customer),
      i_tariff: one?.i_tariff ?? 1,
      name: one?.name ?? "",
    });
  }
  return found;
}

type Chosen = {
  readonly sort: Sorting;
  readonly order: (typeof orders)[number];
  readonly direct: boolean;
  readonly filter: (typeof filters)[number];
  readonly q: (typeof searches)[number] | "";
};

function isOffered(sort: Sorting, direct: boolean, filter: Chosen["filter"]): boolean {
  return direct || !(sortedWhereDirect.includes(sort) || filter.needs === "dormant");
}

function combined(
  { place, actor, i_tariff, name }: Place,
  { sort, order, direct, filter, q }: Chosen,
): Combination {
  const theirs = filter.i_tariff ? { i_tariff: String(i_tariff) } : {};
  return {
    place,
    actor,
    raw: {
      sort,
      order,
      direct: direct ? "1" : "",
      ...filter,
      ...theirs,
      q: q === "a name" ? name : q,
    },
  };
}
