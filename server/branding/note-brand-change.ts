import type { Queries } from "../database/client";

/**
 * Notes that some brand changed, or what some host serves, in the transaction that changes it: every process then
 * forgets what it knows of brands, see watch-changes.ts.
 */
export async function noteBrandChange(db: Queries): Promise<void> {
  await db.$executeRaw`INSERT INTO brand_changes DEFAULT VALUES`;
}
