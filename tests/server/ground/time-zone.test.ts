import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { closeDatabase, database } from "@/server/database/client";
import { migrate } from "@/server/database/migrate";
import { customer, freshName } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";

givenFreshDatabase();

beforeAll(async () => {
  const owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ name: string }>("SELECT current_database() AS name");
  await owner.query(`ALTER DATABASE ${rows[0]?.name} SET TimeZone = 'America/New_York'`);
  await owner.end();
  // new connections start with the database's zone
  await closeDatabase();
});

it("times mean the same in a database of another zone, whether the program writes them or the database", async () => {
  const { i_customer } = await customer(1, { name: freshName() });
  const written = await database().customer.findUniqueOrThrow({ where: { i_customer } });
  expect(Math.abs(written.created_at.getTime() - Date.now())).toBeLessThan(60_000);
  const [row] = await database().$queryRaw<{ apart: number }[]>`
    SELECT abs(extract(epoch FROM now() - ${new Date()}::timestamptz))::float8 AS apart`;
  expect(row?.apart).toBeLessThan(60);
});

it("the application's role works in UTC and gives back what a stopped machine holds once the migrations are applied, though the owner may not change roles", async () => {
  const howItWorks = async () => {
    const client = new pg.Client({ connectionString: fresh.applicationUrl });
    await client.connect();
    const { rows } = await client.query<{ zone: string; idle: string }>(
      "SELECT current_setting('TimeZone') AS zone, current_setting('idle_in_transaction_session_timeout') AS idle",
    );
    await client.end();
    return rows[0];
  };
  expect(await howItWorks()).toEqual({ zone: "America/New_York", idle: "0" });
  await migrate(fresh.ownerUrl, fresh.applicationUrl);
  expect(await howItWorks()).toEqual({ zone: "UTC", idle: "25s" });
});
