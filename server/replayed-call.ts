import { database, type Queries } from "./database/client";
import { log } from "./log";

/** What makes a call through the API one call: its digest is good for no second one. */
export type Once = {
  readonly nonce: string;
  /** how often the client used the nonce, this time included */
  readonly nc: number;
  /** a random text for this request: what tells its own calls from another's with the same header */
  readonly call: string;
  /** 0, or within a multicall 1, 2, 3, … */
  readonly place: number;
};

/** A call came again that may come once. The door answers it with a fresh challenge. */
export class ReplayedCall extends Error {
  override readonly name = "ReplayedCall";

  constructor() {
    super("the digest of this call was used before");
  }
}

/**
 * Uses up the digest of a call that writes, in that call's own transaction: of two processes that get the same, the
 * second waits for the first. One row for each request, so that a header caught from a single call cannot be sent
 * with a multicall, nor the other way round. Source: semantics, 'The XML-RPC door'.
 * @throws ReplayedCall
 */
export async function spendOnce(db: Queries, { nonce, nc, call, place }: Once): Promise<void> {
  const spent = await db.$executeRaw`
    INSERT INTO spent_nonces AS s (nonce, nc, call, place) VALUES (${nonce}, ${nc}, ${call}, ${place})
    ON CONFLICT (nonce, nc) DO UPDATE SET place = excluded.place
     WHERE s.call = excluded.call AND s.place < excluded.place`;
  if (spent === 0) throw new ReplayedCall();
  void sweepSpent();
}

/** The same for a call that failed: what it used up was rolled back with it, and must not come again either. */
export async function spendAfterFailure(once: Once): Promise<void> {
  await spendOnce(database(), once).catch((error: unknown) => {
    if (!(error instanceof ReplayedCall))
      log.error({ err: error }, "a failed call's digest could not be used up");
  });
}

const sweepEveryMs = 5 * 60_000;
let sweptAt = 0;

/** Deletes what has expired, now and then, beside the calls: rows twice as old as a nonce can be. */
export function sweepSpent(now = Date.now()): Promise<unknown> {
  if (now - sweptAt < sweepEveryMs) return Promise.resolve();
  sweptAt = now;
  return database()
    .$executeRaw`DELETE FROM spent_nonces WHERE spent_at < now() - interval '10 minutes'`.catch(
    (error: unknown) => log.error({ err: error }, "spent nonces could not be deleted"),
  );
}
