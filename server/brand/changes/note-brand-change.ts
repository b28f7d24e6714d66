import type { Queries } from "../../database/client";

/**
 * Records, in the transaction that makes it, a change of a brand or of what a host serves. Every process then drops its
 * cache of brands, see watch-changes.ts.
 */
export async function noteBrandChange(db: Queries): Promise<void> {
  await db.$executeRaw`INSERT INTO brand_changes DEFAULT VALUES`;
}
