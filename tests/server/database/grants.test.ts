import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { closeDatabase } from "@/server/database/client";
import { migrate } from "@/server/database/migrate";
import { firstStart } from "@/server/doors/first-start";
import { provideSettings } from "@/server/ground/settings";

/** What queueing and taking jobs does not need. */
const beyondTheQueue = [
  "TRUNCATE graphile_worker._private_jobs",
  "DELETE FROM graphile_worker._private_tasks",
  "UPDATE graphile_worker._private_tasks SET identifier = 'other'",
  "DELETE FROM graphile_worker._private_job_queues",
  "SELECT * FROM graphile_worker._private_known_crontabs",
  "SELECT * FROM graphile_worker.jobs",
  "INSERT INTO graphile_worker.migrations (id) VALUES (99)",
  "SELECT graphile_worker.remove_job('key')",
  "CREATE TABLE graphile_worker.mine (id int)",
  "ALTER TABLE graphile_worker._private_jobs ADD COLUMN mine int",
  "DROP POLICY by_grants ON graphile_worker._private_jobs",
  "CREATE OR REPLACE FUNCTION graphile_worker.force_unlock_workers(worker_ids text[]) RETURNS void LANGUAGE sql AS ''",
  "DROP SCHEMA graphile_worker CASCADE",
];

describe.each(["application", "owner"] as const)("connected as the %s's role", (role) => {
  let client: pg.Client;

  beforeAll(async () => {
    const server = inject("server");
    const name = `grants_${randomBytes(6).toString("hex")}`;
    const admin = new pg.Client({ connectionString: server.owner.replace(/\/trellis$/, "/postgres") });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.end();
    const ownerUrl = server.owner.replace(/\/trellis$/, `/${name}`);
    const url = server[role].replace(/\/trellis$/, `/${name}`);
    await migrate(ownerUrl, url);
    provideSettings({ DATABASE_URL: url, DATA_KEY: server.dataKey, AUTH_SECRET: "s".repeat(32) });
    client = new pg.Client({ connectionString: url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await closeDatabase();
  });

  it("the first start works, its foreign keys included", async () => {
    expect(await firstStart()).toMatchObject({ createdRoot: true });
  });

  it.each([
    "UPDATE ledger SET amount = 1",
    "UPDATE ledger SET note = ''",
    "DELETE FROM ledger",
    "TRUNCATE ledger CASCADE",
    "UPDATE audit_log SET operation = ''",
    "DELETE FROM audit_log",
    "TRUNCATE audit_log",
    "UPDATE audit_log_first SET operation = ''",
    "DELETE FROM audit_log_first",
    "TRUNCATE audit_log_rest",
    "INSERT INTO audit_log_rest SELECT * FROM audit_log",
  ])("PostgreSQL refuses: %s", async (sql) => {
    await expect(client.query(sql)).rejects.toThrow(/permission denied/);
  });

  it("jobs can be queued and taken", async () => {
    await client.query("SELECT graphile_worker.add_job('anything')");
    const { rows } = await client.query(
      "UPDATE graphile_worker._private_jobs SET locked_by = 'me' RETURNING id",
    );
    expect(rows).toHaveLength(1);
    await client.query("SELECT graphile_worker.force_unlock_workers('{me}')");
    await client.query("DELETE FROM graphile_worker._private_jobs");
  });

  // an owner may do what it likes with what it owns
  it.each(role === "owner" ? [] : beyondTheQueue)("PostgreSQL refuses: %s", async (sql) => {
    await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it("nor can an entry be tied to another", async () => {
    await expect(client.query("UPDATE ledger SET previous_place = 7")).rejects.toThrow(
      /permission denied|ledger_order|ledger_continues/,
    );
  });
});
