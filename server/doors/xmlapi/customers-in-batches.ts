import type { Actor } from "../../actor/actor";
import { listCustomers } from "../../customers/list-customers";
import type { Choice } from "../../operation/definition";
import type { Batch, Streamed } from "../calls/streamed";
import { placeOf, rememberPlace } from "./list-places";

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
  const asked = readAsked(actor, raw);
  let left = asked?.limit ?? 0;
  const caller = callerOf(actor, raw.i_wholesaler);
  const place = asked && caller ? placeOf(caller, asked.offset) : null;
  const begin = place === null ? raw : { ...scope, after: place };
  // the operation itself refuses what it cannot read
  let read = await batchOf(actor, asked === null ? raw : { ...begin, limit: Math.min(batch, left) });
  let given = asked?.offset ?? 0;
  while (true) {
    const { last, isFull } = read;
    given += read.customers.length;
    if (caller && last !== undefined) rememberPlace(caller, given, last);
    const isLast = last === undefined || !isFull || left <= batch;
    // hand the batch over: while we wait for the next one we keep nothing of it
    yield { items: read.customers.splice(0), isLast };
    if (isLast) return;
    left -= batch;
    read = await batchOf(actor, { ...scope, after: last, limit: Math.min(batch, left) }, { continues: true });
  }
}

/** Who reads which list; null where the scope is named in no usual way, which the operation reads or refuses. */
function callerOf({ i_customer, i_web_user }: Actor, scope: unknown): string | null {
  const isUsual = scope === undefined || typeof scope === "number" || typeof scope === "string";
  return isUsual ? `${i_customer} ${i_web_user} ${typeof scope} ${scope}` : null;
}

async function batchOf(actor: Actor, raw: Readonly<Record<string, unknown>>, choice?: Choice) {
  const { customers } = await listCustomers(actor, raw, choice);
  return { customers, last: customers.at(-1)?.i_customer, isFull: customers.length === batch };
}

/** Which part a call asks for, `limit` Infinity: all of it; null: we cannot read it. */
function readAsked(
  actor: Actor,
  raw: Readonly<Record<string, unknown>>,
): { readonly offset: number; readonly limit: number } | null {
  try {
    const { i_wholesaler: _scope, ...rest } = raw;
    const { offset, limit } = listCustomers.definition.input(rest, actor);
    return { offset, limit: limit ?? Number.POSITIVE_INFINITY };
  } catch {
    return null;
  }
}
