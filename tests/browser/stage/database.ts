import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { keysIn } from "@/server/database/keys";

/** Runs a function with a connection to a database. */
export async function inDatabase<Result>(
  connectionString: string,
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

/** Connects to the embedded database of a running program as superuser. @param folder the program's data folder */
export async function databaseIn(folder: string): Promise<string> {
  const pid = await readFile(join(folder, "postgres", "postmaster.pid"), "utf8");
  const { superuser } = await keysIn(folder);
  // the fourth line of postmaster.pid is the port
  return `postgresql://postgres:${superuser}@127.0.0.1:${pid.split("\n")[3]}/trellis`;
}
