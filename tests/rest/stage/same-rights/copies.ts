import { randomBytes } from "node:crypto";
import pg from "pg";
import { closeDatabase } from "@/server/database/client";
import { provideSettings } from "@/server/ground/settings";
import { writeKeyUses } from "@/server/programs/keys/key-uses";
import { writeLastCalls } from "@/server/programs/last-calls";
import { fresh } from "../../../database/fresh";

/** A database of its own: for its owner, and for the application. */
export type Copy = { readonly owner: string; readonly application: string };

let untouched: Promise<Copy> | undefined;

/** The database of this test file as it was at first; the program never connects to it, so that it can be copied at any time. */
export async function untouchedDatabase(): Promise<Copy> {
  untouched ??= copyDatabase(ownDatabase());
  return await untouched;
}

function ownDatabase(): Copy {
  return { owner: fresh.ownerUrl, application: fresh.applicationUrl };
}

/** Copies a database. */
export async function copyDatabase(of: Copy): Promise<Copy> {
  const from = nameIn(of.owner);
  const name = `${nameIn(fresh.ownerUrl)}_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client({ connectionString: of.owner.replace(from, "postgres") });
  await admin.connect();
  try {
    await copyOnceFree(admin, from, name);
  } finally {
    await admin.end();
  }
  return { owner: of.owner.replace(from, name), application: of.application.replace(from, name) };
}

const inUse = "55006";

/** What the program notes in the background may connect once more. */
async function copyOnceFree(admin: pg.Client, from: string, name: string, triesLeft = 20): Promise<void> {
  await closeDatabase();
  try {
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== inUse || triesLeft === 0) throw error;
    await copyOnceFree(admin, from, name, triesLeft - 1);
  }
}

/** Runs something while the program uses another database. */
export async function within<Result>(copy: Copy, act: () => Promise<Result>): Promise<Result> {
  await use(copy);
  try {
    return await act();
  } finally {
    await use(ownDatabase());
  }
}

async function use({ owner, application }: Copy): Promise<void> {
  // what the program notes goes into the database where it happened
  await writeLastCalls();
  await writeKeyUses();
  // first, since whatever runs in the background connects anew at any moment
  provideSettings({ DATABASE_URL: application, MIGRATION_DATABASE_URL: owner });
  await closeDatabase();
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** What differs whatever the door: counters of doors, and what each of them does once more. */
const tablesApart = [
  "api_calls",
  "api_rates",
  "api_keys",
  "spent_nonces",
  "throttles",
  "job_rounds",
  "job_workers",
  "key_rounds",
  "recent_writes",
];

/** The door, where it came from and by which key, numbers that are drawn, and hashes with a salt. */
const columnsApart = [
  "door",
  "address",
  "made_by_line",
  "set_by_line",
  "secret_by_line",
  "reference",
  "i_audit",
  "password_hash",
  "one_time_hash",
];

/**
 * All rows, but for door and time: without moments, bytes, and what is drawn.
 * @returns by table, in no order
 */
export async function rowsOf({ owner }: Copy): Promise<ReadonlyMap<string, readonly string[]>> {
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; columns: string[] }>(
      `SELECT c.relname AS name, array_agg(a.attname::text) AS columns
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND a.atttypid NOT IN ('timestamptz'::regtype, 'bytea'::regtype)
          AND a.attname <> ALL ($1) AND c.relname <> ALL ($2)
        GROUP BY 1 ORDER BY 1`,
      [columnsApart, tablesApart],
    );
    const found = new Map<string, readonly string[]>();
    for (const { name, columns } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT row_to_json(r)::text AS row FROM (SELECT ${columns.map((column) => `"${column}"`).join(", ")} FROM "${name}") r ORDER BY 1`,
      );
      found.set(
        name,
        rows.map(({ row }) =>
          row
            .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^"]*/g, "a moment")
            // of whoever may not call at all
            .replace(/"operation":"(xmlapi|rest|bridge)"/, '"operation":"a door"'),
        ),
      );
    }
    return found;
  } finally {
    await client.end();
  }
}
