import { database } from "../database/client";
import { keepDoing } from "../keep-doing";

// Next and main.ts bundle this file each for themselves: one watches, and the caches of both are cleared
const shared = globalThis as { trellisBrandCaches?: Set<() => void> };

/** Has a cache of brands, or of the hosts that they are served on, cleared whenever one changed, in whatever process. */
export function onBrandChange(clear: () => void): void {
  shared.trellisBrandCaches ??= new Set();
  shared.trellisBrandCaches.add(clear);
}

/** Clears all of them: for whoever changed something, once its transaction is through. */
export function forgetBrands(): void {
  for (const clear of shared.trellisBrandCaches ?? []) clear();
}

let seen = "";

/**
 * Clears all caches where anything changed since the last look. By the count too: of two changes at once the later
 * number may be seen first.
 */
export async function lookForBrandChanges(): Promise<void> {
  const [row] = await database().$queryRaw<{ now: string }[]>`
    SELECT count(*) || ' ' || coalesce(max(i_brand_change), 0) AS now FROM brand_changes`;
  const now = row?.now ?? "";
  if (now === seen) return;
  seen = now;
  forgetBrands();
}

const everyMs = 1_000;

/** Looks every second from now on, in this process. @returns how to stop it, once the round in work is done */
export function watchBrandChanges(): () => Promise<void> {
  return keepDoing("looking for changed brands", everyMs, lookForBrandChanges);
}
