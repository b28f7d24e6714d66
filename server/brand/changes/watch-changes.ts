import { setTimeout as pause } from "node:timers/promises";
import { database } from "../../database/client";
import { log } from "../../ground/log";
import { answerSiblings, askAllSiblings } from "../../ground/siblings";

// Next and main.ts each bundle their own copy of this file, so the caches of both register here, and one copy watches
const shared = globalThis as { trellisBrandCaches?: Set<() => void> };

/** Registers a function that clears a cache of brands or hosts whenever any process changes one. */
export function onBrandChange(clear: () => void): void {
  shared.trellisBrandCaches ??= new Set();
  shared.trellisBrandCaches.add(clear);
}

/**
 * Clears all caches of this process and of those that serve beside it, so that the next page shows the change, whoever
 * answers it. Call this after the transaction of a change commits.
 */
export async function forgetBrands(): Promise<void> {
  clearCaches();
  await askAllSiblings(topic);
}

const topic = "forget brands";

function clearCaches(): void {
  for (const clear of shared.trellisBrandCaches ?? []) clear();
}

let seen = "";

/**
 * Clears the caches of this process if anything changed since the last look: another program on this database changed it.
 * Compares the count as well, because of two concurrent changes the later number may become visible first.
 */
export async function lookForBrandChanges(): Promise<void> {
  const [row] = await database().$queryRaw<{ now: string }[]>`
    SELECT count(*) || ' ' || coalesce(max(i_brand_change), 0) AS now FROM brand_changes`;
  const now = row?.now ?? "";
  if (now === seen) return;
  seen = now;
  clearCaches();
}

const everyMs = 1_000;

/**
 * Looks every second, in each process, as each has caches of its own, and does what the processes beside it ask.
 * @returns a function that stops it after the current look
 */
export function watchBrandChanges(): () => Promise<void> {
  answerSiblings(topic, clearCaches);
  const stopped = new AbortController();
  const watch = async () => {
    while (!stopped.signal.aborted) {
      await pause(everyMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
      if (stopped.signal.aborted) return;
      await lookForBrandChanges().catch((err: unknown) => log.error({ err }, "failed: looking for brands"));
    }
  };
  const watched = watch();
  return async () => {
    stopped.abort();
    await watched;
  };
}
