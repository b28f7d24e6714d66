import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { hashCheaply } from "@/server/credentials/password-hash";
import { closeDatabase } from "@/server/database/client";
import { firstStart } from "@/server/doors/first-start";
import { provideSettings } from "@/server/ground/settings";
import { findWrongSums } from "@/server/sums/make";
import { keepTimesFrom } from "@/server/sums/timed";
import { statementsOf } from "./recorded-statements";
import { findWrongOwing } from "./wrong-owing";

/** So that sums by time are kept of some branches and not of others. */
const timesKeptFrom = 5;

/** Where the database of this test file is. */
export const fresh = { ownerUrl: "", applicationUrl: "" };

/**
 * Gives a test file a database of its own: migrated, with dictionaries and root. To be called at the top of the
 * file. The program's own client then connects to it, as the application's role.
 *
 * Whatever the file's tests did, the sums over branches are in the end what the rows come to.
 *
 * @param hashes `full` where their cost is what is tested
 * @param rows `by hand` where a test writes rows of customers, ledger or history past the operations
 */
export function givenFreshDatabase(
  hashes: "cheap" | "full" = "cheap",
  rows: "by operations" | "by hand" = "by operations",
): void {
  const name = `test_${randomBytes(6).toString("hex")}`;
  beforeAll(async () => {
    const server = inject("server");
    const admin = new pg.Client({ connectionString: server.owner.replace(/\/trellis$/, "/postgres") });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name} TEMPLATE trellis`);
    await admin.end();
    const here = (url: string) => url.replace(/\/trellis$/, `/${name}`);
    const ownerUrl = here(server.owner);
    const applicationUrl = here(server.application);
    await begin({ ownerUrl, applicationUrl, dataKey: server.dataKey }, hashes);
  });
  afterAll(async () => {
    if (rows === "by operations") await expectRightSums();
    await closeDatabase();
  });
}

/** Where a database is, and what it is encrypted with. */
type Where = { readonly ownerUrl: string; readonly applicationUrl: string; readonly dataKey: string };

/** Lets the program's own client connect to a migrated database, and begins it with root. */
export async function begin(
  { ownerUrl, applicationUrl, dataKey }: Where,
  hashes: "cheap" | "full",
): Promise<void> {
  Object.assign(fresh, { ownerUrl, applicationUrl });
  provideSettings({
    DATABASE_URL: applicationUrl,
    MIGRATION_DATABASE_URL: ownerUrl,
    DATA_KEY: dataKey,
    AUTH_SECRET: "s".repeat(32),
    LOG_LEVEL: "silent",
  });
  if (hashes === "cheap") hashCheaply();
  keepTimesFrom(timesKeptFrom);
  await firstStart();
}

/** Demands that the sums over branches are what the rows come to. */
export async function expectRightSums(): Promise<void> {
  expect(await findWrongSums()).toEqual([]);
  expect(await findWrongOwing()).toEqual([]);
}

const uncounted = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET)\b/i;

/** Counts the SQL statements that the driver sends while `act` runs, without those of the transaction itself. */
export async function countStatements(
  act: () => Promise<unknown>,
): Promise<{ count: number; texts: string[] }> {
  const sent = await statementsOf(act);
  const texts = sent.map(({ text }) => text).filter((text) => !uncounted.test(text));
  return { count: texts.length, texts };
}
