import pg from "pg";
import { log } from "../ground/log";

/**
 * Sets the zone in which the application's role works to UTC, in this database alone, so that it holds behind poolers too,
 * which hand a connection from one client to the next. A role may set this for itself, the owner for others only as a
 * superuser or with CREATEROLE. Repeatable; if neither can, each connection sets it for itself, see client.ts.
 * @param owner a connection as the role that owns the database
 */
export async function keepUtc(owner: pg.Client, applicationUrl: string): Promise<void> {
  const role = decodeURIComponent(new URL(applicationUrl).username);
  const { rows } = await owner.query<{ name: string; done: boolean }>(
    `SELECT current_database() AS name,
            EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
                      JOIN pg_database d ON d.oid = s.setdatabase
                     WHERE r.rolname = $1 AND d.datname = current_database() AND 'TimeZone=UTC' = ANY (s.setconfig)) AS done`,
    [role],
  );
  const [database] = rows;
  if (!database || database.done) return;
  const sql = `ALTER ROLE ${pg.escapeIdentifier(role)} IN DATABASE ${pg.escapeIdentifier(database.name)} SET TimeZone = 'UTC'`;
  try {
    await owner.query(sql).catch(async () => await asItself(applicationUrl, sql));
  } catch (error) {
    log.info({ err: error }, "the role's time zone could not be set");
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
