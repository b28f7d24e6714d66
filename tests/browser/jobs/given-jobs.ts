import type pg from "pg";

const mark = "jobs made by hand";

/**
 * Puts jobs of the demonstration's reseller into the database, which no process works on: one that runs and has done 40 of 100,
 * and a done one with a report of several pages. @param owner connected as the owner of the database
 */
export async function giveJobs(
  owner: pg.Client,
): Promise<{ readonly running: number; readonly done: number }> {
  const running = await jobOf(owner, "running", 40, 100);
  const done = await jobOf(owner, "done", 120, 120);
  return { running, done };
}

async function jobOf(
  owner: pg.Client,
  state: "running" | "done",
  done: number,
  total: number,
): Promise<number> {
  const { rows } = await owner.query<{ i_job: number }>(
    // a process that was seen in an hour from now leaves it alone
    `INSERT INTO jobs (kind, act, selection, state, i_customer, i_scope, door, address, i_web_user, login, confirmed, started_at,
                       ended_at, seen_at, listed_to, last_customer, total, changed, unchanged, refused, told)
     SELECT 'block', jsonb_build_object('reason', 'other', 'note', $1::text, 'text', ''), '{"filter": {"q": "quito", "direct": "1"}}',
            $2, u.i_customer, u.i_customer, 'web', '127.0.0.1', u.i_web_user, u.login, true, now() - interval '2 minutes',
            CASE WHEN $2 = 'done' THEN now() END, now() + interval '1 hour', NULL, 0, $4, $3::int - 7, 5, 2, $2 = 'done'
       FROM web_users u WHERE u.login = 'reseller' RETURNING i_job`,
    [mark, state, done, total],
  );
  const i_job = rows[0]?.i_job ?? 0;
  await owner.query(
    `INSERT INTO job_rows (i_job, "row", i_customer, name, outcome, why, at)
     SELECT $1, n, n, 'Customer ' || n,
            CASE WHEN n > $2 THEN NULL WHEN n <= 2 THEN 'refused' WHEN n <= 7 THEN 'unchanged' ELSE 'changed' END,
            CASE WHEN n <= 2 THEN '{"code": 404, "message": "It is no longer there.", "attribute": null, "key": "gone"}'::jsonb END,
            CASE WHEN n <= $2 THEN now() END
       FROM generate_series(1, $3::int) n`,
    [i_job, done, total],
  );
  return i_job;
}

/** The job goes on, and perhaps ends. */
export async function moveJob(owner: pg.Client, i_job: number, done: number, ends = false): Promise<void> {
  await owner.query(
    `UPDATE jobs SET changed = $2::int - 7, state = CASE WHEN $3 THEN 'done' ELSE state END,
            ended_at = CASE WHEN $3 THEN now() END WHERE i_job = $1`,
    [i_job, done, ends],
  );
}

/** A row is settled as refused, and counted. */
export async function refuseRow(owner: pg.Client, i_job: number, row: number): Promise<void> {
  await owner.query(
    `UPDATE job_rows SET outcome = 'refused', at = now(),
            why = '{"code": 404, "message": "It is no longer there.", "attribute": null, "key": "gone"}' WHERE i_job = $1 AND "row" = $2`,
    [i_job, row],
  );
  await owner.query("UPDATE jobs SET refused = refused + 1 WHERE i_job = $1", [i_job]);
}

/** A worker takes the job, or is through with it. */
export async function workOn(owner: pg.Client, i_job: number, isTaken: boolean): Promise<void> {
  const key = `job ${i_job}`;
  if (isTaken)
    await owner.query(
      "SELECT graphile_worker.add_job('runJob', $1::json, job_key => $2, run_at => now() + interval '1 day')",
      [JSON.stringify({ i_job }), key],
    );
  await owner.query(
    isTaken
      ? "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'a test' WHERE key = $1"
      : "DELETE FROM graphile_worker._private_jobs WHERE key = $1",
    [key],
  );
}

/** Takes away again what other tests would meet. */
export async function takeJobsAway(owner: pg.Client): Promise<void> {
  const them = "SELECT i_job FROM jobs WHERE act->>'note' = $1";
  await owner.query(`DELETE FROM jobs WHERE undoes IN (${them})`, [mark]);
  await owner.query(`DELETE FROM jobs WHERE i_job IN (${them})`, [mark]);
}
