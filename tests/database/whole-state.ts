import pg from "pg";
import { fresh } from "./fresh";

/** What stands in the database: for each table, row and column, but for what is left out, the value. */
export type WholeState = ReadonlyMap<string, string>;

/**
 * Tables that tell of what happened, or keep what serves for a while: an undoing adds to them and takes nothing back.
 * Every other table is compared, those that there will be among them.
 */
const tablesApart: Readonly<Record<string, string>> = {
  audit_log: "history",
  ledger: "entries of their own reverse what was booked",
  ledger_days: "the same by days",
  mails: "mail",
  links: "what was mailed",
  sessions: "log-ins",
  devices: "log-ins",
  challenges: "log-ins",
  throttles: "log-ins",
  jobs: "the jobs themselves",
  job_rows: "the jobs themselves",
  import_rows: "the jobs themselves",
  import_mappings: "what a reseller's columns mean is remembered for its next file",
  job_workers: "processes",
  job_rounds: "processes",
  key_rounds: "processes",
  recent_writes: "processes",
  brand_changes: "what other processes are told",
  brand_styles: "open pages still have it",
  drawing_turn: "processes",
  idempotency_keys: "calls of the API",
  spent_nonces: "calls of the API",
  api_calls: "calls of the API",
  refusals: "history",
  deleted_customers: "history",
  support_sessions: "history",
  // `findWrongSums` compares them with the rows
  branch_sums: "sums",
  branch_spans: "sums",
  branch_differences: "sums",
  branch_folding: "sums",
  timed_branches: "sums",
  _prisma_migrations: "the program's own",
};

/** Columns of the others that do the same. */
const columnsApart: Readonly<Record<string, readonly string[]>> = {
  // as the entries of the ledger say
  customers: ["ledger_place", "owes_since", "attributes_version", "blocks_version"],
  web_users: [
    "last_log_in_at",
    "one_time_hash",
    "one_time_expires_at",
    "one_time_foreign",
    "one_time_set_by",
    "version",
  ],
  brands: ["updated_at"],
};

/** Reads all of it, whatever tables there are. */
export async function wholeState(): Promise<WholeState> {
  const client = new pg.Client({ connectionString: fresh.ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; keys: string[] }>(`
      SELECT c.relname AS name,
             array(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
                    WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY a.attnum) AS keys
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`);
    const all = new Map<string, string>();
    for (const { name, keys } of tables) {
      if (name in tablesApart) continue;
      const { rows } = await client.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM "${name}" AS t`,
      );
      for (const { row } of rows) {
        const which = keys.map((key) => row[key]).join(" ");
        for (const [column, value] of Object.entries(row))
          if (!columnsApart[name]?.includes(column))
            all.set(`${name} ${which} ${column}`, JSON.stringify(value));
      }
    }
    return all;
  } finally {
    await client.end();
  }
}

/** Where two differ, with what stands there. */
export function differences(before: WholeState, after: WholeState): string[] {
  const places = new Set([...before.keys(), ...after.keys()]);
  return [...places].flatMap((place) =>
    before.get(place) === after.get(place)
      ? []
      : [`${place}: ${before.get(place) ?? "-"} → ${after.get(place) ?? "-"}`],
  );
}
