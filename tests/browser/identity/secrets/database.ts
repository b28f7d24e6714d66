import { databaseIn, inDatabase } from "../../stage/database";
import type { Trace } from "./vault";

/** Queries the database. */
export async function rowsOf(folder: string, sql: string): Promise<Record<string, string>[]> {
  return await inDatabase(await databaseIn(folder), async (client) => (await client.query(sql)).rows);
}

/** Reads every column of every table as text; bytes both in hexadecimal and as plain text. */
export async function dump(folder: string): Promise<Trace[]> {
  return await inDatabase(await databaseIn(folder), async (client) => {
    const tables = await client.query<{ name: string }>(
      `SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name AS name
         FROM information_schema.tables
        WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE' ORDER BY 1`,
    );
    const traces: Trace[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ key: string; texts: string[] }>(
        `SELECT e.key, array_agg(DISTINCT e.value) AS texts
           FROM ${name.split(".").map(client.escapeIdentifier).join(".")} t, jsonb_each_text(to_jsonb(t)) AS e WHERE e.value IS NOT NULL GROUP BY e.key`,
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
  });
}
