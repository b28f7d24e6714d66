import type pg from "pg";
import type { Round } from "./work";

/** The queue's name for the rounds of one kind. */
export function roundTask(name: string): string {
  return `round: ${name}`;
}

/** Sets the clock for rounds that it does not know yet: their first is due now. */
export async function knowRounds(pool: pg.Pool, rounds: readonly Round[]): Promise<void> {
  await pool.query("INSERT INTO job_rounds (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING", [
    rounds.map(({ name }) => name),
  ]);
}

/**
 * Puts the rounds that are due into the queue. Of all processes that look, one moves the clock on, in the same statement.
 * A round that still waits or runs is not added again, so that none overlaps itself.
 */
export async function enqueueDueRounds(pool: pg.Pool, rounds: readonly Round[]): Promise<void> {
  await pool.query(
    `WITH due AS (
       SELECT name FROM job_rounds WHERE name = ANY($1::text[]) AND due_at <= now() FOR UPDATE SKIP LOCKED
     ), moved AS (
       UPDATE job_rounds r SET due_at = now() + make_interval(secs => every.seconds)
         FROM due JOIN unnest($1::text[], $2::int[], $3::text[]) AS every (name, seconds, task) USING (name)
        WHERE r.name = due.name
       RETURNING every.task
     )
     SELECT graphile_worker.add_job(task, job_key => task, job_key_mode => 'unsafe_dedupe', max_attempts => $4)
       FROM moved`,
    [
      rounds.map(({ name }) => name),
      rounds.map(({ everySeconds }) => everySeconds),
      rounds.map(({ name }) => roundTask(name)),
      mostAttempts,
    ],
  );
}

/** A round fails for nothing but the end of its process, and then is always begun again. The queue can count so far. */
const mostAttempts = 32_767;
