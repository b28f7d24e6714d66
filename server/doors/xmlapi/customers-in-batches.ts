import type { Actor } from "../../actor/actor";
import { listCustomers } from "../../customers/list-customers";
import type { Choice } from "../../operation/definition";
import type { Batch, Streamed } from "./streamed";

const batch = 1_000;

/**
 * Lists all sub-customers, or as many as the caller asks for, by keyset in batches. Holds no transaction, and reads
 * nothing before the reader wants it. Source: semantics, 'Getting and listing'.
 */
export const customersInBatches: Streamed = (actor, raw) => ({
  member: "customers",
  batches: batches(actor, raw),
});

async function* batches(actor: Actor, raw: Readonly<Record<string, unknown>>): AsyncIterable<Batch> {
  const { offset: _offset, limit: _limit, ...scope } = raw;
  const limit = limitIn(actor, raw);
  let left = limit ?? 0;
  // the operation itself refuses a limit that it cannot read
  let read = await batchOf(actor, limit === null ? raw : { ...raw, limit: Math.min(batch, left) });
  while (true) {
    const { last, isFull } = read;
    const isLast = last === undefined || !isFull || left <= batch;
    // hand the batch over: while we wait for the next one we keep nothing of it
    yield { items: read.customers.splice(0), isLast };
    if (isLast) return;
    left -= batch;
    read = await batchOf(actor, { ...scope, after: last, limit: Math.min(batch, left) }, { continues: true });
  }
}

async function batchOf(actor: Actor, raw: Readonly<Record<string, unknown>>, choice?: Choice) {
  const { customers } = await listCustomers(actor, raw, choice);
  return { customers, last: customers.at(-1)?.i_customer, isFull: customers.length === batch };
}

/** How many at most; Infinity: all of them, null: we cannot read the limit. */
function limitIn(actor: Actor, raw: Readonly<Record<string, unknown>>): number | null {
  try {
    const { i_wholesaler: _scope, ...rest } = raw;
    return listCustomers.definition.input(rest, actor).limit ?? Number.POSITIVE_INFINITY;
  } catch {
    return null;
  }
}
