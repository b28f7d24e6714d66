import type { Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { type Node, within } from "../tree/tree";
import { type Found, foundIn, mostShown } from "./found";

/** A customer whose alias we serve for a few days more, although the record that proves it is gone. */
export type LostRecord = {
  readonly i_customer: number;
  readonly name: string;
  /** null below the direct level, where contact data is not shown */
  readonly alias: string | null;
  readonly since: Date;
};

/** Finds the lost aliases in the scope and below it. */
export async function findLostRecords(db: Queries, scope: Node): Promise<Found<LostRecord>> {
  return foundIn(
    await db.$queryRaw<(LostRecord & { readonly count: number })[]>`
      SELECT c.i_customer, c.name, p.lost_at AS since, count(*) OVER ()::int AS count,
             CASE WHEN ${scope.i_customer} IN (c.i_customer, c.i_wholesaler) THEN c.dns_alias END AS alias
        FROM alias_proofs p JOIN customers c ON c.i_customer = p.i_customer
       WHERE p.lost_at IS NOT NULL AND c.alias_verified_at IS NOT NULL AND ${within(Prisma.sql`c.path`, scope.path)}
       ORDER BY p.lost_at DESC, c.i_customer LIMIT ${mostShown}`,
  );
}
