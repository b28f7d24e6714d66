import { deserialize, serialize } from "node:v8";
import { database, type Queries } from "../../database/client";
import { codesOf } from "../../database/error-codes";
import { Prisma } from "../../database/generated/client";
import { readRows, writeRows } from "../../database/rows";
import { decrypt, encrypt } from "../../ground/keys/encryption";
import { Refusal } from "../../ground/refusal";

/** By what a program marks a call that it may send again. */
export type KeyOfCall = {
  /** whose key it is: all API keys of one line have one, and so have all trusted hosts */
  readonly line: string;
  /** the customer in whose scope the call is */
  readonly i_scope: number;
  readonly key: string;
  /** of all that is asked for: another one is another call */
  readonly hash: string;
};

/** A call that was done, as far as it is needed to answer it again. */
export type KeptCall = {
  readonly operation: string;
  /** what the target was to the actor: it may be gone by now */
  readonly relation: "oneself" | "own" | "below" | null;
  /** absent: it held a secret that is told once */
  readonly output?: unknown;
  readonly tag?: string | undefined;
  /** what a door made of it for whoever called; absent: it added nothing, or had no time to say so */
  readonly answer?: unknown;
};

/** What was done under a key, and what had been asked for. */
export type FoundCall = KeptCall & Pick<KeyOfCall, "hash">;

/** So long a call that is sent again is the same. */
const keptFor = Prisma.sql`interval '7 days'`;

/** Whoever sends a call that is still under way waits no longer than this for its end. */
const mostWaited = "200ms";

/**
 * Takes the key of a call for the transaction that does it: of two at once the second waits a moment for the first, by the
 * row's own lock.
 * @returns null: the key is this call's now, see `keepCall`; else the call that was done under it
 * @throws Refusal 409 that one is still under way
 */
export async function takeKey(db: Queries, of: KeyOfCall): Promise<FoundCall | null> {
  for (;;) {
    if (await insertKey(db, of)) return null;
    const found = await findKept(db, of);
    if (found) return found;
    // one that nobody has swept yet
    await writeRows(db, Prisma.sql`DELETE FROM idempotency_keys WHERE ${isOf(of)} AND NOT ${isKept}`);
  }
}

async function insertKey(db: Queries, { line, i_scope, key, hash }: KeyOfCall): Promise<boolean> {
  try {
    await readRows(db, Prisma.sql`SELECT set_config('lock_timeout', ${mostWaited}, true)`);
    const taken = await writeRows(
      db,
      Prisma.sql`
      INSERT INTO idempotency_keys (line, i_scope, key, hash) VALUES (${line}, ${i_scope}, ${key}, ${hash})
      ON CONFLICT DO NOTHING`,
    );
    await writeRows(db, Prisma.sql`SET LOCAL lock_timeout TO DEFAULT`);
    return taken > 0;
  } catch (error) {
    if (!codesOf(error).includes(lockNotAvailable)) throw error;
    throw new Refusal(409, "The same call is still under way; send it again in a second", undefined, {
      key: "under_way",
      values: { seconds: 1 },
    });
  }
}

const lockNotAvailable = "55P03";

/** Finds what was done under a key; null: nothing. */
export async function findKept(db: Queries, of: KeyOfCall): Promise<FoundCall | null> {
  const [row] = await readRows<{ hash: string; kept: Uint8Array }>(
    db,
    Prisma.sql`SELECT hash, kept FROM idempotency_keys WHERE ${isOf(of)} AND ${isKept}`,
  );
  if (!row) return null;
  // `keepCall` alone writes them
  return { ...(deserialize(decrypt(row.kept)) as KeptCall), hash: row.hash };
}

function isOf({ line, i_scope, key }: KeyOfCall): Prisma.Sql {
  return Prisma.sql`line = ${line} AND i_scope = ${i_scope} AND key = ${key}`;
}

const isKept = Prisma.sql`(kept IS NOT NULL AND at > now() - ${keptFor})`;

/** Keeps what a call came to, in the transaction that took its key; a door's answer to it afterwards. */
export async function keepCall(db: Queries, of: KeyOfCall, call: KeptCall): Promise<void> {
  const kept = encrypt(serialize(call));
  await writeRows(
    db,
    Prisma.sql`UPDATE idempotency_keys SET kept = ${kept} WHERE ${isOf(of)} AND hash = ${of.hash}`,
  );
}

/** Deletes those that are answered no more. */
export async function sweepKeptCalls(): Promise<void> {
  await database().$executeRaw`DELETE FROM idempotency_keys WHERE at <= now() - ${keptFor}`;
}
