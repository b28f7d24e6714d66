import pg from "pg";
import { closeDatabase } from "@/server/database/client";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { firstStart } from "@/server/doors/first-start";
import { provideSettings, readEnvFile, settings } from "@/server/ground/settings";
import { remakeKeys } from "@/server/record/remake-keys";
import { makeCustomers } from "./make-customers";
import { makePastMonths } from "./past-months";

/**
 * `npm run scale -- 1000000`: makes that many customers in the database of the settings, or in an embedded one in DATA_DIR.
 * `SEED` makes others, `HISTORY` says how many entries the history has: two for each customer, where nobody says it.
 */
export async function run([given = ""]: readonly string[]): Promise<void> {
  const customers = Number(given.replaceAll("_", ""));
  if (!Number.isInteger(customers) || customers < 100) {
    console.error("Say how many customers, 100 or more: npm run scale -- 1000000");
    process.exitCode = 1;
    return;
  }
  const began = performance.now();
  const passed = () => ((performance.now() - began) / 1_000).toFixed(1).padStart(6);
  readEnvFile();
  let embedded: EmbeddedDatabase | null = null;
  try {
    const { ownerUrl, opened } = await open();
    embedded = opened;
    await firstStart();
    await withClient(ownerUrl, async (client) => await makePastMonths(client));
    // they are all made by this version: the next start need not go through them
    await remakeKeys();
    const number = (name: string) =>
      process.env[name] ? { [name.toLowerCase()]: Number(process.env[name]) } : {};
    await makeCustomers(ownerUrl, { customers, ...number("SEED"), ...number("HISTORY") }, (what) =>
      console.log(`${passed()} s  ${what}`),
    );
    console.log(`${passed()} s  ${customers} customers are there`);
  } finally {
    await closeDatabase();
    await embedded?.stop();
  }
}

async function open(): Promise<{ ownerUrl: string; opened: EmbeddedDatabase | null }> {
  const { databaseUrl, migrationDatabaseUrl, dataDir } = settings();
  if (databaseUrl) {
    const ownerUrl = migrationDatabaseUrl ?? databaseUrl;
    await migrate(ownerUrl, databaseUrl);
    return { ownerUrl, opened: null };
  }
  const opened = await startEmbedded(dataDir);
  await migrate(opened.ownerUrl, opened.databaseUrl);
  const { dataKey, authSecret } = opened.keys;
  provideSettings({ DATABASE_URL: opened.databaseUrl, DATA_KEY: dataKey, AUTH_SECRET: authSecret });
  return { ownerUrl: opened.ownerUrl, opened };
}

async function withClient(ownerUrl: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
