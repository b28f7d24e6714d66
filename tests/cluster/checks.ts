import { setTimeout as pause } from "node:timers/promises";
import { expect } from "vitest";
import { asSuperuser, type DatabaseMachine, primary } from "./databases";
import type { Acknowledged } from "./writer";

/** Every acknowledged customer and payment is there once, and every ledger adds up. */
export async function expectAll(acknowledged: readonly Acknowledged[]): Promise<void> {
  const machine = await primary();
  const there = await asSuperuser<{ what: string; times: number }>(
    machine,
    `SELECT name AS what, count(*)::int AS times FROM customers GROUP BY 1
     UNION ALL SELECT idempotency_key, count(*)::int FROM ledger WHERE idempotency_key IS NOT NULL GROUP BY 1`,
    "trellis",
  );
  const times = new Map(there.map((row) => [row.what, row.times]));
  expect(acknowledged.filter(({ what }) => times.get(what) !== 1)).toEqual([]);
  const broken = await asSuperuser(
    machine,
    `SELECT c.i_customer FROM customers c WHERE c.balance <> (SELECT sum(amount) FROM ledger l WHERE l.i_customer = c.i_customer)
         OR c.ledger_place <> (SELECT count(*) FROM ledger l WHERE l.i_customer = c.i_customer)
     UNION ALL
     SELECT l.i_customer FROM ledger l LEFT JOIN ledger p ON p.i_customer = l.i_customer AND p.place = l.place - 1
      WHERE l.balance_after <> l.balance_before + l.amount OR (l.place > 1 AND p.balance_after IS DISTINCT FROM l.balance_before)`,
    "trellis",
  );
  expect(broken).toEqual([]);
}

/** Waits until what is done by the clock is done: the queue of jobs lives on, too. */
export async function untilFolded(): Promise<void> {
  const sql = "SELECT count(*)::int AS n FROM branch_differences";
  while ((await asSuperuser<{ n: number }>(await primary(), sql, "trellis"))[0]?.n !== 0) await pause(200);
}

/** How many transactions of the service's database one PostgreSQL has answered. */
export async function transactionsAt(machine: DatabaseMachine): Promise<number> {
  const sql = "SELECT xact_commit::int AS n FROM pg_stat_database WHERE datname = 'trellis'";
  return (await asSuperuser<{ n: number }>(machine, sql))[0]?.n ?? 0;
}
