import type pg from "pg";

/** A worker that was not seen for so long is taken for dead, and its jobs go to others. */
const goneAfterSeconds = 15;

/** Notes that these workers live. A worker that says nothing is taken for dead, so this comes before its first job. */
export async function showPresence(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await pool.query(
    `INSERT INTO job_workers (worker) SELECT unnest($1::text[])
     ON CONFLICT (worker) DO UPDATE SET seen_at = now()`,
    [workers],
  );
}

/**
 * Gives the jobs of workers that live no more to the others, and wakes them. The queue itself would wait four hours, which
 * is all it knows.
 */
export async function takeOver(pool: pg.Pool): Promise<void> {
  await release(pool, "seen_at < now() - make_interval(secs => $1)", [goneAfterSeconds]);
}

/**
 * Frees what workers hold whom nobody knows: one that stood still for so long that it was taken for dead, took something when it
 * went on, and died before it could say that it lives. Looks through the whole queue.
 */
export async function freeUnknown(pool: pg.Pool): Promise<void> {
  await pool.query(
    `WITH unknown AS (
       SELECT DISTINCT j.locked_by AS worker FROM graphile_worker._private_jobs j
        WHERE j.locked_at < now() - make_interval(secs => $1)
          AND NOT EXISTS (SELECT FROM job_workers w WHERE w.worker = j.locked_by))
     ${freed("unknown")}`,
    [goneAfterSeconds],
  );
}

/** Says that these workers end. Nothing of theirs runs any more. */
export async function endPresence(pool: pg.Pool, workers: readonly string[]): Promise<void> {
  await release(pool, "worker = ANY($1::text[])", [workers]);
}

async function release(pool: pg.Pool, which: string, values: unknown[]): Promise<void> {
  await pool.query(
    `WITH gone AS (DELETE FROM job_workers WHERE ${which} RETURNING worker) ${freed("gone")}`,
    values,
  );
}

/** Frees what the workers of a table of a WITH hold, and wakes the others. */
function freed(workers: string): string {
  return `
    SELECT graphile_worker.force_unlock_workers(array_agg(worker)), pg_notify('jobs:insert', '{"count":9}')
      FROM ${workers} HAVING count(*) > 0`;
}
