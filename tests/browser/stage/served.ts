import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { findChromium } from "./find-chromium";
import { unpackChromium } from "./unpack-chromium";

/** A program that runs for the tests, with the demonstration. */
export type Served = {
  /** where it listens */
  readonly base: string;
  /** its data folder */
  readonly folder: string;
  /** its database, as its owner */
  readonly ownerUrl: string;
  /** the file of all that it printed */
  readonly printed: string;
};

declare module "vitest" {
  interface ProvidedContext {
    /** one per worker, so that test files that run at the same time do not affect each other */
    readonly programs: readonly Served[];
  }
}

/**
 * Starts the production build for each worker. The first start loads the demonstration, which takes longest; the others
 * get a copy of its database.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // fail before anything starts
  unpackChromium();
  findChromium();
  const folder = await mkdtemp(join(tmpdir(), "trellis-served-"));
  // it runs before the first program, which uses it, and outlives it
  const database = await startEmbedded(folder, { fast: true });
  const first = await start({ DATA_DIR: folder });
  // PostgreSQL only copies a database without connections
  await first.end();
  const workers = Array.from({ length: project.vitest.config.maxWorkers }, (_, index) => `${index + 1}`);
  for (const worker of workers) await copy(database, `trellis_${worker}`);
  const started = await Promise.all(
    workers.map(async (worker) => await startOnCopy(database, `trellis_${worker}`, join(folder, worker))),
  );
  project.provide(
    "programs",
    started.map(({ served }) => served),
  );
  return async () => {
    await Promise.all(started.map(async ({ end }) => await end()));
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function copy({ ownerUrl }: EmbeddedDatabase, name: string): Promise<void> {
  const owner = new pg.Client({ connectionString: inServer(ownerUrl, "postgres") });
  await owner.connect();
  await owner.query(`CREATE DATABASE ${name} TEMPLATE trellis`);
  await owner.end();
}

function inServer(url: string, name: string): string {
  return url.replace(/\/trellis$/, `/${name}`);
}

async function startOnCopy(
  { ownerUrl, databaseUrl, keys }: EmbeddedDatabase,
  name: string,
  folder: string,
): Promise<{ served: Served; end: () => Promise<void> }> {
  const owner = inServer(ownerUrl, name);
  const { base, end, child } = await start({
    DATA_DIR: folder,
    DATABASE_URL: inServer(databaseUrl, name),
    MIGRATION_DATABASE_URL: owner,
    DATA_KEY: keys.dataKey,
    AUTH_SECRET: keys.authSecret,
  });
  const printed = `${folder}.log`;
  const file = createWriteStream(printed);
  child.stdout?.pipe(file);
  child.stderr?.pipe(file);
  return { served: { base, folder, ownerUrl: owner, printed }, end };
}

async function start(
  environment: Readonly<Record<string, string>>,
): Promise<{ base: string; end: () => Promise<void>; child: ChildProcess }> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, ...environment, PORT: "0", PROCESSES: "2", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr?.pipe(process.stderr);
  const address = await readAddress(child);
  return {
    // use the name: browsers treat localhost as secure, and aliases below it resolve to this machine
    base: address.replace("127.0.0.1", "localhost"),
    child,
    end: async () => {
      child.kill("SIGTERM");
      await new Promise((done) => child.once("exit", done));
    },
  };
}

async function readAddress(child: ChildProcess): Promise<string> {
  return await new Promise((found, failed) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /ready at (http:\S+)/.exec(said)?.[1];
      if (address) found(address);
    });
    child.once("exit", () => failed(new Error(`the program ended: ${said}`)));
  });
}
