import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { closeDatabase } from "@/server/database/client";
import { migrate } from "@/server/database/migrate";
import { firstStart } from "@/server/doors/first-start";
import { provideSettings } from "@/server/ground/settings";

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
  ])("PostgreSQL refuses: %s", async (sql) => {
    await expect(client.query(sql)).rejects.toThrow(/permission denied/);
  });

  it("nor can an entry be tied to another", async () => {
    await expect(client.query("UPDATE ledger SET previous_place = 7")).rejects.toThrow(
      /permission denied|ledger_order|ledger_continues/,
    );
  });
});
