import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import { expect, inject, it } from "vitest";
import { sqlBetween } from "@/prisma/tools/schema-engine";
import { migrate, migrationsIn } from "@/server/database/migrate";

/** Creates a database on the tests' server. */
async function blankDatabase(): Promise<{ owner: string; application: string }> {
  const { owner, application } = inject("server");
  const name = `blank_${randomBytes(6).toString("hex")}`;
  await query(owner.replace(/\/trellis$/, "/postgres"), `CREATE DATABASE ${name}`);
  return {
    owner: owner.replace(/\/trellis$/, `/${name}`),
    application: application.replace(/\/trellis$/, `/${name}`),
  };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // several statements return several results; take the last
    return [await client.query<Record<string, unknown>>(sql)].flat().at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

// the months of the history are as it is
const columns = `
  SELECT table_name, column_name, udt_name, is_nullable, column_default, numeric_precision, numeric_scale,
         character_maximum_length, datetime_precision
    FROM information_schema.columns
   WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND NOT starts_with(table_name, 'audit_log_')
   ORDER BY 1, 2`;
const indexes = `
  SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`;

it("the migrations and schema.prisma say the same of every column, and leave out no index", async () => {
  const migrated = await blankDatabase();
  const modelled = await blankDatabase();
  await migrate(migrated.owner, migrated.application);
  await query(
    modelled.owner,
    await sqlBetween(modelled.owner, null, await readFile("prisma/schema.prisma", "utf8")),
  );
  expect(await query(migrated.owner, columns)).toEqual(await query(modelled.owner, columns));
  expect(await query(migrated.owner, indexes)).toEqual(
    expect.arrayContaining(await query(modelled.owner, indexes)),
  );
});

it("two processes that start at once apply each migration once", async () => {
  const { owner, application } = await blankDatabase();
  const applied = await Promise.all([1, 2, 3].map(async () => await migrate(owner, application)));
  expect(applied.flat().sort()).toEqual(await migrationsIn());
  const rows = await query(
    owner,
    "SELECT migration_name, length(checksum) AS length FROM _prisma_migrations",
  );
  expect(rows).toEqual((await migrationsIn()).map((migration_name) => ({ migration_name, length: 64 })));
});

it("a migration that fails leaves nothing behind, and is applied when it is right", async () => {
  const { owner, application } = await blankDatabase();
  const { mkdtemp, mkdir, writeFile, rm } = await import("node:fs/promises");
  const folder = await mkdtemp("/tmp/trellis-migrations-");
  await mkdir(`${folder}/1_bad`);
  const bad =
    "CREATE TABLE ledger (id serial, previous_place int); CREATE TABLE audit_log (id int); SELECT 1 / 0;";
  await writeFile(`${folder}/1_bad/migration.sql`, bad);
  await expect(migrate(owner, application, folder)).rejects.toThrow("division by zero");
  expect(await query(owner, "SELECT FROM pg_tables WHERE tablename = 'ledger'")).toHaveLength(0);
  await writeFile(`${folder}/1_bad/migration.sql`, bad.replace("1 / 0", "1 / 1"));
  expect(await migrate(owner, application, folder)).toEqual(["1_bad"]);
  await rm(folder, { recursive: true });
});

it("a migration that was changed after it was applied is refused", async () => {
  const { owner, application } = await blankDatabase();
  await migrate(owner, application);
  await query(owner, "UPDATE _prisma_migrations SET checksum = repeat('0', 64)");
  await expect(migrate(owner, application)).rejects.toThrow(/was changed after it was applied/);
});

it("a database of a newer version of the program is refused", async () => {
  const { owner, application } = await blankDatabase();
  await migrate(owner, application);
  await query(
    owner,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('x', repeat('0', 64), '29990101000000_later', now())`,
  );
  await expect(migrate(owner, application)).rejects.toThrow(/newer version/);
});
