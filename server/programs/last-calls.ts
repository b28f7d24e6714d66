import type { Actor } from "../actor/actor";
import { database } from "../database/client";
import { Prisma } from "../database/generated/client";
import { isDatabaseAway } from "../database/is-away";
import { writeRows } from "../database/rows";
import { Refusal } from "../ground/refusal";
import { withoutSecrets } from "../ground/text/without-secrets";
import { writeLater } from "../ground/write-later";
import { ReplayedCall } from "../operation/replayed-call";

/** The addresses that take calls of programs: XML-RPC, REST, and the one for old programs. */
export const callDoors = ["api", "rest", "bridge"] as const;
export type CallDoor = (typeof callDoors)[number];

/** What we remember of a call: never its parameters. */
type ApiCall = {
  readonly i_customer: number;
  readonly door: CallDoor;
  readonly i_key: number | null;
  readonly at: Date;
  readonly method: string;
  readonly fault_code: number | null;
  readonly address: string | null;
  readonly ms: number;
  /** under which we recorded its refusal */
  readonly reference: string | null;
};

/**
 * How many of the newest calls of each caller we keep, and for how long. A customer's programs are a caller through each door,
 * and each of its keys is one, so that a busy key hides nothing of the others.
 */
export const kept = { perCaller: 50, days: 7 } as const;
const sweepEveryMs = 60_000;
/** If more than this call within a second, we do not remember all of them. */
const mostCallers = 1_000;

/**
 * Performs a call and notes its outcome for the customer's page about the API. Notes it in memory; once a second we
 * write all notes, apart from the calls: no call waits for that, and its cost does not grow with their number.
 */
export async function noted<Result>(
  actor: Actor,
  { door, method }: Pick<ApiCall, "door" | "method">,
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
        door,
        i_key: actor.key?.i_key ?? null,
        // at its end, so that a call that holds others comes after them
        at: new Date(),
        // PostgreSQL stores no NUL
        method: withoutSecrets(method).slice(0, 100).toWellFormed().replaceAll("\0", ""),
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
  // of several, which a dry run tells of, the first
  if (error instanceof Error && error.cause instanceof Refusal) return error.cause.code;
  return isDatabaseAway(error) ? 503 : 500;
}

/** By caller, the newest call last. */
let unwritten = new Map<string, ApiCall[]>();

function note(call: ApiCall): void {
  const caller = `${call.i_customer} ${call.door} ${call.i_key}`;
  const calls = unwritten.get(caller);
  if (calls) {
    calls.push(call);
    if (calls.length > kept.perCaller) calls.shift();
  } else if (unwritten.size < mostCallers) {
    unwritten.set(caller, [call]);
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
    INSERT INTO api_calls (i_customer, door, i_key, at, method, fault_code, address, ms, reference)
    SELECT * FROM json_to_recordset(${JSON.stringify(calls)}::json)
        AS c (i_customer int, door text, i_key int, at timestamptz, method text, fault_code int, address text, ms int, reference text)`,
  );
  for (const { i_customer } of calls) called.add(i_customer);
  if (Date.now() - sweptAt >= sweepEveryMs) await sweepLastCalls();
}

/** Who has called since the last sweep. */
const called = new Set<number>();
let sweptAt = Date.now();

/** Deletes all but the newest calls of those who called lately, and everybody's calls older than a week. */
export async function sweepLastCalls(): Promise<void> {
  sweptAt = Date.now();
  const customers = [...called];
  called.clear();
  await database().$executeRaw`
    DELETE FROM api_calls c USING (
      SELECT k.i_api_call, row_number() OVER (PARTITION BY k.i_customer, k.door, k.i_key ORDER BY k.i_api_call DESC) AS place
        FROM api_calls k WHERE k.i_customer = ANY (${customers}::int[])) AS those
     WHERE c.i_api_call = those.i_api_call AND those.place > ${kept.perCaller}`;
  await database()
    .$executeRaw`DELETE FROM api_calls WHERE at < now() - make_interval(days => ${kept.days}::int)`;
}
