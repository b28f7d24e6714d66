import pg from "pg";
import { lettersOfAll } from "./embedded-initialise";

/**
 * Lets the trigrams of a search have the letters of all alphabets in a database that an earlier version made. There only
 * ASCII's were letters to them, so a search for others read every customer. All else stays: our columns sort by collations
 * that do not hang on this. The index is dropped in the transaction that changes it, as it would no longer find anybody;
 * killed before the index is made again, the next start makes it.
 * @param url the database as its superuser
 */
export async function knowAllLetters(url: string): Promise<void> {
  await inTurn(url, async (client) => {
    const { rowCount } = await client.query(
      "SELECT FROM pg_database WHERE datname = current_database() AND datlocprovider = 'b' AND datctype = 'C'",
    );
    if (rowCount === 0 || !(await isThere(client))) return;
    await client.query("DROP INDEX IF EXISTS customers_search_idx");
    await client.query("UPDATE pg_database SET datctype = $1 WHERE datname = current_database()", [
      lettersOfAll,
    ]);
  });
  // only a new connection goes by it
  await inTurn(url, async (client) => {
    const { rows } = await client.query<{ lacking: boolean }>(
      "SELECT to_regclass('customers') IS NOT NULL AND to_regclass('customers_search_idx') IS NULL AS lacking",
    );
    if (rows[0]?.lacking)
      await client.query(
        "CREATE INDEX customers_search_idx ON customers USING gin (search_text gin_trgm_ops)",
      );
  });
}

/** Whether the system has the locale; a database could not be opened with one that it lacks. */
async function isThere(client: pg.Client): Promise<boolean> {
  try {
    await client.query("SAVEPOINT tried");
    await client.query(`CREATE COLLATION trellis_letters (provider = libc, locale = '${lettersOfAll}')`);
    return true;
  } catch {
    return false;
  } finally {
    await client.query("ROLLBACK TO SAVEPOINT tried");
  }
}

/** In one transaction; of two processes that start at once, the second waits and finds nothing to do. */
async function inTurn(url: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("BEGIN; LOCK TABLE pg_catalog.pg_database IN SHARE ROW EXCLUSIVE MODE");
    await act(client);
    await client.query("COMMIT");
  } finally {
    // rolls back whatever was not committed
    await client.end();
  }
}
