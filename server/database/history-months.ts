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
  return made;
}

/** A month by its distance from another one, in UTC. */
function monthAfter(now: Date, distance: number) {
  const start = (months: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)).toISOString();
  const from = start(distance);
  return { name: `audit_log_${from.slice(0, 7).replace("-", "_")}`, from, to: start(distance + 1) };
}
