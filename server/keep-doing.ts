import { log } from "./log";

/**
 * Does something again and again from now on, in this process; a round that takes long is not overtaken, one that
 * fails is logged and the next one comes.
 * @returns how to stop it, once the round in work is done
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
