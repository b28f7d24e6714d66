import type { Cell } from "./copy-in";
import { diceOf, throws } from "./dice";
import { createdAt, day, lastBy, money, type World } from "./world";

export const historyColumns = [
  "at",
  "operation",
  "door",
  "address",
  "actor_customer",
  "actor_path",
  "actor_name",
  "actor_login",
  "actor_i_web_user",
  "i_customer",
  "path",
  "name",
  "changes",
  "detail",
] as const;

/** Payments and charges, for the history to tell of them; in the order of time. Arrays, as there are millions. */
export class Booked {
  readonly #entry: number[] = [];
  readonly #id: number[] = [];
  readonly #amount: number[] = [];
  readonly #before: number[] = [];
  readonly #at: number[] = [];

  add(
    entry: number,
    { id, amount, before, at }: { id: number; amount: number; before: number; at: number },
  ): void {
    this.#entry.push(entry);
    this.#id.push(id);
    this.#amount.push(amount);
    this.#before.push(before);
    this.#at.push(at);
  }

  get count(): number {
    return this.#id.length;
  }

  get(index: number) {
    const from = (values: readonly number[]) => values[index] ?? 0;
    return {
      entry: from(this.#entry),
      id: from(this.#id),
      amount: from(this.#amount),
      before: from(this.#before),
      at: from(this.#at),
    };
  }
}

type Entry = { readonly at: number; readonly row: () => Cell[] };

/**
 * The rows of the history, the oldest first: of each customer that it was created, then payments and charges (as many as
 * there are, or two thirds of what is left), then changes of contact data over 13 months.
 * @param firstEntry the id of the ledger's first row
 */
export function* historyRows(
  world: World,
  booked: Booked,
  count: number,
  firstEntry: number,
): Generator<Cell[]> {
  const created = Math.min(count, world.tree.last - 1);
  const paid = Math.min(booked.count, Math.floor((count - created) * 0.66));
  const streams = [
    creations(world, created),
    payments(world, booked, paid, firstEntry),
    changes(world, count - created - paid),
  ].map((entries) => ({ entries, next: entries.next() }));
  for (;;) {
    let earliest: (typeof streams)[number] | null = null;
    for (const stream of streams)
      if (!stream.next.done && (earliest === null || stream.next.value.at < (earliest.next.value?.at ?? 0)))
        earliest = stream;
    if (earliest === null || earliest.next.done) return;
    yield earliest.next.value.row();
    earliest.next = earliest.entries.next();
  }
}

function* creations(world: World, count: number): Generator<Entry, undefined> {
  for (let id = 2; id < count + 2; id += 1) {
    const { name, web_login } = world.people[id] ?? {};
    yield entryOf(world, id, createdAt(world, id), "createCustomer", {
      name: [null, name],
      web_login: [null, web_login],
      web_password: "secret",
    });
  }
}

function* payments(
  world: World,
  booked: Booked,
  count: number,
  firstEntry: number,
): Generator<Entry, undefined> {
  for (let taken = 0; taken < count; taken += 1) {
    const { entry, id, amount, before, at } = booked.get(Math.floor((taken * booked.count) / count));
    const operation = amount > 0 ? "customerAddFunds" : "customerDebit";
    const balance = [`${money(before)}0000`, `${money(before + amount)}0000`];
    yield entryOf(world, id, at, operation, { balance }, () => ({
      i_entry: String(firstEntry + entry),
      amount: `${money(Math.abs(amount))}0000`,
      currency: world.terms.currency[id],
      note: `Invoice ${2_000 + (entry % 90_000)}`,
    }));
  }
}

function* changes(world: World, count: number): Generator<Entry, undefined> {
  const dice = diceOf(world.seed, throws.history);
  const since = 395 * day;
  for (let made = 0; made < count; made += 1) {
    const at = Math.floor(world.now - since + (since * made) / count);
    const id = 2 + Math.floor(dice() * (lastBy(world, at) - 1));
    const city = world.people[id]?.city ?? "";
    yield entryOf(world, id, at, "updateCustomer", {
      city: [city, ""],
      postal_code: ["", String(made % 99_999)],
    });
  }
}

function entryOf(
  { tree, people }: World,
  id: number,
  at: number,
  operation: string,
  changed: Readonly<Record<string, unknown>>,
  detail: () => Readonly<Record<string, unknown>> = () => ({}),
): Entry {
  const parent = tree.parent[id] ?? 0;
  const row = (): Cell[] => [
    new Date(at),
    operation,
    "web",
    `198.51.100.${parent % 250}`,
    parent,
    tree.path[parent] ?? "",
    people[parent]?.name ?? "",
    people[parent]?.web_login ?? "",
    // a default web user has its customer's id
    parent,
    id,
    tree.path[id] ?? "",
    people[id]?.name ?? "",
    JSON.stringify(changed),
    JSON.stringify(detail()),
  ];
  return { at, row };
}
