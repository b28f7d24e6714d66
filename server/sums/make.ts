import { setTimeout as pause } from "node:timers/promises";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { named } from "./along";
import { takeTurn } from "./fold";
import { changesLast } from "./happened";
import { daysFromRows } from "./recount";
import { insertInto, type Kept, keptTables, spans } from "./tables";
import { countTimesAnew } from "./timed";

/** A hundred thousand rows take a second. */
const longestMs = 30 * 60_000;

/**
 * Makes all sums anew from the rows themselves, as of one moment. Who writes meanwhile waits for nothing: what they note
 * comes on top.
 * @throws if others fold all the time
 */
export async function makeBranchSums(): Promise<void> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const made = await asOfOneMoment(async (db) => {
      const ours = await takeTurn(db);
      if (ours) await makeIn(db);
      return ours;
    });
    if (made) return;
    // the moment of a transaction is that of its first look, so wait outside of it
    await pause(betweenTriesMs);
  }
  throw new Error("others fold all the time");
}

const mostTries = 100;
const betweenTriesMs = 100;

/** Makes the sums of a database that has none yet, at the first start of a program that keeps them. @returns whether it did */
export async function makeBranchSumsOnce(): Promise<boolean> {
  return await asOfOneMoment(async (db) => {
    const missing = await readRows(
      db,
      Prisma.sql`SELECT i_branch_folding FROM branch_folding WHERE made_at IS NULL FOR UPDATE SKIP LOCKED`,
    );
    if (missing.length > 0) await makeIn(db);
    return missing.length > 0;
  });
}

async function makeIn(db: Queries): Promise<void> {
  // it groups as many rows as there are, once in a while
  await writeRows(db, Prisma.sql`SET LOCAL work_mem = '256MB'`);
  await writeRows(db, Prisma.sql`DELETE FROM branch_differences`);
  await countTimesAnew(db);
  for (const kept of keptTables) {
    await writeRows(db, Prisma.sql`DELETE FROM ${Prisma.raw(kept.table)}`);
    await writeRows(db, Prisma.sql`${insertInto(kept)} ${kept.fromRows()}`);
  }
  await makeDays(db);
  await writeRows(db, Prisma.sql`UPDATE branch_folding SET made_at = now()`);
}

/** Writes the days that are wrong alone: whoever is booked meanwhile writes the others, and neither waits for the other. */
async function makeDays(db: Queries): Promise<void> {
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO ledger_days (i_customer, day, closing)
    SELECT i_customer, day, counted.closing FROM (${daysFromRows}) AS counted LEFT JOIN ledger_days kept USING (i_customer, day)
     WHERE kept.closing IS DISTINCT FROM counted.closing
        ON CONFLICT (i_customer, day) DO UPDATE SET closing = excluded.closing`,
  );
  await writeRows(
    db,
    Prisma.sql`
    DELETE FROM ledger_days d WHERE NOT EXISTS (
      SELECT FROM ledger l WHERE l.i_customer = d.i_customer AND (l.at AT TIME ZONE 'UTC')::date = d.day)`,
  );
}

/** A sum that is not what its rows come to. */
export type WrongSum = {
  readonly table: string;
  readonly i_customer: number;
  /** the figures as they are kept, with the differences that wait, and as the rows have them */
  readonly kept: Readonly<Record<string, string>>;
  readonly counted: Readonly<Record<string, string>>;
};

/** Compares all sums with the rows themselves, as of one moment. @returns those that are wrong, at most a hundred of each table */
export async function findWrongSums(): Promise<WrongSum[]> {
  return await asOfOneMoment(async (db) => {
    const found: WrongSum[] = [];
    for (const kept of keptTables) found.push(...(await wrongOf(db, kept.table, wrongIn(kept))));
    found.push(...(await wrongOf(db, "ledger_days", wrongDays)));
    return found;
  });
}

async function wrongOf(db: Queries, table: string, query: Prisma.Sql): Promise<WrongSum[]> {
  return (await readRows<Omit<WrongSum, "table">>(db, query)).map((row) => ({ table, ...row }));
}

function wrongIn({ table, keys, columns, fromDifferences, fromRows }: Kept): Prisma.Sql {
  const [key, all] = [named(keys), named([...keys, ...columns])];
  const differs = columns.map((name) => `coalesce(kept.${name}, 0) <> coalesce(counted.${name}, 0)`);
  return Prisma.sql`
    WITH ${plannedAnew} waiting (${all}) AS (${fromDifferences(Prisma.sql`branch_differences`)}),
    kept AS (
      SELECT ${key}, ${Prisma.raw(columns.map((name) => `sum(${name}) AS ${name}`).join(", "))}
        FROM (SELECT ${all} FROM ${Prisma.raw(table)} UNION ALL SELECT * FROM waiting) AS both_of_them
       GROUP BY ${key}),
    counted (${all}) AS (${fromRows()})
    SELECT i_customer, ${asObject("kept", keys, columns)} AS kept, ${asObject("counted", keys, columns)} AS counted
      FROM kept FULL JOIN counted USING (${key})
     WHERE (${Prisma.raw(differs.join(" OR "))}) AND (${isAsked(table)}) ORDER BY ${key} LIMIT 100`;
}

/** Changes that are about to be swept may be gone already. */
function isAsked(table: string): Prisma.Sql {
  return table === spans.table
    ? Prisma.sql`kind <> 'changed' OR since >= now() - ${changesLast.interval}::interval + interval '1 day'`
    : Prisma.sql`true`;
}

function asObject(from: "kept" | "counted", keys: readonly string[], columns: readonly string[]): Prisma.Sql {
  const named = keys.map((name) => `'${name}', ${name}::text`);
  const figures = columns.map((name) => `'${name}', coalesce(${from}.${name}, 0)::numeric::text`);
  return Prisma.raw(`json_build_object(${[...named, ...figures].join(", ")})`);
}

const wrongDays = Prisma.sql`
  WITH ${plannedAnew} counted AS (${daysFromRows})
  SELECT i_customer, json_build_object('day', day, 'closing', kept.closing::text) AS kept,
         json_build_object('day', day, 'closing', counted.closing::text) AS counted
    FROM ledger_days kept FULL JOIN counted USING (i_customer, day)
   WHERE kept.closing IS DISTINCT FROM counted.closing ORDER BY i_customer, day LIMIT 100`;

/** Runs a transaction all of whose statements see the same moment. */
async function asOfOneMoment<Result>(act: (db: Queries) => Promise<Result>): Promise<Result> {
  return await database().$transaction(act, { isolationLevel: "RepeatableRead", timeout: longestMs });
}
