import { once } from "node:events";
import { readFileSync } from "node:fs";
import pg from "pg";
import { answerOf, type Running, startOurs } from "./program";

/** A program on a database of some size, with a connection of the role that owns the database. */
export type Size = Running & {
  readonly folder: string;
  readonly customers: number;
  /** in the history, about */
  readonly entries: number;
  readonly owner: pg.Client;
  /** of the program, right after its start */
  readonly memoryAtStart: number;
};

/** Starts the program on a folder that `npm run scale` has filled. */
export async function openSize(folder: string): Promise<Size> {
  const running = await startOurs(folder, { TRUSTED_HOSTS: "127.0.0.1", DEMO: "0" });
  const [, , , port = ""] = readFileSync(`${folder}/postgres/postmaster.pid`, "utf8").split("\n");
  const { owner: password } = JSON.parse(readFileSync(`${folder}/keys.json`, "utf8")) as Record<
    string,
    string
  >;
  const owner = new pg.Client({
    connectionString: `postgresql://trellis_owner:${password}@127.0.0.1:${port.trim()}/trellis`,
  });
  await owner.connect();
  const { rows } = await owner.query<{ customers: number; entries: number }>(`
    SELECT (SELECT count(*)::int FROM customers) AS customers,
           (SELECT sum(greatest(reltuples, 0))::int FROM pg_partition_tree('audit_log') JOIN pg_class ON oid = relid
             WHERE isleaf) AS entries`);
  const { customers, entries } = rows[0] ?? { customers: 0, entries: 0 };
  const memoryAtStart = memoryOf(running, "VmRSS");
  return { ...running, folder, customers, entries, owner, memoryAtStart };
}

export async function closeSize({ child, owner }: Size): Promise<void> {
  await owner.end();
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** What the program has in memory, or once had at most, in MB. Linux only. */
export function memoryOf({ child }: Running, what: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
}

/** How many statements the program has sent, and how many rows the database's processes have read. */
export async function countsOf({ child, owner }: Size): Promise<{ statements: number; rows: number }> {
  // a process of the database else tells of what it has read once in a second, or later
  const statements = await answerOf(child, "flush");
  const { rows } = await owner.query<{ read: number }>(
    "SELECT (tup_returned + tup_fetched)::float8 AS read FROM pg_stat_database WHERE datname = current_database()",
  );
  return { statements, rows: rows[0]?.read ?? 0 };
}
