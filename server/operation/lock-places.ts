import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows } from "../database/rows";
import type { Node } from "../tree/tree";
import { notFound } from "./demands";
import type { Place } from "./find-places";
import type { Needs } from "./needs";

/**
 * Locks what an operation says that it changes: the customer that it is about, or with its funds the parent first.
 * @throws Refusal 404 it was deleted meanwhile
 */
export async function lockPlaces<Input>(
  db: Queries,
  { locks }: Pick<Needs<Input>, "locks">,
  input: Input,
  scope: Node,
  target: Place | null,
): Promise<void> {
  const what = typeof locks === "function" ? locks(input) : locks;
  if (!what) return;
  const { i_customer } = target ?? scope;
  await lockCustomers(db, what === "funds" ? [scope.i_customer, i_customer] : [i_customer]);
}

/**
 * Locks customers for a change of their rows, those above first: whoever locks several does so in this order, so that two
 * wait for each other instead of deadlocking.
 * @throws Refusal 404 one of them was deleted meanwhile
 */
export async function lockCustomers(db: Queries, ids: readonly number[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const rows = await readRows<unknown>(
    db,
    Prisma.sql`
    SELECT c.i_customer FROM customers c
     WHERE c.i_customer = ANY (${wanted}::int[]) ORDER BY c.depth FOR NO KEY UPDATE`,
  );
  if (rows.length < wanted.length) throw notFound();
}
