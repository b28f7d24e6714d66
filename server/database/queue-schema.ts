import pg from "pg";

/**
 * Installs the tables and functions of the job queue, or brings them up to date, as their owner. Repeatable; not for two
 * at once. They are the package's own: see docs/decisions/queue.md.
 */
export async function installQueue(ownerUrl: string): Promise<void> {
  // only the start needs the package
  const { runMigrations, Logger } = await import("graphile-worker");
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  // the statement that a lost connection interrupts fails anyway
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  try {
    await runMigrations({
      pgPool: pool,
      schema: "graphile_worker",
      logger: new Logger(() => () => undefined),
    });
  } finally {
    await pool.end();
  }
}

/** What adds jobs, takes them and ends them needs of each table. The queue's other tables are not used. */
const needed = {
  _private_jobs: "SELECT, INSERT, UPDATE, DELETE",
  _private_job_queues: "SELECT, INSERT, UPDATE",
  _private_tasks: "SELECT, INSERT",
};

/** Grants a role what it needs of the queue, and nothing else. Repeatable. */
export async function grantQueue(client: pg.Client, role: string): Promise<void> {
  const to = client.escapeIdentifier(role);
  await client.query(`
    GRANT USAGE ON SCHEMA graphile_worker TO ${to};
    REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION graphile_worker.add_job, graphile_worker.add_jobs,
                              graphile_worker.force_unlock_workers TO ${to};
    ${Object.entries(needed)
      .map(([table, rights]) => `GRANT ${rights} ON graphile_worker.${table} TO ${to};`)
      .join("\n")}`);
  await openRows(client);
}

/**
 * The package switches row security on, which hides every row from all but the owner. Grants decide here. What is there
 * already is left alone, since the statement would lock the table against running jobs.
 */
async function openRows(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM unnest($1::text[]) AS name
      WHERE NOT EXISTS (SELECT FROM pg_policies
                         WHERE schemaname = 'graphile_worker' AND tablename = name AND policyname = 'by_grants')`,
    [Object.keys(needed)],
  );
  for (const { name } of rows)
    await client.query(`CREATE POLICY by_grants ON graphile_worker.${name} USING (true) WITH CHECK (true)`);
}
