import { log } from "../ground/log";
import { settings } from "../ground/settings";
import { database, type Queries, replica } from "./client";
import { Prisma } from "./generated/client";
import { readRows } from "./rows";

/** A standby that is fit to read from: see docs/decisions/replicas.md. */
export type Standby = {
  readonly db: Queries;
  /** Runs reads there. @throws what they throw, and as soon as the standby stops answering meanwhile */
  readonly during: <Result>(act: (db: Queries) => Promise<Result>) => Promise<Result>;
};

/** A standby is fit if it has what the primary had written so long ago; at most twice as long where we looked rarely. */
export const mostLagMs = 5_000;
/** How much of what was written lately each fit standby may lack, with room for a long transaction. */
export const mayLackMs = 45_000;
const lookEveryMs = 250;
const patienceMs = 1_000;
/** One that did not answer is asked less often. */
const restMs = 2_000;
/** If a look takes long, what the one before found counts no longer than this. */
const fitForMs = 2_000;

class Watched {
  #fitUntil = 0;
  #nextLookAt = 0;
  #isLooking = false;
  readonly #waiting = new Set<(error: Error) => void>();

  constructor(private readonly url: string) {}

  get db(): Queries {
    return replica(this.url);
  }

  /** Whether it can be read from, by the last look; lets the next one begin, for which nobody waits. */
  isFit(now = Date.now()): boolean {
    if (now >= this.#nextLookAt && !this.#isLooking) void this.#look();
    return now < this.#fitUntil;
  }

  readonly during = async <Result>(act: (db: Queries) => Promise<Result>): Promise<Result> =>
    await new Promise<Result>((done, failed) => {
      this.#waiting.add(failed);
      act(this.db)
        .then(done, failed)
        .finally(() => this.#waiting.delete(failed));
    });

  async #look(): Promise<void> {
    this.#isLooking = true;
    const began = Date.now();
    try {
      const isFit = await this.#hasEnough();
      this.#fitUntil = isFit ? began + fitForMs : 0;
      this.#nextLookAt = began + lookEveryMs;
    } catch (error) {
      log.debug({ err: error }, "a standby does not answer");
      this.#fitUntil = 0;
      this.#nextLookAt = Date.now() + restMs;
      for (const failed of this.#waiting) failed(new Error("the standby stopped answering"));
    } finally {
      this.#isLooking = false;
    }
  }

  /** A former primary that was cut off has no standby's position, and is none. */
  async #hasEnough(): Promise<boolean> {
    const position = await positionToHave();
    if (position === null) return false;
    const [row] = await inTime(
      readRows<{ has: boolean | null }>(
        this.db,
        Prisma.sql`SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= ${position}::text::pg_lsn AS has`,
      ),
    );
    return row?.has === true;
  }
}

const watched = new Map<string, Watched>();
let turn = 0;

/** A standby to read from, each in its turn; null: there is none, or none is fit, so that the primary is read. */
export function fitStandby(): Standby | null {
  const urls = settings().databaseReplicaUrls;
  if (urls.length === 0) return null;
  const fit = urls.map(watch).filter((one) => one.isFit());
  turn += 1;
  return fit[turn % fit.length] ?? null;
}

function watch(url: string): Watched {
  const known = watched.get(url) ?? new Watched(url);
  watched.set(url, known);
  return known;
}

/** Where the primary's log was at which moment, the oldest first. */
let positions: { readonly at: number; readonly lsn: string }[] = [];

/**
 * The position in the primary's log that a standby must have replayed. By positions and our own clock alone: the clocks of two
 * machines differ, and a standby that is cut off does not know how much it lacks.
 * @returns null if the primary does not say it
 */
async function positionToHave(): Promise<string | null> {
  const at = Date.now();
  try {
    const [row] = await inTime(
      readRows<{ lsn: string }>(database(), Prisma.sql`SELECT pg_current_wal_lsn()::text AS lsn`),
    );
    if (!row) return null;
    positions = [...positions.filter((one) => at - one.at <= 2 * mostLagMs), { at, lsn: row.lsn }];
  } catch {
    return null;
  }
  return (positions.findLast((one) => at - one.at >= mostLagMs) ?? positions[0])?.lsn ?? null;
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error("too late")), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
