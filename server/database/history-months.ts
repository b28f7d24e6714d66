import type pg from "pg";

/** How many months ahead the history has partitions. */
const monthsAhead = 24;

/**
 * Makes the partitions of the history for the months to come, as its owner. Repeatable. A month of which entries stand in
 * the default partition already stays there: it could only be made by moving them.
 * @returns the names of those made
 */
export async function makeHistoryMonths(client: pg.Client, now = new Date()): Promise<string[]> {
  const { rows } = await client.query<{ name: string; partitioned: boolean }>(
    `SELECT relname AS name, relkind = 'p' AS partitioned FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND starts_with(relname, 'audit_log')`,
  );
  // migrations of before may be applied alone
  if (!rows.some(({ partitioned }) => partitioned)) return [];
  const there = new Set(rows.map(({ name }) => name));
  const missing = Array.from({ length: monthsAhead }, (_, index) => monthAfter(now, index + 1)).filter(
    ({ name }) => !there.has(name),
  );
  const made: string[] = [];
  for (const { name, from, to } of missing) {
    const { rowCount } = await client.query("SELECT FROM audit_log_rest WHERE at >= $1 AND at < $2 LIMIT 1", [
      from,
      to,
    ]);
    if (rowCount !== 0) continue;
    await client.query(
      `CREATE TABLE ${name} PARTITION OF audit_log FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
    made.push(name);
  }
  await countLevels(client);
  return made;
}

/**
 * Lets PostgreSQL count in each partition how many entries each branch has, level by level: the indexes by level are partial,
 * and what ANALYZE finds of those is not used. Without it a branch with a third of all entries is taken for a hundredth.
 */
async function countLevels(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
      WHERE inhparent = 'audit_log'::regclass AND NOT EXISTS (
            SELECT FROM pg_statistic_ext WHERE stxrelid = c.oid AND stxname = c.relname || '_levels')`,
  );
  const levels = [2, 3, 4, 5, 6].map((place) => `split_part(path, '/', ${place})`).join(", ");
  for (const { name } of rows) {
    await client.query(`CREATE STATISTICS ${name}_levels (ndistinct) ON ${levels} FROM ${name}`);
    await client.query(`ANALYZE ${name}`);
  }
}

/** A month by its distance from another one, in UTC. */
function monthAfter(now: Date, distance: number) {
  const start = (months: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)).toISOString();
  const from = start(distance);
  return { name: `audit_log_${from.slice(0, 7).replace("-", "_")}`, from, to: start(distance + 1) };
}
