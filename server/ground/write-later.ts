import { log } from "./log";

const waitMs = 1_000;

/** Writes what calls have noted in memory. */
export type Later = {
  /** Lets it be written within a second. */
  readonly soon: () => void;
  /** Writes it, after what is being written. Never throws: what cannot be written is forgotten. */
  readonly now: () => Promise<void>;
};

/**
 * Writes notes apart from the calls that they are of, so that no call waits for that, and its cost does not grow with their number.
 * @param take takes the notes out of memory, and gives what writes them; null: there are none
 * @param failed what the log says if it fails
 */
export function writeLater(take: () => (() => Promise<void>) | null, failed: string): Later {
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    const write = take();
    // one after the other, to keep the order
    if (write) writing = writing.then(write).catch((error: unknown) => log.error({ err: error }, failed));
    return writing;
  };
  return {
    // does not keep a process alive that has nothing else to do: that one writes at its end
    soon: () => {
      timer ??= setTimeout(() => void now(), waitMs).unref();
    },
    now,
  };
}
