import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { inDatabase } from "../browser/stage/database";
import { customer } from "../builders";
import { bundleProcess } from "../bundle-process";
import { fresh, givenFreshDatabase } from "../database/fresh";
import { insertCustomers } from "../xmlapi/stage/many-customers";
import { keyOf } from "./stage/ask-rest";
import type { Said } from "./stage/stream-process";

givenFreshDatabase("cheap", "by hand");

const many = 100_000;
const MiB = 1024 * 1024;
/** The most that the program can hold, in MiB: with more it ends. */
const heap = 128;

const scene = { key: "", port: 0, program: null as ChildProcess | null };

beforeAll(async () => {
  const { i_customer, actor } = await customer();
  scene.key = await keyOf(actor);
  await inDatabase(fresh.ownerUrl, async (owner) => await insertCustomers(owner, i_customer, many));
  await bundleProcess("tests/rest/stage/stream-process.ts");
  scene.program = fork(".build/stream-process.mjs", {
    execArgv: [`--max-old-space-size=${heap}`, "--expose-gc"],
    env: {
      ...process.env,
      PUBLIC_HOST: "localhost",
      DATABASE_URL: fresh.applicationUrl,
      DATA_KEY: inject("server").dataKey,
      AUTH_SECRET: "s".repeat(32),
      LOG_LEVEL: "silent",
    },
  });
  const [said] = (await once(scene.program, "message")) as [Said];
  if ("port" in said) scene.port = said.port;
}, 300_000);
afterAll(() => scene.program?.kill());

/** The most that the program held since it was asked the last time, in MiB. */
async function mostMemory(): Promise<number> {
  if (!scene.program) throw new Error("the program runs");
  const told = once(scene.program, "message");
  scene.program.send("memory");
  const [said] = (await told) as [Said];
  return "most" in said ? said.most / MiB : 0;
}

/** Begins to read an export: its head, and nothing after it until somebody reads on. */
async function begin(address: string): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    const headers = {
      host: "localhost",
      authorization: `Bearer ${scene.key}`,
      accept: "application/x-ndjson",
    };
    const sent = request(
      { host: "127.0.0.1", port: scene.port, path: `/api/v1${address}`, headers, agent: false },
      (response) => resolve(response.pause()),
    );
    sent.on("error", reject).end();
  });
}

/** Reads on to the end, be it the right one. */
async function readOn(
  response: IncomingMessage,
): Promise<{ lines: string[]; isCut: boolean; bytes: number }> {
  const chunks: Buffer[] = [];
  let isCut = false;
  try {
    for await (const chunk of response) chunks.push(chunk);
  } catch {
    isCut = true;
  }
  const all = Buffer.concat(chunks);
  return { lines: all.toString().split("\n"), isCut, bytes: all.length };
}

const everybody = "/customers?sort=id";

describe(`an export of ${many} rows`, () => {
  it("waits for its reader with no more memory than a few batches take, and then has every row", async () => {
    // what the program needs to begin with
    const small = await readOn(await begin("/customers?sort=id&q=streamed+10000"));
    expect(small.lines.at(-2)).toMatch(/^\{"end":true/);
    await mostMemory();
    await pause(500);
    const before = await mostMemory();
    const response = await begin(everybody);
    await pause(5_000);
    const stalled = (await mostMemory()) - before;
    const { lines, isCut, bytes } = await readOn(response);
    const read = (await mostMemory()) - before;
    expect(isCut).toBe(false);
    expect(lines.at(-2)).toBe(JSON.stringify({ end: true, rows: many }));
    expect(new Set(lines.slice(0, -2)).size).toBe(many);
    expect(bytes).toBeGreaterThan(30 * MiB);
    console.log(
      `held beside what it needs to begin with: ${stalled} MiB while its reader stalls, ${read} MiB while they read`,
    );
    expect(stalled).toBeLessThan(12);
    expect(read).toBeLessThan(12);
  });

  it("is cut where the database goes away in its middle, so that whoever lacks the last line knows; and works again afterwards", async () => {
    const response = await begin(everybody);
    await withoutDatabase(async () => {
      const { lines, isCut } = await readOn(response);
      expect(isCut).toBe(true);
      expect(lines.length).toBeGreaterThan(1_000);
      expect(lines.length).toBeLessThan(many);
      expect(lines.some((line) => line.startsWith('{"end"'))).toBe(false);
    });
    // both places are free again
    const again = await Promise.all([begin(everybody), begin(everybody)]);
    for (const one of await Promise.all(again.map(readOn)))
      expect([one.isCut, one.lines.at(-2)]).toEqual([false, JSON.stringify({ end: true, rows: many })]);
  });
});

/** Ends the program's connections to the database, and lets nobody connect, while `act` runs. */
async function withoutDatabase(act: () => Promise<void>): Promise<void> {
  const name = new URL(fresh.ownerUrl).pathname.slice(1);
  // a role may end its own connections
  await elsewhere(fresh.ownerUrl, async (owner) => {
    await elsewhere(fresh.applicationUrl, async (application) => {
      await owner.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      try {
        await application.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user",
          [name],
        );
        await act();
      } finally {
        await owner.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      }
    });
  });
}

/** Connects as a role to the database that every server has. */
async function elsewhere(url: string, act: (client: pg.Client) => Promise<void>): Promise<void> {
  const at = new URL(url);
  at.pathname = "/postgres";
  const client = new pg.Client({ connectionString: at.href });
  await client.connect();
  try {
    await act(client);
  } finally {
    await client.end();
  }
}
