import pg from "pg";
import { type FoundCustomers, findCustomers } from "@/server/customers/find-customers";
import { closeDatabase } from "@/server/database/client";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { provideSettings, settings } from "@/server/ground/settings";
import { type Combination, combinations } from "./list-combinations";
import { visitsOf } from "./visited-rows";

/** What a list took. */
export type Answer = {
  readonly ms: number;
  readonly place: string;
  readonly what: string;
  /** rows that its plans looked at, and the tables that they went through; nothing if nobody asked for plans */
  readonly rows: number;
  readonly whole: readonly string[];
};

const embedded = await open();
const all = await combinations();
const client = new pg.Client({ connectionString: settings().databaseUrl });
await client.connect();

process.on("message", async ({ list, plans }: { list: number; plans: boolean }) => {
  const one = all[list];
  if (one) process.send?.(await answer(one, plans));
});
process.once("SIGTERM", async () => {
  await client.end();
  await closeDatabase();
  await embedded?.stop();
  process.exit();
});
process.send?.({ lists: all.length });

async function answer({ place, actor, raw }: Combination, plans: boolean): Promise<Answer> {
  const find = async () => await findCustomers(actor, raw);
  const began = performance.now();
  const found = await find();
  const ms = performance.now() - began;
  const { rows, whole } = plans ? await visitsOf(client, find) : { rows: 0, whole: [] };
  return { ms, place, what: told(raw, found), rows, whole };
}

function told(raw: Combination["raw"], { customers, total, about }: FoundCustomers): string {
  const given = Object.entries(raw).filter(([, value]) => value !== "");
  return `${given.map((pair) => pair.join("=")).join(" ")}: ${customers.length} of ${about ? "about " : ""}${total}`;
}

async function open(): Promise<EmbeddedDatabase | null> {
  if (settings().databaseUrl) return null;
  const embedded = await startEmbedded(settings().dataDir);
  await migrate(embedded.ownerUrl, embedded.databaseUrl);
  const { dataKey, authSecret } = embedded.keys;
  provideSettings({ DATABASE_URL: embedded.databaseUrl, DATA_KEY: dataKey, AUTH_SECRET: authSecret });
  return embedded;
}
