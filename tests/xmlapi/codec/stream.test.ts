import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { customer } from "../../builders";
import { fresh, givenFreshDatabase } from "../../database/fresh";
import { insertCustomers } from "../stage/many-customers";
import { type StartedDoor, startDoor } from "../stage/started-door";

givenFreshDatabase("cheap", "by hand");

const scene = { reseller: 0, ids: [] as number[] };
let served: StartedDoor;
let db: pg.Client;

beforeAll(async () => {
  const reseller = await customer(1);
  scene.reseller = reseller.i_customer;
  db = new pg.Client({ connectionString: fresh.ownerUrl });
  await db.connect();
  scene.ids = await insertCustomers(db, reseller.i_customer, 100_000);
  served = await startDoor({ TRUSTED_HOSTS: "127.0.0.1" });
});

afterAll(async () => {
  served.child.kill("SIGKILL");
  await db.end();
});

it("listCustomers without a limit gives all of 100,000, each once and in order, in less than 64 MiB more", async () => {
  // a young process grows by itself; we want to measure only the list
  await idsOf(await ask("<member><name>limit</name><value><int>20000</int></value></member>"));
  const before = memory();
  const watch = watchMemory();
  const ids = await idsOf(await ask(""));
  const most = watch();
  console.log(`100,000 customers: ${((most - before) / 1_048_576).toFixed(1)} MiB more at most`);
  expect(ids).toEqual(scene.ids);
  expect(most - before).toBeLessThan(64 * 1_048_576);
});

it("a slow reader gets them all too: the process stays small, and no transaction waits for the reader", async () => {
  const before = memory();
  const watch = watchMemory();
  const response = await ask("");
  const sessions: string[] = [];
  let paused = 0;
  const ids = await idsOf(response, async () => {
    if (paused >= 20) return;
    paused += 1;
    await pause(100);
    const { rows } = await db.query<{ state: string }>(
      `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'trellis'
          AND xact_start IS NOT NULL AND state <> 'active'`,
    );
    sessions.push(...rows.map(({ state }) => state));
  });
  const most = watch();
  console.log(`a slow reader: ${((most - before) / 1_048_576).toFixed(1)} MiB more at most`);
  expect(paused).toBe(20);
  expect(sessions).toEqual([]);
  expect(ids).toEqual(scene.ids);
  expect(most - before).toBeLessThan(64 * 1_048_576);
});

it("a failure midway cuts the connection and never closes the document", async () => {
  const response = await ask("");
  let text = "";
  let isLost = false;
  const ended = (async () => {
    for await (const piece of response) {
      text += String(piece);
      if (isLost) continue;
      isLost = true;
      await takeAway();
    }
  })();
  await expect(ended).rejects.toThrow();
  await giveBack();
  expect(text).toContain("<name>customers</name>");
  expect(text).not.toContain("</methodResponse>");
});

it.each([
  [0, 2_500],
  [999, 2],
  [1_000, 1_000],
  [1_001, 1_500],
  [99_990, 1_000],
  [0, 0],
  [200_000, 5],
])("offset %i and limit %i give that part, over the batches", async (offset, limit) => {
  const members = `<member><name>offset</name><value><int>${offset}</int></value></member><member><name>limit</name><value><int>${limit}</int></value></member>`;
  expect(await idsOf(await ask(members))).toEqual(scene.ids.slice(offset, offset + limit));
});

it("who pages forward gets each once, and goes on right even if customers before were deleted", async () => {
  const page = async (offset: number) =>
    await idsOf(
      await ask(
        `<member><name>offset</name><value><int>${offset}</int></value></member><member><name>limit</name><value><int>500</int></value></member>`,
      ),
    );
  const seen: number[] = [];
  for (let offset = 20_000; offset < 22_000; offset += 500) seen.push(...(await page(offset)));
  expect(seen).toEqual(scene.ids.slice(20_000, 22_000));
  // another offset than the one it came to is counted
  expect(await page(20_001)).toEqual(scene.ids.slice(20_001, 20_501));
  expect(await page(20_501)).toEqual(scene.ids.slice(20_501, 21_001));
  const [first] = scene.ids;
  await db.query(`DELETE FROM web_users WHERE i_customer = ${first}`);
  await db.query(`DELETE FROM customers WHERE i_customer = ${first}`);
  scene.ids.shift();
  expect(await page(21_001)).toEqual(scene.ids.slice(21_000, 21_500));
  // and so is the same one again, where the last page did not end
  expect(await page(21_001)).toEqual(scene.ids.slice(21_001, 21_501));
});

/** Asks for the reseller's list. @returns the answer, whose body has not been read */
async function ask(members: string): Promise<IncomingMessage> {
  const scope = `<member><name>i_wholesaler</name><value><int>${scene.reseller}</int></value></member>`;
  const body = `<methodCall><methodName>listCustomers</methodName><params><param><value><struct>${scope}${members}</struct></value></param></params></methodCall>`;
  return await new Promise((done, fail) => {
    const sent = request({ port: served.port, method: "POST", path: "/xmlapi/xmlapi" }, done);
    sent.on("error", fail);
    sent.end(body);
  });
}

/** The ids in an answer, read piece by piece. @param betweenPieces runs before we take the next piece */
async function idsOf(
  response: IncomingMessage,
  betweenPieces = async (): Promise<void> => {},
): Promise<number[]> {
  const ids: number[] = [];
  let rest = "";
  for await (const piece of response) {
    const text = rest + String(piece);
    const cut = text.lastIndexOf("<name>i_customer");
    rest = cut < 0 ? text : text.slice(cut);
    collect(cut < 0 ? "" : text.slice(0, cut), ids);
    await betweenPieces();
  }
  collect(rest, ids);
  expect(rest).toContain("</methodResponse>");
  return ids;
}

function collect(text: string, ids: number[]): void {
  for (const [, id] of text.matchAll(/<name>i_customer<\/name><value><int>(\d+)/g)) ids.push(Number(id));
}

/** How much memory the door's process uses now, in bytes. */
function memory(): number {
  const status = readFileSync(`/proc/${served.child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** Watches the memory. @returns the most that it saw */
function watchMemory(): () => number {
  let most = memory();
  const timer = setInterval(() => {
    most = Math.max(most, memory());
  }, 10);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** Takes the list's table away, so that the next batch fails. */
async function takeAway(): Promise<void> {
  await db.query("ALTER TABLE customers RENAME TO customers_away");
}

async function giveBack(): Promise<void> {
  await db.query("ALTER TABLE customers_away RENAME TO customers");
}

async function pause(ms: number): Promise<void> {
  await new Promise((over) => setTimeout(over, ms));
}
