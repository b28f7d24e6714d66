import { database } from "../database/client";
import { keepDoing } from "../keep-doing";

const caches = new Set<() => void>();
let seen: string | undefined;

/** Has a cache cleared whenever some brand or alias changed, in whatever process: within two seconds. */
export function onBrandChange(clear: () => void): void {
  caches.add(clear);
}

/** Forgets at once, in this process, what is known of brands and aliases. */
export function forgetBrands(): void {
  for (const clear of caches) clear();
}

/** Looks once whether something changed. A number alone would miss a transaction that took it before and ended after. */
export async function lookForBrandChanges(): Promise<void> {
  const [row] = await database().$queryRaw<{ state: string }[]>`
    SELECT count(*) || ' ' || coalesce(max(i_brand_change), 0) AS state FROM brand_changes`;
  if (seen !== undefined && seen !== row?.state) forgetBrands();
  seen = row?.state;
}

/** Looks every second, in this process. @returns how to stop it */
export function keepWatchingBrands(): () => Promise<void> {
  return keepDoing("watching for changed brands", 1_000, lookForBrandChanges);
}
