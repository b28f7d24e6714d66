import { once } from "node:events";
import { readFileSync } from "node:fs";
import pg from "pg";
import { logIn, type Running, startOurs, statementsOf } from "./program";

const rounds = Number(process.env.ROUNDS ?? 20);
/** Only what has this in its name. */
const only = process.env.ONLY ?? "";
const folders = (process.env.FOLDERS ?? "").split(",").filter(Boolean);

/** A program on a database of some size. */
type Size = Running & { readonly folder: string; readonly customers: number; readonly owner: pg.Client };

/** One thing to ask of each size: what to send, and how it is told apart. */
type Case = {
  readonly name: string;
  readonly send: (base: string) => Promise<Response>;
};

type Measured = { readonly wall: number[]; statements: number; rows: number; bytes: number };

const readers = ["ssp-root", "reseller", "customer"] as const;

/**
 * Measures pages and operations on databases of several sizes, in one run and in turns: FOLDERS names data folders that
 * `DATA_DIR=… npm run scale -- …` has filled, the smallest first.
 */
async function main(): Promise<void> {
  if (folders.length === 0) throw new Error("FOLDERS=folder,folder names the data folders");
  const sizes: Size[] = [];
  try {
    for (const folder of folders) sizes.push(await open(folder));
    for (const size of sizes) console.log(`${size.folder}: ${size.customers} customers`);
    const cases = await Promise.all(sizes.map(casesOf));
    console.log(
      `| what | ${sizes.map(({ customers }) => `${customers}: p50 · p99 ms, statements, rows, KB`).join(" | ")} | last : first |`,
    );
    for (const [at, { name }] of (cases[0] ?? []).entries()) {
      if (!name.includes(only)) continue;
      const measured = await inTurns(
        sizes,
        cases.map((all) => all[at]).filter((one) => one !== undefined),
      );
      print(name, measured);
    }
    for (const { child, customers } of sizes)
      console.log(`memory with ${customers}: ${(memoryOf(child.pid ?? 0) / 1024).toFixed(0)} MB`);
  } finally {
    for (const { child, owner } of sizes) {
      await owner.end();
      child.kill("SIGTERM");
      await once(child, "exit");
    }
  }
}

async function open(folder: string): Promise<Size> {
  const running = await startOurs(folder, { TRUSTED_HOSTS: "127.0.0.1", DEMO: "0" });
  const [, , , port = ""] = readFileSync(`${folder}/postgres/postmaster.pid`, "utf8").split("\n");
  const { owner: password } = JSON.parse(readFileSync(`${folder}/keys.json`, "utf8")) as Record<
    string,
    string
  >;
  const owner = new pg.Client({
    connectionString: `postgresql://trellis_owner:${password}@127.0.0.1:${port.trim()}/trellis`,
  });
  await owner.connect();
  const { rows } = await owner.query<{ count: number }>("SELECT count(*)::int AS count FROM customers");
  return { ...running, folder, owner, customers: rows[0]?.count ?? 0 };
}

async function casesOf({ base }: Size): Promise<Case[]> {
  const pages = [
    "/overview",
    "/customers",
    "/customers?direct=1&sort=balance",
    "/customers?q=networks",
    "/tree",
    "/statement?period=last_month",
    "/statement?period=last_month&below=1",
    "/history",
    "/blocked",
    "/support",
    "/customers/new",
    "/preferences",
  ];
  const cases: Case[] = [];
  for (const reader of readers) {
    const cookie = await logIn(base, reader);
    for (const page of pages) {
      const send = async (at: string) => await fetch(at + page, { headers: { cookie }, redirect: "manual" });
      // not every reader has every page
      if ((await send(base)).status === 200) cases.push({ name: `${reader} ${page}`, send });
    }
  }
  return cases;
}

async function inTurns(sizes: readonly Size[], cases: readonly Case[]): Promise<Measured[]> {
  const measured = sizes.map((): Measured => ({ wall: [], statements: 0, rows: 0, bytes: 0 }));
  for (let round = -3; round < rounds; round += 1) {
    for (const [at, size] of sizes.entries()) {
      const [one, into] = [cases[at], measured[at]];
      if (!one || !into) continue;
      const before = round === 0 ? [await statementsOf(size.child), await rowsRead(size.owner)] : [];
      const began = performance.now();
      const body = await (await one.send(size.base)).text();
      if (round >= 0) into.wall.push(performance.now() - began);
      if (round !== 0) continue;
      into.statements = (await statementsOf(size.child)) - (before[0] ?? 0);
      into.rows = (await rowsRead(size.owner)) - (before[1] ?? 0);
      into.bytes = body.length;
    }
  }
  return measured;
}

/** The rows that the database's processes have read, once they have told. */
async function rowsRead(owner: pg.Client): Promise<number> {
  await owner.query("SELECT pg_sleep(1.1)");
  const { rows } = await owner.query<{ read: number }>(
    "SELECT (tup_returned + tup_fetched)::float8 AS read FROM pg_stat_database WHERE datname = current_database()",
  );
  return rows[0]?.read ?? 0;
}

function print(name: string, measured: readonly Measured[]): void {
  const at = (times: readonly number[], part: number) =>
    times.toSorted((one, other) => one - other)[
      Math.min(times.length - 1, Math.floor(times.length * part))
    ] ?? 0;
  const cells = measured.map(
    ({ wall, statements, rows, bytes }) =>
      `${at(wall, 0.5).toFixed(0)} · ${at(wall, 0.99).toFixed(0)}, ${statements}, ${rows}, ${(bytes / 1024).toFixed(0)}`,
  );
  const ratio = at(measured.at(-1)?.wall ?? [], 0.5) / at(measured[0]?.wall ?? [], 0.5);
  console.log(`| ${name} | ${cells.join(" | ")} | ${ratio.toFixed(2)} |`);
}

/** In KB. */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
}

await main();
