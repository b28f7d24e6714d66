import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { keysIn } from "@/server/database/keys";

/** Does something in a database. */
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

/** The embedded database of a running program, as its superuser. @param folder the program's data folder */
export async function databaseIn(folder: string): Promise<string> {
  const pid = await readFile(join(folder, "postgres", "postmaster.pid"), "utf8");
  const { superuser } = await keysIn(folder);
  // the fourth line of the server's own file is its port
  return `postgresql://postgres:${superuser}@127.0.0.1:${pid.split("\n")[3]}/trellis`;
}
