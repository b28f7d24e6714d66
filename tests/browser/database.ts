import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { keysIn } from "@/server/database/keys";

/** Does something in the database of a running program, as its superuser. @param folder the program's data folder */
export async function inDatabaseOf<Result>(
  folder: string,
  act: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const pid = await readFile(join(folder, "postgres", "postmaster.pid"), "utf8");
  const { superuser } = await keysIn(folder);
  const client = new pg.Client({
    host: "127.0.0.1",
    // the fourth line of the server's own file
    port: Number(pid.split("\n")[3]),
    user: "postgres",
    password: superuser,
    database: "trellis",
  });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
