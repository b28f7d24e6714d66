import type { Queries } from "../database/client";
import { isCounted, type Looking } from "../record/customer-filter";
import { type Found, foundIn, mostShown } from "./found";

/** A blocked customer. Its own page tells those who may know who blocked it, and why. */
export type BlockedCustomer = {
  readonly i_customer: number;
  readonly name: string;
  /** when the oldest of its blocks was set */
  readonly since: Date;
};

/** Finds the blocked customers below the scope, the latest first, each once, as the overview counts them. */
export async function findBlockedCustomers(db: Queries, looking: Looking): Promise<Found<BlockedCustomer>> {
  return foundIn(
    await db.$queryRaw<(BlockedCustomer & { readonly count: number })[]>`
      SELECT c.i_customer, c.name, min(b.set_at) AS since, count(*) OVER ()::int AS count
        FROM blocks b JOIN customers c ON c.i_customer = b.i_customer
       WHERE ${isCounted("blocked", looking)}
       GROUP BY c.i_customer, c.name ORDER BY since DESC, c.i_customer LIMIT ${mostShown}`,
  );
}
