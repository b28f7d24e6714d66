import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { buildBare } from "./bare-project";
import { openBrowser } from "./open-browser";
import { processorTime, processorTimeOfChildren } from "./processor-time";
import { answerOf, logIn, postmasterIn, type Running, startOurs, statementsOf } from "./program";
import { vitalsOf } from "./vitals";

/** Rounds through all pages, requests a page in each, and requests before the first. */
const rounds = Number(process.env.ROUNDS ?? 15);
const each = Number(process.env.REQUESTS ?? 8);
const warming = Number(process.env.WARMING ?? 60);
/** Only the pages whose name contains this; EXTRA names further addresses. */
const only = process.env.PAGES ?? "";

type Case = {
  readonly name: string;
  readonly server: "bare" | "ours";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly goal?: number | undefined;
};

type Measured = {
  readonly cpu: number[];
  readonly database: number[];
  readonly wall: number[];
  statements: number;
  body: string;
};

/**
 * Measures what each page costs beside a page of a bare Next project, in one run and in turns, so that other load on the
 * machine affects all alike. DATA_DIR keeps the demonstration for the next run; PROFILE=folder writes a profile of ours.
 */
async function main(): Promise<void> {
  const { DATA_DIR } = process.env;
  const folder = DATA_DIR ?? mkdtempSync(join(tmpdir(), "trellis-bench-"));
  const bare = await startBare(buildBare());
  const ours = await startOurs(folder);
  try {
    const cookie = await logIn(ours.base, "reseller");
    const browser = await openBrowser();
    const cases = (await casesOf(bare.base, ours.base, cookie, browser)).filter(
      ({ name, server }) => server === "bare" || name.includes(only),
    );
    const measured = await measure(cases, bare, ours, postmasterIn(folder));
    print(cases, measured);
    const { lcp, inp, cls } = await vitalsOf(browser, `${ours.base}/customers`, cookie);
    console.log(
      `The list in Chromium: LCP ${lcp.toFixed(0)} ms, INP while typing ${inp} ms, CLS ${cls.toFixed(3)}`,
    );
    await browser.close();
  } finally {
    ours.child.kill("SIGTERM");
    bare.child.disconnect();
    await once(ours.child, "exit");
    if (DATA_DIR === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function startBare(folder: string): Promise<Running> {
  const child = fork(resolve(".build/bench/bare-process.mjs"), {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [{ base }] = await once(child, "message");
  return { child, base };
}

async function casesOf(bare: string, base: string, cookie: string, browser: Browser): Promise<Case[]> {
  const page = (name: string, path: string, goal?: number): Case => ({
    name,
    server: "ours",
    url: base + path,
    headers: { cookie },
    goal,
  });
  const found = await (await fetch(`${base}/customers?direct=1`, { headers: { cookie } })).text();
  const customer = /<tbody>.*?href="(\/customers\/\d+)"/s.exec(found)?.[1];
  if (customer === undefined) throw new Error("the list shows no customer");
  const moves = await softMoves(browser, base, cookie, [
    ["/overview", "/customers"],
    ["/customers?direct=1", customer],
    ["/customers", "/overview"],
  ]);
  const move = (name: string, at: number): Case => ({ ...page(name, ""), ...moves[at] });
  return [
    { name: "bare, empty", server: "bare", url: `${bare}/`, headers: {} },
    { name: "bare, 50 rows", server: "bare", url: `${bare}/rows`, headers: {} },
    { ...page("log-in", "/login", 1.3), headers: {} },
    page("list of 50", "/customers", 2),
    page("customer", customer, 2),
    page("permissions", `${customer}/permissions`, 2),
    page("tree", "/tree", 2),
    page("preferences", "/preferences", 2),
    page("new customer", "/customers/new", 2),
    page("overview", "/overview", 2.5),
    page("history", "/history", 2.5),
    page("statement", "/statement?period=this_year", 2.5),
    page("rows of the list", "/customers/rows?sort=balance"),
    ...(process.env.EXTRA ?? "")
      .split(" ")
      .filter(Boolean)
      .map((path) => page(path, path)),
    move("move to the list", 0),
    move("move to a customer", 1),
    move("move to the overview", 2),
  ];
}

/** The request that Next's router sends when a person follows a link, as a real browser sends it. */
async function softMoves(
  browser: Browser,
  base: string,
  cookie: string,
  moves: readonly (readonly [from: string, to: string])[],
) {
  const page = await browser.newPage({ extraHTTPHeaders: { cookie } });
  const requests = [];
  for (const [from, to] of moves) {
    await page.goto(base + from);
    const [asked] = await Promise.all([
      page.waitForRequest((request) => "rsc" in request.headers() && new URL(request.url()).pathname === to),
      page.locator(`a[href="${to}"]:visible`).first().click(),
    ]);
    const { "accept-encoding": _any, ...headers } = asked.headers();
    requests.push({ url: asked.url(), headers: { ...headers, cookie } });
  }
  await page.close();
  return requests;
}

async function measure(
  cases: readonly Case[],
  bare: Running,
  ours: Running,
  postmaster: number,
): Promise<Map<Case, Measured>> {
  const measured = new Map<Case, Measured>();
  for (const one of cases) {
    measured.set(one, { cpu: [], database: [], wall: [], statements: 0, body: await warm(one) });
  }
  if (process.env.PROFILE) await answerOf(ours.child, "profile");
  for (let round = 0; round < rounds; round += 1) {
    for (const [one, into] of measured) {
      const { child } = one.server === "ours" ? ours : bare;
      const process = child.pid ?? 0;
      const before = [processorTime(process), processorTimeOfChildren(postmaster)] as const;
      const counted = one.server === "ours" ? await statementsOf(child) : 0;
      for (let request = 0; request < each; request += 1) {
        const began = performance.now();
        await ask(one);
        into.wall.push(performance.now() - began);
      }
      if (one.server === "ours") into.statements = ((await statementsOf(child)) - counted) / each;
      into.cpu.push((processorTime(process) - before[0]) / each);
      into.database.push(
        one.server === "ours" ? (processorTimeOfChildren(postmaster) - before[1]) / each : 0,
      );
    }
  }
  if (process.env.PROFILE) await answerOf(ours.child, "write");
  return measured;
}

async function warm(one: Case): Promise<string> {
  let body = "";
  for (let request = 0; request < warming; request += 1) body = await ask(one);
  return body;
}

async function ask({ url, headers }: Case): Promise<string> {
  const answer = await fetch(url, { headers, redirect: "manual" });
  const body = await answer.text();
  if (answer.status !== 200)
    throw new Error(`${url} answered ${answer.status} ${answer.headers.get("location")}`);
  return body;
}

function print(cases: readonly Case[], measured: ReadonlyMap<Case, Measured>): void {
  const empty = middle(measured.get(cases[0] as Case)?.cpu ?? [], 0.5);
  const heads = [
    "page",
    "CPU ms",
    "database ms",
    "ratio",
    "goal",
    "p50 ms",
    "p99 ms",
    "statements",
    "HTML KB",
    "Flight KB",
    "gzip KB",
  ];
  const rows = [...measured].map(([{ name, goal }, { cpu, database, wall, statements, body }]) => {
    const flight = flightIn(body);
    return [
      name,
      middle(cpu, 0.5).toFixed(1),
      middle(database, 0.5).toFixed(1),
      (middle(cpu, 0.5) / empty).toFixed(2),
      goal?.toFixed(1) ?? "",
      middle(wall, 0.5).toFixed(1),
      middle(wall, 0.99).toFixed(1),
      String(Math.round(statements * 10) / 10),
      ((Buffer.byteLength(body) - flight) / 1024).toFixed(1),
      (flight / 1024).toFixed(1),
      (gzipSync(body).length / 1024).toFixed(1),
    ];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  console.log([line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n"));
}

/** The bytes of Flight: the scripts that push it in a page, or all of an answer to the router. */
function flightIn(body: string): number {
  if (!body.startsWith("<!DOCTYPE")) return Buffer.byteLength(body);
  const scripts = body.match(/<script[^>]*>\(?self\.__next_f[\s\S]*?<\/script>/g) ?? [];
  return scripts.reduce((all, script) => all + Buffer.byteLength(script), 0);
}

function middle(list: readonly number[], share: number): number {
  const sorted = list.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

await main();
