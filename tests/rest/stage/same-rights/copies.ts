import { randomBytes } from "node:crypto";
import pg from "pg";
import { closeDatabase } from "@/server/database/client";
import { provideSettings } from "@/server/ground/settings";
import { fresh } from "../../../database/fresh";

/** A database of its own: for its owner, and for the application. */
export type Copy = { readonly owner: string; readonly application: string };

/** Copies the database that the program uses at this moment. */
export async function copyDatabase(): Promise<Copy> {
  await closeDatabase();
  const from = nameIn(fresh.ownerUrl);
  const name = `${from}_${randomBytes(4).toString("hex")}`;
  const admin = new pg.Client({ connectionString: fresh.ownerUrl.replace(from, "postgres") });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  await admin.end();
  return {
    owner: fresh.ownerUrl.replace(from, name),
    application: fresh.applicationUrl.replace(from, name),
  };
}

/** Runs something while the program uses another database. */
export async function within<Result>(copy: Copy, act: () => Promise<Result>): Promise<Result> {
  await use(copy);
  try {
    return await act();
  } finally {
    await use({ owner: fresh.ownerUrl, application: fresh.applicationUrl });
  }
}

async function use({ owner, application }: Copy): Promise<void> {
  await closeDatabase();
  provideSettings({ DATABASE_URL: application, MIGRATION_DATABASE_URL: owner });
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

/** The door and where it came from, numbers that are drawn, and hashes with a salt. */
const columnsApart = ["door", "address", "reference", "i_audit", "password_hash", "one_time_hash"];

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
