import { nonceLivesMs } from "../../../operation/replayed-call";

/** How far calls of one nonce may overtake each other. */
const windowBits = 256n;
const windowMask = (1n << windowBits) - 1n;

/** The uses of one nonce: the highest count, and a bit for each of the counts just below it. */
type Uses = { highest: number; bits: bigint };

/** The nonces made in one slice of time, and when the newest of them was made. */
type Slice = { newest: number; readonly nonces: Map<string, Uses> };

/**
 * Which counts of each nonce this process has seen, so that it takes each count once. Bounded: we keep nonces by the
 * slice of time in which they were made, and drop a slice when its nonces have expired, or when there are too many;
 * then its nonces count as expired. So we never forget one that could still be used.
 */
export class UsedCounts {
  readonly #slices = new Map<number, Slice>();
  #size = 0;
  /** we refuse nonces made before this, as far back as this process remembers */
  #since: number;

  constructor(
    since = Date.now(),
    private readonly most = 100_000,
    private readonly sliceMs = 10_000,
  ) {
    this.#since = since;
  }

  /**
   * Takes a count of a valid nonce.
   * @param madeAt when the nonce was made, milliseconds since 1970
   * @returns false if it was taken before, or this process cannot know
   */
  take(nonce: string, madeAt: number, count: number, now = Date.now()): boolean {
    this.#forgetExpired(now);
    if (madeAt < this.#since) return false;
    const number = Math.floor(madeAt / this.sliceMs);
    const slice = this.#slices.get(number) ?? { newest: madeAt, nonces: new Map<string, Uses>() };
    this.#slices.set(number, slice);
    const uses = slice.nonces.get(nonce);
    if (uses) return takeCount(uses, count);
    slice.nonces.set(nonce, { highest: count, bits: 1n });
    slice.newest = Math.max(slice.newest, madeAt);
    this.#size += 1;
    if (this.#size > this.most) this.#forget(Math.min(...this.#slices.keys()));
    return true;
  }

  /** How many nonces we keep. */
  get size(): number {
    return this.#size;
  }

  #forgetExpired(now: number): void {
    for (const number of this.#slices.keys()) {
      if ((number + 1) * this.sliceMs + nonceLivesMs <= now) this.#forget(number);
    }
  }

  #forget(number: number): void {
    const slice = this.#slices.get(number);
    if (!slice) return;
    this.#slices.delete(number);
    this.#size -= slice.nonces.size;
    this.#since = Math.max(this.#since, slice.newest + 1);
  }
}

/** Refuses a count below the window, since it may have been taken: the client then gets a new nonce. */
function takeCount(uses: Uses, count: number): boolean {
  if (count > uses.highest) {
    const step = BigInt(Math.min(count - uses.highest, Number(windowBits)));
    uses.bits = ((uses.bits << step) | 1n) & windowMask;
    uses.highest = count;
    return true;
  }
  const bit = 1n << BigInt(Math.min(uses.highest - count, Number(windowBits)));
  if (bit > windowMask || (uses.bits & bit) !== 0n) return false;
  uses.bits |= bit;
  return true;
}
