/** Gives numbers from 0 up to but not including 1. */
export type Dice = () => number;

/**
 * Dice that fall the same way for the same numbers. One for each customer, so that what is said of it does not hang on the
 * order in which tables are written. Source: the generators splitmix32 and mulberry32, which are in the public domain.
 */
export function diceOf(...seeds: readonly number[]): Dice {
  let state = 0x9e3779b9;
  for (const seed of seeds) {
    state = Math.imul(state ^ (seed + 0x7f4a7c15), 0x85ebca6b);
    state ^= state >>> 13;
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of some values, each as likely as the others. */
export function oneOf<Value>(dice: Dice, values: readonly Value[]): Value {
  const value = values[Math.floor(dice() * values.length)];
  if (value === undefined) throw new Error("there is nothing to choose from");
  return value;
}

/** The place of one of some weights. @param upTo the sums of the weights from the first on */
export function weighted(dice: Dice, upTo: readonly number[]): number {
  const thrown = dice() * (upTo.at(-1) ?? 0);
  let [low, high] = [0, upTo.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) > thrown) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What people, terms, values, the ledger and the history each throw their own dice for. */
export const throws = {
  person: 2,
  terms: 3,
  values: 4,
  money: 5,
  history: 6,
  rest: 7,
  preferences: 8,
  limitEnds: 9,
  blocks: 10,
} as const;
