import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { StartFailure } from "../ground/start-failure";
import { grant } from "./grants";
import { makeHistoryMonths } from "./history-months";
import { grantQueue, installQueue } from "./queue-schema";
import { keepRoleSettings } from "./role-settings";

/**
 * Applies the migrations that a database lacks, in order and in one transaction, makes the history's months, installs the job queue, and grants the
 * application's role what it needs. Keeps Prisma's table of migrations, so Prisma's tools understand the database.
 * Why not Prisma's command: docs/decisions/migrations.md.
 * @param ownerUrl the database as the role that owns it
 * @param applicationUrl as the role to grant to
 * @returns the names of what was applied
 * @throws StartFailure if the database is unreachable or does not fit this version
 */
export async function migrate(
  ownerUrl: string,
  applicationUrl: string,
  folder = "prisma/migrations",
): Promise<string[]> {
  const client = await connect(ownerUrl);
  try {
    await makeTable(client);
    await client.query("BEGIN");
    // a second process that starts now waits here and then finds nothing to do
    await client.query("LOCK TABLE _prisma_migrations IN SHARE ROW EXCLUSIVE MODE");
    const missing = await missingOf(client, await migrationsWithText(folder));
    for (const migration of missing) await apply(client, migration);
    await makeHistoryMonths(client);
    // it has transactions of its own; the lock above keeps it to one process at a time
    await installQueue(ownerUrl);
    const role = decodeURIComponent(new URL(applicationUrl).username);
    await grant(client, role);
    await grantQueue(client, role);
    await client.query("COMMIT");
    await keepRoleSettings(client, applicationUrl);
    return missing.map(({ name }) => name);
  } finally {
    // rolls back whatever was not committed
    await client.end();
  }
}

/** The names of the migrations in a folder, in order. */
export async function migrationsIn(folder = "prisma/migrations"): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function connect(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const why = (error instanceof Error && error.message) || code;
    throw new StartFailure(
      `The database cannot be reached (${why}); see DATABASE_URL and MIGRATION_DATABASE_URL.`,
    );
  }
  // the major version, then four digits of the minor one
  const { rows } = await client.query<{ version: string }>(
    "SELECT current_setting('server_version_num') AS version",
  );
  if (Number(rows[0]?.version) >= 150_000) return client;
  await client.end();
  throw new StartFailure("The database at DATABASE_URL is older than PostgreSQL 15.");
}

/** Prisma's own definition. If two processes create it at once, one fails; its second try finds the table. */
async function makeTable(client: pg.Client): Promise<void> {
  const sql = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz,
    migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;
  await client.query(sql).catch(async () => await client.query(sql));
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

async function migrationsWithText(folder: string): Promise<Migration[]> {
  const names = await migrationsIn(folder);
  return await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function missingOf(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  for (const { name, checksum } of migrations) {
    if (applied.has(name) && applied.get(name) !== checksum) {
      throw new StartFailure(
        `The migration ${name} was changed after it was applied to this database: put it back as it was, and write a new one.`,
      );
    }
  }
  const unknown = [...applied.keys()].find(
    (name) => !migrations.some((migration) => migration.name === name),
  );
  if (unknown !== undefined) {
    throw new StartFailure(
      `The database has the migration ${unknown}, which this version does not know: it belongs to a newer version.`,
    );
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(sql);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), 1)`,
    [randomUUID(), checksum, name],
  );
}
