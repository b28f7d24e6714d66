import type { Client } from "pg";
import { type LedgerKind, ledgerKinds } from "@/server/ledger/ledger";
import { makeBranchSums } from "@/server/sums/make";
import { fc } from "@/tests/chance";

/** An invented life of a customer: its parent, its bookings, and whether it was deleted. */
export type Life = {
  /** null: directly below the scope; otherwise the index of its parent among the lives */
  readonly parent: number | null;
  readonly currency: string;
  /** in order: the opening entry first, times in milliseconds, amounts in millionths */
  readonly entries: readonly { readonly at: number; readonly kind: LedgerKind; readonly amount: bigint }[];
  readonly deletedAt: number | null;
};

const booked = ledgerKinds.filter((kind) => kind !== "opening" && kind !== "write-off");

/**
 * Generates lives on two levels within some days. Two concurrent bookings may have their times in the wrong order.
 * @param edges moments to favour
 */
export function lives(from: number, to: number, edges: readonly number[]): fc.Arbitrary<Life[]> {
  const moment = fc.oneof(fc.integer({ min: from, max: to }), fc.constantFrom(...edges));
  const life = fc.record({
    below: fc.option(fc.nat({ max: 5 })),
    currency: fc.constantFrom("USD", "EUR", "JPY"),
    opening: fc.record({ at: moment, amount: fc.bigInt({ min: -9_000_000n, max: 9_000_000n }) }),
    booked: fc.array(
      fc.record({
        at: moment,
        kind: fc.constantFrom(...booked),
        amount: fc.bigInt({ min: -9_000_000_000n, max: 9_000_000_000n }),
      }),
      { maxLength: 6 },
    ),
    swapped: fc.boolean(),
    deletedAt: fc.option(moment),
  });
  return fc
    .array(life, { minLength: 1, maxLength: 7 })
    .map((drawn) => drawn.map((one) => lifeOf(one, drawn)));
}

type Drawn = {
  readonly below: number | null;
  readonly currency: string;
  readonly opening: { readonly at: number; readonly amount: bigint };
  readonly booked: Life["entries"];
  readonly swapped: boolean;
  readonly deletedAt: number | null;
};

function lifeOf(
  { below, currency, opening, booked: later, swapped, deletedAt }: Drawn,
  all: readonly Drawn[],
): Life {
  const start = Math.min(opening.at, ...later.map(({ at }) => at));
  const entries: Life["entries"][number][] = [
    { at: start, kind: "opening", amount: opening.amount },
    ...later.toSorted((one, other) => one.at - other.at),
  ];
  const [first, second] = [entries.at(-2), entries.at(-1)];
  if (swapped && entries.length > 2 && first && second) {
    entries.splice(-2, 2, { ...first, at: second.at }, { ...second, at: first.at });
  }
  // a parent cannot be deleted before its children, so here nobody with children is deleted
  const gone = below === null ? null : deletedAt;
  const end = gone === null ? null : Math.max(gone, ...entries.map(({ at }) => at));
  const left = entries.reduce((sum, { amount }) => sum + amount, 0n);
  if (end !== null && left !== 0n) entries.push({ at: end, kind: "write-off", amount: -left });
  const parent = below !== null && all[below] && all[below].below === null ? below : null;
  return { parent, currency, entries, deletedAt: end };
}

const columns = `INSERT INTO ledger (i_customer, place, previous_place, balance_before, amount, balance_after, currency,
                                     kind, name, path, actor_customer, door, at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, 'system', $11)`;

/** Writes lives below a customer straight into the database, as its owner. @returns their ids, in order */
export async function live(owner: Client, scope: { i_customer: number; path: string }, all: readonly Life[]) {
  const { rows } = await owner.query<{ id: number }>(
    "SELECT nextval('customers_i_customer_seq')::int AS id FROM generate_series(1, $1::int)",
    [all.length],
  );
  const ids = rows.map(({ id }) => id);
  const pathOf = (index: number): string => {
    const parent = all[index]?.parent ?? null;
    return `${parent === null ? scope.path : pathOf(parent)}${ids[index]}/`;
  };
  // parents first
  const order = [...all.keys()].sort((one, other) => pathOf(one).length - pathOf(other).length);
  for (const index of order) {
    const life = all[index];
    const id = ids[index];
    if (!life || id === undefined) continue;
    let balance = 0n;
    for (const [before, { at, kind, amount }] of life.entries.entries()) {
      const numbers = [balance, amount, balance + amount].map((value) => `${value}e-6`);
      const named = [life.currency, kind, nameOf(id), pathOf(index), new Date(at).toISOString()];
      await owner.query(columns, [id, before + 1, before || null, ...numbers, ...named]);
      balance += amount;
    }
    if (life.deletedAt === null) {
      const parent = life.parent === null ? scope.i_customer : ids[life.parent];
      await owner.query(
        `INSERT INTO customers (i_customer, i_wholesaler, path, depth, name, name_key, base_currency, payment_currency,
                                balance, ledger_place, owes_since)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $6, $7, $8, CASE WHEN $7::numeric < 0 THEN now() END)`,
        [
          id,
          parent,
          pathOf(index),
          pathOf(index).split("/").length - 2,
          nameOf(id),
          life.currency,
          `${balance}e-6`,
          life.entries.length,
        ],
      );
    } else {
      await owner.query(
        `INSERT INTO deleted_customers (i_customer, i_wholesaler, path, name, name_order, currency, deleted_at)
         VALUES ($1, $2, $3, $4, $4, $5, $6)`,
        [
          id,
          life.parent === null ? scope.i_customer : ids[life.parent],
          pathOf(index),
          nameOf(id),
          life.currency,
          new Date(life.deletedAt).toISOString(),
        ],
      );
      await owner.query(
        `INSERT INTO audit_log (operation, door, actor_customer, actor_path, actor_name, i_customer, path, name, changes, at)
         VALUES ('deleteCustomer', 'system', 1, '1/', '', $1, $2, $3, '{"balance": ["0", null]}', $4)`,
        [id, pathOf(index), nameOf(id), new Date(life.deletedAt).toISOString()],
      );
    }
  }
  await makeBranchSums();
  return ids;
}

export function nameOf(id: number): string {
  return `life ${id}`;
}
