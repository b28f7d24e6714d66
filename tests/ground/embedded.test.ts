import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { dataFolder } from "./trellis";

const running: EmbeddedDatabase[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const database of running.splice(0)) await database.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const { folder } = await dataFolder();
  folders.push(folder);
  return folder;
}

async function start(folder: string, fast = true): Promise<EmbeddedDatabase> {
  const database = await startEmbedded(folder, { fast });
  running.push(database);
  return database;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmaster(folder: string): Promise<number> {
  return Number((await readFile(join(folder, "postgres", "postmaster.pid"), "utf8")).split("\n")[0]);
}

it("two processes that start at once share one server, and the last one to stop ends it", async () => {
  const folder = await freshFolder();
  const [one, other] = await Promise.all([start(folder), start(folder)]);
  expect(one.databaseUrl).toBe(other.databaseUrl);
  await one.stop();
  expect(await ask(other.databaseUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await other.stop();
  await expect(ask(other.databaseUrl, "SELECT 1")).rejects.toThrow();
});

it("the application's role is no superuser, and owns nothing", async () => {
  const { databaseUrl } = await start(await freshFolder());
  const role = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user";
  expect(await ask(databaseUrl, role)).toEqual([
    { rolsuper: false, rolcreatedb: false, rolcreaterole: false },
  ]);
  await expect(ask(databaseUrl, "CREATE TABLE mine (id int)")).rejects.toThrow(/permission denied/);
});

it("capitals and small letters are told apart as Unicode has them, and bytes sort as they are", async () => {
  const { databaseUrl } = await start(await freshFolder());
  const sql = "SELECT lower('ЖÄ') AS lower, 'Жук' ILIKE 'жУК' AS same, 'a' > 'B' AS bytes";
  expect(await ask(databaseUrl, sql)).toEqual([{ lower: "жä", same: true, bytes: true }]);
});

it("a database of an earlier version learns the letters of all alphabets, and its search is made anew", async () => {
  const folder = await freshFolder();
  const first = await start(folder);
  await migrate(first.ownerUrl, first.databaseUrl);
  const { superuser } = JSON.parse(await readFile(join(folder, "keys.json"), "utf8")) as {
    superuser: string;
  };
  const own = Object.assign(new URL(first.ownerUrl), { username: "postgres", password: superuser }).href;
  await ask(own, "UPDATE pg_database SET datctype = 'C' WHERE datname = 'trellis'");
  expect(await ask(own, "SELECT cardinality(show_trgm('связь')) AS count")).toEqual([{ count: 0 }]);
  await first.stop();
  const [one] = await Promise.all([start(folder), start(folder)]);
  expect(await ask(one.ownerUrl, "SELECT cardinality(show_trgm('связь')) AS count")).toEqual([{ count: 6 }]);
  expect(
    await ask(
      one.ownerUrl,
      "SELECT tableowner, indexdef FROM pg_indexes JOIN pg_tables USING (schemaname, tablename) WHERE indexname = 'customers_search_idx'",
    ),
  ).toEqual([
    {
      tableowner: "trellis_owner",
      indexdef: "CREATE INDEX customers_search_idx ON public.customers USING gin (search_text gin_trgm_ops)",
    },
  ]);
});

it("a process number in a leftover file that now is somebody else's does not stop the start", async () => {
  const folder = await freshFolder();
  await (await start(folder)).stop();
  const file = join(folder, "postgres", "postmaster.pid");
  await writeFile(file, `${process.pid}\n${folder}/postgres\n1\n5432\n\n127.0.0.1\n  1 1\nready\n`);
  const { databaseUrl } = await start(folder);
  expect(await ask(databaseUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("what an initdb that was killed left behind is cleared away", async () => {
  const folder = await freshFolder();
  await mkdir(join(folder, "postgres.new-dead"));
  await writeFile(join(folder, "postgres.new-dead", "PG_VERSION"), "18\n");
  const { databaseUrl } = await start(folder);
  expect(await ask(databaseUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("a server that is killed under a living process comes back where it was, with what was committed", async () => {
  const folder = await freshFolder();
  // as people run it: what is committed is on the disk
  const { ownerUrl } = await start(folder, false);
  await ask(ownerUrl, "CREATE TABLE kept AS SELECT 7 AS seven");
  process.kill(await postmaster(folder), "SIGKILL");
  await expect(
    (async () => {
      for (;;) {
        const rows = await ask(ownerUrl, "SELECT seven FROM kept").catch(() => null);
        if (rows) return rows;
        await pause(50);
      }
    })(),
  ).resolves.toEqual([{ seven: 7 }]);
});

it("damaged keys are said in one sentence", async () => {
  const folder = await freshFolder();
  await (await start(folder)).stop();
  await writeFile(join(folder, "keys.json"), "{");
  await expect(startEmbedded(folder)).rejects.toThrow(/^The file .*keys\.json is damaged/);
});

it("lost keys are said in one sentence", async () => {
  const folder = await freshFolder();
  await (await start(folder)).stop();
  await rm(join(folder, "keys.json"));
  await expect(startEmbedded(folder)).rejects.toThrow(/cannot be opened with the keys in/);
});

describe.runIf(process.getuid?.() === 0)("as root", () => {
  it("a data folder below a closed one works, and works again", async () => {
    const closed = join(tmpdir(), `trellis-closed-${process.pid}`);
    folders.push(closed);
    await mkdir(closed, { mode: 0o700 });
    await chmod(closed, 0o700);
    const folder = join(closed, "data");
    const { ownerUrl, stop } = await start(folder);
    await ask(ownerUrl, "CREATE TABLE kept AS SELECT 7 AS seven");
    await stop();
    expect(await ask((await start(folder)).ownerUrl, "SELECT seven FROM kept")).toEqual([{ seven: 7 }]);
    const { readlink } = await import("node:fs/promises");
    folders.push(dirname(await readlink(join(folder, "postgres"))));
  });
});
