import type { Queries } from "../../database/client";
import { forgetBrands } from "./watch-changes";

/** A transaction that changes what hosts serve. */
export type Change = {
  readonly db: Queries;
  /** registers what to do after the transaction commits */
  readonly afterwards: (act: () => Promise<void>) => void;
};

/** Tells every process that hosts now serve something else; those of this program forget their caches at once. */
export async function changeHosts({ db, afterwards }: Change): Promise<void> {
  await noteBrandChange(db);
  afterwards(forgetBrands);
}

/**
 * Records, in the transaction that makes it, a change of a brand or of what a host serves. Every process then drops its
 * cache of brands, see watch-changes.ts.
 */
export async function noteBrandChange(db: Queries): Promise<void> {
  await db.$executeRaw`INSERT INTO brand_changes DEFAULT VALUES`;
}
