import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { BadSetting } from "../settings";

/** The tables that the application's role may only read and add to. Source: architecture, 'Data'. */
const insertOnly = ["ledger", "audit_log"];

/**
 * Applies the migrations that a database lacks, in order, each whole or not at all, and grants the application's
 * role what it needs. Keeps Prisma's own table of migrations, so that Prisma's tools understand the database.
 * Why not Prisma's command: docs/decisions/migrations.md.
 * @param ownerUrl the database as the role that owns it
 * @param applicationUrl as the role to grant to
 * @returns the names of what was applied
 * @throws BadSetting where the database cannot be reached
 */
export async function migrate(
  ownerUrl: string,
  applicationUrl: string,
  folder = "prisma/migrations",
): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const why = error instanceof Error ? error.message || ("code" in error ? String(error.code) : "") : "";
    throw new BadSetting(
      `The database cannot be reached (${why}); see DATABASE_URL and MIGRATION_DATABASE_URL.`,
    );
  }
  try {
    await client.query(tableOfMigrations);
    const applied: string[] = [];
    for (const name of await migrationsIn(folder)) {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      if (await applyOnce(client, name, sql)) applied.push(name);
    }
    await grant(client, decodeURIComponent(new URL(applicationUrl).username));
    return applied;
  } finally {
    await client.end();
  }
}

/** The migrations in a folder, in order. */
export async function migrationsIn(folder = "prisma/migrations"): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

// Prisma's own definition
const tableOfMigrations = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
  migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

async function applyOnce(client: pg.Client, name: string, sql: string): Promise<boolean> {
  await client.query("BEGIN");
  try {
    // a second process that starts at the same moment waits here, and then finds the row
    await client.query("LOCK TABLE _prisma_migrations IN SHARE ROW EXCLUSIVE MODE");
    const { rowCount } = await client.query(
      "SELECT FROM _prisma_migrations WHERE migration_name = $1 AND finished_at IS NOT NULL AND rolled_back_at IS NULL",
      [name],
    );
    if (rowCount === 0) {
      await client.query(sql);
      const checksum = createHash("sha256").update(sql).digest("hex");
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), 1)`,
        [randomUUID(), checksum, name],
      );
    }
    await client.query("COMMIT");
    return rowCount === 0;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** Repeatable. Where the application's role is the owner itself, what it may not do is taken from it too. */
async function grant(client: pg.Client, role: string): Promise<void> {
  const to = client.escapeIdentifier(role);
  const { rows } = await client.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  );
  const tables = rows.map(({ tablename }) => tablename);
  const named = (names: readonly string[]) => names.map((name) => client.escapeIdentifier(name)).join(", ");
  await client.query(`
    GRANT USAGE ON SCHEMA public TO ${to};
    GRANT SELECT ON _prisma_migrations TO ${to};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${named(tables.filter((name) => !insertOnly.includes(name)))} TO ${to};
    GRANT SELECT, INSERT ON ${named(insertOnly)} TO ${to};
    REVOKE UPDATE, DELETE, TRUNCATE ON ${named(insertOnly)} FROM ${to};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to};`);
}
