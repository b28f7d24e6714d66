import { setTimeout as pause } from "node:timers/promises";
import { database, type Queries } from "../database/client";
import { Prisma } from "../database/generated/client";
import { readRows, writeRows } from "../database/rows";
import { plannedAnew } from "../database/statement-names";
import { named, stateAlong, stateColumns, timeColumns, timesAlong } from "./along";
import { takeTurn } from "./fold";
import { quartersLast, recountedState, recountedTimes } from "./recount";

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

/** A sum that is not what its rows come to. */
export type WrongSum = {
  readonly table: "branch_sums" | "branch_quarters";
  readonly i_customer: number;
  /** the figures as they are kept, with the differences that wait, and as the rows have them */
  readonly kept: Readonly<Record<string, string>>;
  readonly counted: Readonly<Record<string, string>>;
};

/** Compares all sums with the rows themselves, as of one moment. @returns those that are wrong, at most a hundred of each kind */
export async function findWrongSums(): Promise<WrongSum[]> {
  return await asOfOneMoment(async (db) => {
    const differences = Prisma.sql`branch_differences`;
    const state = { table: "branch_sums", key: ["i_customer", "currency"] } as const;
    const times = { table: "branch_quarters", key: ["i_customer", "quarter", "currency"] } as const;
    const compare = async (
      { table, key }: typeof state | typeof times,
      columns: readonly string[],
      counted: Prisma.Sql,
      added: Prisma.Sql,
      which: Prisma.Sql,
    ) =>
      (await readRows<Omit<WrongSum, "table">>(db, wrongIn(table, key, columns, counted, added, which))).map(
        (row): WrongSum => ({ table, ...row }),
      );
    const stillKept = (last: string) =>
      // those that are about to be swept may be gone already
      Prisma.sql`quarter >= now() - ${last}::interval + interval '1 day'`;
    const inTime = timesAlong(differences);
    return [
      ...(await compare(state, stateColumns, recountedState, stateAlong(differences), Prisma.sql`true`)),
      ...(await compare(
        times,
        ["created", "deleted"],
        recountedTimes,
        inTime,
        stillKept(quartersLast.growth),
      )),
      ...(await compare(
        times,
        ["paid", "changes"],
        recountedTimes,
        inTime,
        stillKept(quartersLast.activity),
      )),
    ];
  });
}

function wrongIn(
  table: WrongSum["table"],
  keys: readonly string[],
  columns: readonly string[],
  counted: Prisma.Sql,
  waiting: Prisma.Sql,
  which: Prisma.Sql,
): Prisma.Sql {
  const all = table === "branch_sums" ? stateColumns : timeColumns;
  const key = named(keys);
  const values = (from: string) =>
    Prisma.raw(
      `json_build_object(${keys.map((name) => `'${name}', ${name}::text`).join(", ")}, ${columns
        .map((name) => `'${name}', coalesce(${from}.${name}, 0)::numeric::text`)
        .join(", ")})`,
    );
  const differs = columns.map((name) => `coalesce(kept.${name}, 0) <> coalesce(counted.${name}, 0)`);
  return Prisma.sql`
    WITH ${plannedAnew} waiting (${key}, ${named(all)}) AS (${waiting}),
    kept AS (
      SELECT ${key}, ${Prisma.raw(all.map((name) => `sum(${name}) AS ${name}`).join(", "))}
        FROM (SELECT ${key}, ${named(all)} FROM ${Prisma.raw(table)} UNION ALL SELECT * FROM waiting) AS both_of_them
       WHERE ${which} GROUP BY ${key}),
    counted AS (SELECT * FROM (${counted}) AS anew WHERE ${which})
    SELECT i_customer, ${values("kept")} AS kept, ${values("counted")} AS counted
      FROM kept FULL JOIN counted USING (${key})
     WHERE ${Prisma.raw(differs.join(" OR "))} ORDER BY ${key} LIMIT 100`;
}

async function makeIn(db: Queries): Promise<void> {
  await writeRows(db, Prisma.sql`DELETE FROM branch_differences`);
  await writeRows(db, Prisma.sql`DELETE FROM branch_sums`);
  await writeRows(db, Prisma.sql`DELETE FROM branch_quarters`);
  const [state, times] = [named(stateColumns), named(timeColumns)];
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO branch_sums (i_customer, currency, ${state})
    SELECT i_customer, currency, ${state} FROM (${recountedState}) AS anew`,
  );
  await writeRows(
    db,
    Prisma.sql`
    INSERT INTO branch_quarters (i_customer, quarter, currency, ${times})
    SELECT i_customer, quarter, currency, ${Prisma.raw(timeColumns.map((name) => `coalesce(${name}, 0)`).join(", "))}
      FROM (${recountedTimes}) AS anew`,
  );
  await writeRows(db, Prisma.sql`UPDATE branch_folding SET made_at = now()`);
}

/** Runs a transaction all of whose statements see the same moment. */
async function asOfOneMoment<Result>(act: (db: Queries) => Promise<Result>): Promise<Result> {
  return await database().$transaction(act, { isolationLevel: "RepeatableRead", timeout: longestMs });
}
