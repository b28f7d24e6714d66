import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { log } from "../../ground/log";
import { settings } from "../../ground/settings";
import { enqueueDueRounds, knowRounds, roundTask } from "./clock";
import { type Crew, startCrew } from "./crew";
import { ownWork } from "./jobs";
import { endPresence, freeUnknown, showPresence, takeOver } from "./presence";
import type { Round, Task, Work } from "./work";

const tickEveryMs = 1_000;
const presenceEveryTicks = 4;
const unknownEveryTicks = 16;

/**
 * Runs jobs and keeps the clock in this process, beside every other process on the database that does so.
 * See docs/decisions/queue.md.
 * @returns ends it; what runs is finished first
 */
export async function runJobs({ tasks, rounds, end }: Work = ownWork): Promise<() => Promise<void>> {
  const pool = openPool();
  const byTheClock = Object.fromEntries(rounds.map((round) => [roundTask(round.name), taskOf(round)]));
  // apart, so that mails to a server that does not answer hold up no round
  const crews = await Promise.all([startCrew(pool, tasks), startCrew(pool, byTheClock)]);
  const [ending, ended] = [new AbortController(), new AbortController()];
  const time = keepTime(pool, rounds, crews, ending.signal, ended.signal);
  return async () => {
    ending.abort();
    await Promise.all(crews.map(async (crew) => await crew.end()));
    await end?.();
    ended.abort();
    await time;
    await pool.end();
  };
}

/** A failed round is logged, and the next one follows when it is due: to the queue it has ended. */
function taskOf({ name, run }: Round): Task {
  return async () => {
    await attempt(name, run);
  };
}

/** Two of these connections listen. They lead to PostgreSQL itself, see JOBS_DATABASE_URL. */
function openPool(): pg.Pool {
  const { jobsDatabaseUrl, databaseUrl } = settings();
  const pool = new pg.Pool({
    connectionString: jobsDatabaseUrl ?? databaseUrl,
    max: 4,
    application_name: "trellis jobs",
  });
  // whoever needs a connection gets another, and says so if there is none
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Starts no more rounds once `ending`, but shows that the crews live until they have ended. */
async function keepTime(
  pool: pg.Pool,
  rounds: readonly Round[],
  crews: readonly Crew[],
  ending: AbortSignal,
  ended: AbortSignal,
): Promise<void> {
  const workers = () => crews.map((crew) => crew.worker());
  let known = false;
  for (let tick = 0; !ended.aborted; tick += 1) {
    if (tick % presenceEveryTicks === 0) {
      await attempt("looking after the jobs", async () => {
        await showPresence(pool, workers());
        await takeOver(pool);
        if (tick % unknownEveryTicks === 0) await freeUnknown(pool);
      });
    }
    if (!ending.aborted) {
      await attempt("keeping the clock", async () => {
        if (!known) await knowRounds(pool, rounds);
        known = true;
        await enqueueDueRounds(pool, rounds);
      });
    }
    await pause(tickEveryMs, undefined, { signal: ended }).catch(() => undefined);
  }
  await attempt("ending the jobs", async () => await endPresence(pool, workers()));
}

async function attempt(what: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (err) {
    log.error({ err }, `failed: ${what}`);
  }
}
