import { countsOf, type Size } from "./sizes";

/** One thing to ask of a program, and how it is told apart; the same at each size, but for ids. */
export type Case = {
  readonly who: string;
  readonly what: string;
  /** asks, and reads the answer. @returns how many bytes it has. @throws unless it is the right one */
  readonly send: () => Promise<number>;
  /** what must be so before it is sent, and what puts all back afterwards; neither is measured */
  readonly before?: () => Promise<unknown>;
  readonly after?: () => Promise<unknown>;
  /** it goes through so many rows that it is asked three times alone */
  readonly long?: true;
};

/** Of one case at one size; times in ms, the others of one request. */
export type Measured = {
  readonly size: Size;
  readonly wall: number[];
  readonly statements: number[];
  readonly rows: number[];
  bytes: number;
};

const warming = 3;
const longRounds = 3;

/** Measures the same case at each size, in turns, so that other load on the machine affects all alike. */
export async function inTurns(
  given: readonly (readonly [Size, Case])[],
  rounds: number,
): Promise<Measured[]> {
  const measured = given.map(([size]): Measured => ({ size, wall: [], statements: [], rows: [], bytes: 0 }));
  const isLong = given.some(([, { long }]) => long);
  for (let round = isLong ? 0 : -warming; round < (isLong ? longRounds : rounds); round += 1) {
    for (const [at, [size, one]] of given.entries()) {
      const into = measured[at];
      if (into) await ask(size, one, round < 0 ? null : into);
    }
  }
  return measured;
}

async function ask(size: Size, { before, send, after }: Case, into: Measured | null): Promise<void> {
  await before?.();
  const earlier = await countsOf(size);
  const began = performance.now();
  const bytes = await send();
  const took = performance.now() - began;
  const later = await countsOf(size);
  await after?.();
  if (!into) return;
  into.wall.push(took);
  into.statements.push(later.statements - earlier.statements);
  into.rows.push(later.rows - earlier.rows);
  into.bytes = bytes;
}

/** The value below which a share of a list is. */
export function at(share: number, list: readonly number[]): number {
  const sorted = list.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
