import pg from "pg";
import { demonstrationPassword } from "@/server/credentials/demonstration-password";
import { hashPassword } from "@/server/credentials/password-hash";
import { makeBranchSums } from "@/server/sums/make";
import { copyIn } from "./copy-in";
import { customerColumns, customerRows, userColumns, userRows } from "./customer-rows";
import { Booked, historyColumns, historyRows } from "./history-rows";
import { ledgerColumns, ledgerRows } from "./money-rows";
import { type Filled, otherTables } from "./other-rows";
import { withoutIndexes } from "./without-indexes";
import { createdAt, makeWorld, type Scale } from "./world";

const tables = [
  "customers",
  "web_users",
  "ledger",
  "audit_log",
  "tariffs",
  "routing_groups",
  "customer_preferences",
  "credit_limit_ends",
  "blocks",
];

const sums = ["branch_sums", "timed_branches", "branch_spans", "ledger_days"];

/** The sequences that count what we number ourselves. */
const counted = [
  ["customers", "i_customer"],
  ["web_users", "i_web_user"],
  ["tariffs", "i_tariff"],
  ["routing_groups", "i_routing_group"],
  ["blocks", "i_block"],
] as const;

/**
 * Fills a database that has its root and nothing else with many customers, in one transaction: a tree, tariffs, web users,
 * ledgers and a history, as years of use would have left them, with all that the program keeps beside. The same for the
 * same seed and moment. All web users have the demonstration's password; the root, the broadest reseller and one of its
 * customers are the demonstration's log-ins.
 * @param ownerUrl the program's database as the role that owns it, since it drops and makes indexes
 * @param tell hears what is being done
 * @throws Error if anybody is below the root
 */
export async function makeCustomers(
  ownerUrl: string,
  asked: Pick<Scale, "customers"> & Partial<Scale>,
  tell: (what: string) => void = () => undefined,
): Promise<void> {
  const scale = { seed: 1, history: asked.customers * 2, now: new Date(), ...asked };
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(
      "SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL max_parallel_maintenance_workers = 2",
    );
    await fill(client, scale, tell);
    await client.query("COMMIT");
    tell("vacuum and statistics");
    await client.query(`VACUUM (ANALYZE) ${tables.join(", ")}`);
    tell("sums over branches");
    await makeBranchSums();
    await client.query(`VACUUM (ANALYZE) ${sums.join(", ")}`);
  } finally {
    await client.end();
  }
}

async function fill(client: pg.Client, scale: Scale, tell: (what: string) => void): Promise<void> {
  const { rows } = await client.query<{ customers: number; base_currency: string }>(
    "SELECT count(*)::int AS customers, min(base_currency) AS base_currency FROM (SELECT * FROM customers LIMIT 2) AS c",
  );
  if (rows[0]?.customers !== 1) throw new Error("the database has other customers than its root");
  tell("people");
  const world = await makeWorld(scale, rows[0].base_currency);
  const hash = await hashPassword(demonstrationPassword);
  const put = async ({ table, columns, rows: made }: Filled) => {
    tell(table);
    await copyIn(client, table, columns, made);
  };
  await withoutIndexes(client, tables, async () => {
    await client.query("UPDATE web_users SET password_hash = $1 WHERE i_customer = 1", [hash]);
    await client.query("UPDATE customers SET created_at = $1 WHERE i_customer = 1", [
      new Date(createdAt(world, 1)),
    ]);
    const { rows: last } = await client.query<{ entry: string }>("SELECT max(i_entry) AS entry FROM ledger");
    const booked = new Booked();
    const entries = ledgerRows(world, (entry, told) => booked.add(entry, told));
    await put({ table: "ledger", columns: ledgerColumns, rows: entries });
    for (const table of otherTables(world)) await put(table);
    await put({ table: "customers", columns: customerColumns, rows: customerRows(world) });
    await put({ table: "web_users", columns: userColumns, rows: userRows(world, hash) });
    const history = historyRows(world, booked, scale.history, Number(last[0]?.entry) + 1);
    await put({ table: "audit_log", columns: historyColumns, rows: history });
    for (const [table, column] of counted)
      await client.query(
        `SELECT setval(pg_get_serial_sequence('${table}', '${column}'), greatest(max(${column}), 1)) FROM ${table}`,
      );
    tell("indexes and keys");
  });
}
