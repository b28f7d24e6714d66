import { log } from "./log";

/**
 * Repeats something in this process from now on. Rounds never overlap; a round that fails is logged, and the next one
 * follows.
 * @returns a function that stops the loop after the current round
 */
export function keepDoing(what: string, everyMs: number, act: () => Promise<unknown>): () => Promise<void> {
  let round: Promise<unknown> = Promise.resolve();
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    round = act()
      .catch((error: unknown) => log.error({ err: error }, `failed: ${what}`))
      .finally(() => {
        running = false;
      });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
}
