import type { Once } from "../actor/actor";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { writeRows } from "../database/rows";
import { log } from "../ground/log";

/** A call that may come only once came again. The door answers with a fresh challenge. */
export class ReplayedCall extends Error {
  override readonly name = "ReplayedCall";

  constructor() {
    super("the digest of this call was used before");
  }
}

/**
 * Uses up the digest of a writing call in that call's own transaction: if two processes get the same digest, the second
 * waits for the first. One row per request, so that nobody can resend a header caught from a single call with a
 * multicall, or the other way round. Source: semantics, 'The XML-RPC door'.
 * @throws ReplayedCall
 */
export async function spendOnce(db: Queries, { nonce, nc, call, place }: Once): Promise<void> {
  const spent = await writeRows(
    db,
    Prisma.sql`
    INSERT INTO spent_nonces AS s (nonce, nc, call, place) VALUES (${nonce}, ${nc}, ${call}, ${place})
    ON CONFLICT (nonce, nc) DO UPDATE SET place = excluded.place
     WHERE s.call = excluded.call AND s.place < excluded.place`,
  );
  if (spent === 0) throw new ReplayedCall();
  void sweepSpent();
}

/** Uses the digest up again after a failed call: the rollback undid it, and the header must not work twice. */
export async function spendAfterFailure(once: Once): Promise<void> {
  await spendOnce(database(), once).catch((error: unknown) => {
    if (!(error instanceof ReplayedCall))
      log.error({ err: error }, "a failed call's digest could not be used up");
  });
}

const sweepEveryMs = 5 * 60_000;
let sweptAt = 0;

/** How long a nonce is valid. Source: semantics, 'The XML-RPC door'. */
export const nonceLivesMs = 5 * 60_000;

/** Deletes rows twice as old as a nonce can be, now and then, without making a call wait. */
export function sweepSpent(now = Date.now()): Promise<unknown> {
  if (now - sweptAt < sweepEveryMs) return Promise.resolve();
  sweptAt = now;
  return database()
    .$executeRaw`DELETE FROM spent_nonces WHERE spent_at < now() - make_interval(secs => ${(2 * nonceLivesMs) / 1000})`.catch(
    (error: unknown) => log.error({ err: error }, "spent nonces could not be deleted"),
  );
}
