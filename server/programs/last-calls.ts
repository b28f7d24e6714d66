import type { Actor } from "../actor/actor";
import { database } from "../database/client";
import { Prisma } from "../database/generated/client";
import { isDatabaseAway } from "../database/is-away";
import { writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { writeLater } from "../ground/write-later";
import { ReplayedCall } from "../operation/replayed-call";

/** What we remember of a call: never its parameters. */
type ApiCall = {
  readonly i_customer: number;
  readonly at: Date;
  readonly method: string;
  readonly fault_code: number | null;
  readonly address: string | null;
  readonly ms: number;
  /** under which we recorded its refusal */
  readonly reference: string | null;
};

/** How many of the newest calls of each customer we keep, and for how long. */
export const kept = { perCustomer: 50, days: 7 } as const;
const sweepEveryMs = 60_000;
/** If more customers than this call within a second, we do not remember all of them. */
const mostCustomers = 1_000;

/**
 * Performs a call and notes its outcome for the customer's page about the API. Notes it in memory; once a second we
 * write all notes, apart from the calls: no call waits for that, and its cost does not grow with their number.
 */
export async function noted<Result>(
  actor: Actor,
  method: string,
  act: () => Promise<Result>,
): Promise<Result> {
  const began = performance.now();
  let fault: number | null = null;
  let reference: string | null = null;
  try {
    return await act();
  } catch (error) {
    fault = codeOf(error);
    if (error instanceof Refusal) reference = error.reference ?? null;
    throw error;
  } finally {
    if (fault !== again) {
      note({
        i_customer: actor.i_customer,
        // at its end, so that a call that holds others comes after them
        at: new Date(),
        // PostgreSQL stores no NUL
        method: method.slice(0, 100).toWellFormed().replaceAll("\0", ""),
        fault_code: fault,
        address: actor.address,
        ms: Math.round(performance.now() - began),
        reference,
      });
    }
  }
}

/** No outcome: we ask the client to call once more. */
const again = 0;

function codeOf(error: unknown): number {
  if (error instanceof ReplayedCall) return again;
  if (error instanceof Refusal) return error.code;
  return isDatabaseAway(error) ? 503 : 500;
}

/** By customer, the newest call last. */
let unwritten = new Map<number, ApiCall[]>();

function note(call: ApiCall): void {
  const calls = unwritten.get(call.i_customer);
  if (calls) {
    calls.push(call);
    if (calls.length > kept.perCustomer) calls.shift();
  } else if (unwritten.size < mostCustomers) {
    unwritten.set(call.i_customer, [call]);
  }
  later.soon();
}

const later = writeLater(() => {
  const calls = [...unwritten.values()].flat();
  unwritten = new Map();
  return calls.length === 0 ? null : async () => await write(calls);
}, "the last calls could not be written");

/** Writes the notes that are not written yet. Never throws: forgets what it cannot write. */
export const writeLastCalls = later.now;

async function write(calls: readonly ApiCall[]): Promise<void> {
  // one text for any number of them
  await writeRows(
    database(),
    Prisma.sql`
    INSERT INTO api_calls (i_customer, at, method, fault_code, address, ms, reference)
    SELECT * FROM json_to_recordset(${JSON.stringify(calls)}::json)
        AS c (i_customer int, at timestamptz, method text, fault_code int, address text, ms int, reference text)`,
  );
  for (const { i_customer } of calls) called.add(i_customer);
  if (Date.now() - sweptAt >= sweepEveryMs) await sweepLastCalls();
}

/** Who has called since the last sweep. */
const called = new Set<number>();
let sweptAt = Date.now();

/** Deletes all but the newest calls of customers who called lately, and everybody's calls older than a week. */
export async function sweepLastCalls(): Promise<void> {
  sweptAt = Date.now();
  const customers = [...called];
  called.clear();
  await database().$executeRaw`
    DELETE FROM api_calls c USING (
      SELECT t.i_customer, (SELECT k.i_api_call FROM api_calls k WHERE k.i_customer = t.i_customer
                             ORDER BY k.i_api_call DESC OFFSET ${kept.perCustomer - 1} LIMIT 1) AS oldest
        FROM unnest(${customers}::int[]) AS t (i_customer)) AS those
     WHERE c.i_customer = those.i_customer AND c.i_api_call < those.oldest`;
  await database()
    .$executeRaw`DELETE FROM api_calls WHERE at < now() - make_interval(days => ${kept.days}::int)`;
}
