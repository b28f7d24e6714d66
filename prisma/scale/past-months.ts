import type pg from "pg";
import { makeHistoryMonths } from "@/server/database/history-months";
import { oldest } from "./world";

const twoYears = 730 * 86_400_000;

/** Makes the history's months since the oldest customer came, as years of use would have left them; in a new database. */
export async function makePastMonths(client: pg.Client, now = new Date()): Promise<void> {
  await client.query("BEGIN");
  await client.query("ALTER TABLE audit_log DETACH PARTITION audit_log_first");
  // each time two years of them
  for (let at = now.getTime() - oldest - twoYears; at < now.getTime(); at += twoYears / 2)
    await makeHistoryMonths(client, new Date(at));
  await client.query(`
    WITH moved AS (DELETE FROM audit_log_first RETURNING *) INSERT INTO audit_log SELECT * FROM moved`);
  const { rows } = await client.query<{ month: string }>(
    "SELECT min(right(relid::text, 7)) AS month FROM pg_partition_tree('audit_log') WHERE relid::text ~ '\\d{4}_\\d\\d$'",
  );
  const [first] = rows;
  if (!first) throw new Error("the history has no months");
  await client.query(
    `ALTER TABLE audit_log ATTACH PARTITION audit_log_first FOR VALUES FROM (MINVALUE) TO ('${first.month.replace("_", "-")}-01Z')`,
  );
  await client.query("COMMIT");
}
