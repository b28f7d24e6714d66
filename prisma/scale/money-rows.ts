import type { Cell } from "./copy-in";
import { type Dice, diceOf, oneOf, throws } from "./dice";
import { createdAt, day, lastBy, money, type World } from "./world";

export const ledgerColumns = [
  "i_customer",
  "place",
  "previous_place",
  "balance_before",
  "amount",
  "balance_after",
  "currency",
  "kind",
  "note",
  "paid_on",
  "name",
  "path",
  "actor_customer",
  "actor_login",
  "door",
  "at",
] as const;

/** A booked payment or charge, of which the history tells. */
export type Told = {
  readonly id: number;
  readonly amount: number;
  readonly before: number;
  readonly at: number;
};

const months = 13;
const month = 30 * day;

/**
 * The ledger's rows in the order in which they were booked: the opening when a customer came, then payments and charges of
 * 13 months. Keeps in the world what each has at the end.
 * @param tell is called for what is no opening, with the entry's number in the order of the rows, from 0
 */
export function* ledgerRows(world: World, tell: (entry: number, told: Told) => void): Generator<Cell[]> {
  const { tree, now, balance, owesSince, place } = world;
  let count = 0;
  let next = 2;
  const enter = (id: number, amount: number, kind: string, at: number): Cell[] => {
    const before = balance[id] ?? 0;
    const previous = place[id] ?? 0;
    balance[id] = before + amount;
    owesSince[id] = before + amount < 0 ? owesSince[id] || at : 0;
    place[id] = previous + 1;
    if (kind !== "opening") tell(count, { id, amount, before, at });
    count += 1;
    const parent = tree.parent[id] ?? 0;
    const paid = kind === "payment" ? new Date(at).toISOString().slice(0, 10) : null;
    const by = kind === "charge" ? "api" : "web";
    return [
      id,
      previous + 1,
      previous || null,
      money(before),
      money(amount),
      money(before + amount),
      world.terms.currency[id] ?? "",
      kind,
      kind === "opening" ? "" : `Invoice ${2_000 + (count % 90_000)}`,
      paid,
      world.people[id]?.name ?? "",
      tree.path[id] ?? "",
      parent,
      world.people[parent]?.web_login ?? "",
      by,
      new Date(at),
    ];
  };
  const opening = (id: number): Cell[] => {
    const dice = diceOf(world.seed, throws.money, id);
    const amount = dice() < 0.06 ? 0 : Math.floor(scaleOf(world, id) * dice() ** 3 * 50_000);
    return enter(id, amount, "opening", createdAt(world, id));
  };
  for (let passed = 0; passed < months; passed += 1) {
    const begins = now - (months - passed) * month;
    for (let there = lastBy(world, begins); next <= there; next += 1) yield opening(next);
    const there = next - 1;
    for (let id = 2; id <= there; id += 1) {
      const at = Math.floor(begins + (id / tree.last) * (month - 2_000));
      for (; next <= tree.last && createdAt(world, next) <= at; next += 1) yield opening(next);
      const dice = diceOf(world.seed, throws.money, id, passed);
      const { pays, spends } = habitsOf(diceOf(world.seed, throws.rest, id));
      if (dice() < pays)
        yield enter(id, Math.floor(scaleOf(world, id) * (500 + dice() ** 2 * 30_000)), "payment", at);
      if (dice() >= spends) continue;
      const amount = Math.floor(scaleOf(world, id) * (100 + dice() ** 2 * 12_000));
      const left = (balance[id] ?? 0) + limitOf(world, id);
      // hardly anybody spends what it has not
      if (amount <= left || dice() < 0.01) yield enter(id, -amount, "charge", at + 1_000);
    }
  }
  for (; next <= tree.last; next += 1) yield opening(next);
}

/** The credit limit in hundredths. */
export function limitOf(world: World, id: number): number {
  const dice = diceOf(world.seed, throws.values, id);
  if (dice() < 0.6) return 0;
  return scaleOf(world, id) * oneOf(() => dice() ** 2, [5_000, 10_000, 25_000, 50_000, 100_000]);
}

/** Resellers have and spend more. */
function scaleOf({ tree }: World, id: number): number {
  return tree.isReseller[id] ? 20 : 1;
}

/** How likely somebody pays and spends in a month: one in twenty is busy, and two in five hardly do anything. */
function habitsOf(dice: Dice): { readonly pays: number; readonly spends: number } {
  const thrown = dice();
  if (thrown < 0.05) return { pays: 0.6, spends: 0.95 };
  return thrown < 0.6 ? { pays: 0.12, spends: 0.25 } : { pays: 0.02, spends: 0.03 };
}
