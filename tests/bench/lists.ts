import pg from "pg";
import { type FoundCustomers, findCustomers } from "@/server/customers/find-customers";
import { closeDatabase } from "@/server/database/client";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { provideSettings, settings } from "@/server/ground/settings";
import { type Combination, combinations } from "./list-combinations";
import { visitsOf } from "./visited-rows";

/**
 * `npm run bench:lists`: how long each list takes that somebody can ask for, on a database made by `npm run scale` in
 * DATA_DIR or at DATABASE_URL. `EVERY=10` asks for every tenth, `PLANS=1` reads the plans too, and fails on one that
 * goes through a whole table.
 */
export async function run(): Promise<void> {
  const embedded = await open();
  const every = Number(process.env.EVERY ?? 1);
  const all = (await combinations()).filter((_one, index) => index % every === 0);
  const took: { readonly ms: number; readonly what: string; readonly place: string }[] = [];
  // what everybody reads is warm
  for (const { actor, raw } of all.slice(0, 50)) await findCustomers(actor, raw);
  for (const { place, actor, raw } of all) {
    const began = performance.now();
    const found = await findCustomers(actor, raw).catch((error: unknown) => {
      console.log(`failed: ${place} ${JSON.stringify(raw)}`);
      throw error;
    });
    took.push({ ms: performance.now() - began, what: told(raw, found), place });
  }
  const figures = (some: typeof took) => {
    const sorted = some.map(({ ms }) => ms).sort((one, other) => one - other);
    const at = (share: number) => Number((sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(1));
    return {
      lists: sorted.length,
      "p50 ms": at(0.5),
      "p90 ms": at(0.9),
      "p99 ms": at(0.99),
      "most ms": at(1),
    };
  };
  const places = [...new Set(took.map(({ place }) => place))];
  console.table({
    ...Object.fromEntries(places.map((place) => [place, figures(took.filter((one) => one.place === place))])),
    all: figures(took),
  });
  const slowest = took
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, Number(process.env.SLOWEST ?? 15));
  for (const { ms, place, what } of slowest) console.log(`${ms.toFixed(0)} ms  ${place}  ${what}`);
  if (process.env.PLANS === "1") await readPlans(all);
  await closeDatabase();
  await embedded?.stop();
}

function told(raw: Combination["raw"], { customers, total, about }: FoundCustomers): string {
  const given = Object.entries(raw).filter(([, value]) => value !== "");
  return `${given.map((pair) => pair.join("=")).join(" ")}: ${customers.length} of ${about ? "about " : ""}${total}`;
}

async function readPlans(all: readonly Combination[]): Promise<void> {
  const client = new pg.Client({ connectionString: settings().databaseUrl });
  await client.connect();
  let most = 0;
  for (const { place, actor, raw } of all) {
    const { rows, whole } = await visitsOf(client, async () => await findCustomers(actor, raw));
    most = Math.max(most, rows);
    if (whole.length === 0) continue;
    console.log(`a whole table: ${whole.join()}, ${place} ${JSON.stringify(raw)}`);
    process.exitCode = 1;
  }
  console.log(`${all.length} plans read; the most rows that one looked at: ${most}`);
  await client.end();
}

async function open(): Promise<EmbeddedDatabase | null> {
  if (settings().databaseUrl) return null;
  const embedded = await startEmbedded(settings().dataDir);
  await migrate(embedded.ownerUrl, embedded.databaseUrl);
  const { dataKey, authSecret } = embedded.keys;
  provideSettings({ DATABASE_URL: embedded.databaseUrl, DATA_KEY: dataKey, AUTH_SECRET: authSecret });
  return embedded;
}
