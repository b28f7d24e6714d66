import type { Actor } from "@/server/actor/actor";
import { sortedWhereDirect, sortingNames } from "@/server/customers/sortings";
import { database } from "@/server/database/client";
import { actorOf } from "../builders";

/** A list that somebody can ask for: whose, and what its address holds. */
export type Combination = {
  readonly place: string;
  readonly actor: Actor;
  readonly raw: Readonly<Record<string, string>>;
};

/** The places of a tree from which lists are read, by how many are below. */
async function findPlacesOfList(): Promise<ReadonlyMap<string, Actor>> {
  const rows = await database().$queryRaw<{ i_customer: number; below: number }[]>`
    SELECT top.i_customer, (SELECT count(*)::int FROM customers d
                             WHERE d.path >= top.path AND d.path < rtrim(top.path, '/') || '0') - 1 AS below
      FROM customers top WHERE top.depth = 1 ORDER BY 2 DESC, 1`;
  const at = (share: number) => rows[Math.floor(rows.length * share)]?.i_customer ?? 1;
  const named = { root: 1, broadest: 2, second: at(0.004), medium: at(0.1), small: at(0.3), leaf: at(0.999) };
  const found = new Map<string, Actor>();
  for (const [place, i_customer] of Object.entries(named)) found.set(place, await actorOf(i_customer));
  return found;
}

/** None; a common word; the commonest; one of another alphabet, late in any order; a name; nobody's; two letters; a number. */
const searches = ["", "telecom", "example", "связь", "a name", "zzyzx quux", "an", "+7 49"] as const;

/** Every sorting that is offered, in either direction, with every filter and search, at every place. */
export async function combinations(): Promise<Combination[]> {
  const places = await findPlacesOfList();
  const all: Combination[] = [];
  for (const [place, actor] of places) {
    const [one] = await database().$queryRaw<{ name: string; i_tariff: number | null }[]>`
      SELECT d.name, (SELECT max(t.i_tariff) FROM tariffs t WHERE t.i_customer = ${actor.i_customer}) AS i_tariff
        FROM customers c JOIN customers d ON d.path LIKE c.path || '%'
       WHERE c.i_customer = ${actor.i_customer} ORDER BY d.i_customer DESC LIMIT 1`;
    const filters: Readonly<Record<string, string>>[] = [
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
      { i_tariff: String(one?.i_tariff ?? 1) },
      { min: "100", max: "101" },
      { min: "100" },
    ];
    for (const sort of sortingNames)
      for (const order of ["asc", "desc"])
        for (const direct of ["", "1"])
          for (const filter of filters)
            for (const q of searches) {
              if (sortedWhereDirect.includes(sort) && direct === "") continue;
              if (filter.needs === "dormant" && direct === "") continue;
              const raw = { sort, order, direct, ...filter, q: q === "a name" ? (one?.name ?? "") : q };
              all.push({ place, actor, raw });
            }
  }
  return all;
}
