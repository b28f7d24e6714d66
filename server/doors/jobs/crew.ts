import { setTimeout as pause } from "node:timers/promises";
import type { Logger, WorkerPool } from "graphile-worker";
import type pg from "pg";
import { log } from "../../ground/log";
import { settings } from "../../ground/settings";
import { showPresence } from "./presence";
import type { Task } from "./work";

/** Runs jobs of some kinds in this process, several at once. */
export type Crew = {
  /** how the queue's locks name it */
  readonly worker: () => string;
  /** takes no more jobs, and resolves when those that run have ended */
  readonly end: () => Promise<void>;
};

const atOnce = 4;
/** NOTIFY wakes the crew; it looks by itself for what is due later, and where a pooler loses the notice. */
const lookEveryMs = 5_000;
const beginAgainAfterMs = 5_000;

/** Starts a crew. The queue ends one whose statements fail for minutes; another then takes its place. */
export async function startCrew(pool: pg.Pool, tasks: Readonly<Record<string, Task>>): Promise<Crew> {
  const { runTaskList, Logger } = await import("graphile-worker");
  const ending = new AbortController();
  const list = Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload: unknown, { job }: { readonly job: { readonly attempts: number } }) => {
        await task(payload, job.attempts > 1);
      },
    ]),
  );
  const begin = (): WorkerPool =>
    runTaskList(
      {
        schema: "graphile_worker",
        concurrency: atOnce,
        pollInterval: lookEveryMs,
        noPreparedStatements: !settings().databasePrepared,
        noHandleSignals: true,
        logger: intoLog(Logger),
        preset: {
          // with a delay, even of none, it tries again where it cannot note that a job has ended; else the process would end
          worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
          plugins: [presenceBeforeWork(pool, ending.signal)],
        },
      },
      list,
      pool,
    );
  let crew = begin();
  const kept = (async () => {
    while (!ending.signal.aborted) {
      await Promise.resolve(crew.promise).catch((err: unknown) => log.error({ err }, "the jobs stopped"));
      await pause(beginAgainAfterMs, undefined, { signal: ending.signal }).catch(() => undefined);
      if (!ending.signal.aborted) crew = begin();
    }
  })();
  return {
    worker: () => crew.id,
    end: async () => {
      ending.abort();
      await Promise.resolve(crew.gracefulShutdown()).catch(() => undefined);
      await kept;
    },
  };
}

/** Nobody may take a worker for dead before it has said that it lives. */
function presenceBeforeWork(pool: pg.Pool, ending: AbortSignal): GraphileConfig.Plugin {
  return {
    name: "presence-before-work",
    version: "1.0.0",
    worker: {
      hooks: {
        async startWorker(_context, { worker }) {
          while (!ending.aborted) {
            try {
              await showPresence(pool, [worker.workerPool.id]);
              return;
            } catch (err) {
              log.error({ err }, "failed: showing that jobs are run");
              await pause(1_000);
            }
          }
        },
      },
    },
  };
}

/** The queue tells of each job that it takes and ends, which is nothing to anybody but who looks for a fault. */
function intoLog(Own: typeof Logger): Logger {
  const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
  return new Own(() => (level, message) => log[levels[level as keyof typeof levels] ?? "debug"](message));
}
