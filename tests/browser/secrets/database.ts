import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { Trace } from "./vault";

/** The embedded database of a data folder, as its superuser. */
async function connect(folder: string): Promise<pg.Client> {
  const keys: Record<string, string> = JSON.parse(await readFile(join(folder, "keys.json"), "utf8"));
  const pid = await readFile(join(folder, "postgres", "postmaster.pid"), "utf8");
  const port = Number(pid.split("\n")[3]);
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    database: "trellis",
    user: "postgres",
    password: keys.superuser ?? "",
  });
  await client.connect();
  return client;
}

/** Asks the database. */
export async function rowsOf(folder: string, sql: string): Promise<Record<string, string>[]> {
  const client = await connect(folder);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Every column of every table, as text; bytes in hexadecimal, and as what they may be in plain. */
export async function dump(folder: string): Promise<Trace[]> {
  const client = await connect(folder);
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const traces: Trace[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ key: string; texts: string[] }>(
        `SELECT key, array_agg(DISTINCT value) AS texts
           FROM ${client.escapeIdentifier(name)} t, jsonb_each_text(to_jsonb(t)) WHERE value IS NOT NULL GROUP BY key`,
      );
      for (const { key, texts } of rows) {
        const bytes = texts
          .filter((text) => /^\\x([0-9a-f]{2})+$/.test(text))
          .map((text) => Buffer.from(text.slice(2), "hex"));
        const plain = bytes.flatMap((some) => [some.toString("latin1"), some.toString("utf8")]);
        traces.push({ place: `table ${name}.${key}`, text: [...texts, ...plain].join("\n") });
      }
    }
    return traces;
  } finally {
    await client.end();
  }
}
