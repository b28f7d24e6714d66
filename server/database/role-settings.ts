import pg from "pg";
import { log } from "../ground/log";

/** How the application's role works in this database. */
const kept = {
  TimeZone: "UTC",
  // a process that neither goes on nor ends, on a machine that was paused or lost, gives back its locks. Ours ask the next thing
  // within milliseconds
  idle_in_transaction_session_timeout: "25s",
  // an index that finds half of a million customers notes each of them. Where it may only note their pages, all on those are read
  work_mem: "32MB",
};

/**
 * Sets how the application's role works, in this database alone, so that it holds behind poolers too, which hand a connection
 * from one client to the next. A role may set this for itself, the owner for others only as a superuser or with CREATEROLE.
 * Repeatable; if neither can, each connection sets its zone for itself, see client.ts.
 * @param owner a connection as the role that owns the database
 */
export async function keepRoleSettings(owner: pg.Client, applicationUrl: string): Promise<void> {
  const role = decodeURIComponent(new URL(applicationUrl).username);
  const { rows } = await owner.query<{ name: string; config: string[] }>(
    `SELECT current_database() AS name, coalesce((
       SELECT s.setconfig FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole JOIN pg_database d ON d.oid = s.setdatabase
        WHERE r.rolname = $1 AND d.datname = current_database()), '{}') AS config`,
    [role],
  );
  const [database] = rows;
  const missing = Object.entries(kept).filter(
    ([name, value]) => !database?.config.includes(`${name}=${value}`),
  );
  if (!database || missing.length === 0) return;
  const to = `${pg.escapeIdentifier(role)} IN DATABASE ${pg.escapeIdentifier(database.name)}`;
  const sql = missing.map(([name, value]) => `ALTER ROLE ${to} SET ${name} = '${value}'`).join("; ");
  try {
    await owner.query(sql).catch(async () => await asItself(applicationUrl, sql));
  } catch (error) {
    log.info({ err: error }, "how the role works could not be set");
  }
}

async function asItself(applicationUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: applicationUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end();
  }
}
