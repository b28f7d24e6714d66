import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { findChromium } from "./find-chromium";
import { startProgram } from "./program";
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
    /** with what a test starts a program whose demonstration no other test changes */
    readonly untouched: Readonly<Record<string, string>>;
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
  const first = await startProgram({ DATA_DIR: folder });
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
  await copy(database, "trellis_untouched");
  project.provide("untouched", environmentOf(database, "trellis_untouched", join(folder, "untouched")));
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

function environmentOf({ ownerUrl, databaseUrl, keys }: EmbeddedDatabase, name: string, folder: string) {
  return {
    DATA_DIR: folder,
    DATABASE_URL: inServer(databaseUrl, name),
    MIGRATION_DATABASE_URL: inServer(ownerUrl, name),
    DATA_KEY: keys.dataKey,
    AUTH_SECRET: keys.authSecret,
    // off by default; with it the page about XML-RPC has all that it can have
    FLYSIP_BRIDGE: "1",
  };
}

async function startOnCopy(
  database: EmbeddedDatabase,
  name: string,
  folder: string,
): Promise<{ served: Served; end: () => Promise<void> }> {
  const environment = environmentOf(database, name, folder);
  const { base, end, child } = await startProgram(environment);
  const printed = `${folder}.log`;
  const file = createWriteStream(printed);
  child.stdout?.pipe(file);
  child.stderr?.pipe(file);
  return { served: { base, folder, ownerUrl: environment.MIGRATION_DATABASE_URL, printed }, end };
}
