import { createServer, type Server } from "node:http";
import { createServer as createPort, type Server as PortServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { loadDemonstration } from "@/prisma/demonstration/load";
import { demonstrationLogInsStand } from "@/prisma/demonstration/log-ins";
import { watchBrandChanges } from "@/server/brand/changes/watch-changes";
import { closeDatabase } from "@/server/database/client";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { firstStart, resetRootPassword } from "@/server/doors/first-start";
import type { Handler } from "@/server/doors/front/handler";
import { untilNoticed } from "@/server/doors/front/health";
import { makeServer, takePort } from "@/server/doors/front/listen";
import { runJobs } from "@/server/doors/jobs/run-jobs";
import { keepMemoryLevel } from "@/server/doors/processes/memory";
import type { Beginning } from "@/server/doors/processes/messages";
import { report, serveGiven } from "@/server/doors/processes/serve-given";
import { Supervisor } from "@/server/doors/processes/supervisor";
import { log } from "@/server/ground/log";
import { passInUse, sharePass } from "@/server/ground/network/caller";
import {
  BadSetting,
  isLoopback,
  provideSettings,
  readEnvFile,
  settings,
  settingsFound,
} from "@/server/ground/settings";
import { StartFailure } from "@/server/ground/start-failure";
import { writeKeyUses } from "@/server/programs/keys/key-uses";
import { writeLastCalls } from "@/server/programs/last-calls";
import { remakeKeys } from "@/server/record/remake-keys";
import { findWrongSums, makeBranchSums, makeBranchSumsOnce } from "@/server/sums/make";

/** What somebody started the process for. */
export type Purpose = "production" | "development" | "root-password" | "check-sums" | "make-sums";

// everything that stop() has to close
let embedded: EmbeddedDatabase | null = null;
let server: Server | null = null;
let handler: Handler | null = null;
let supervisor: Supervisor | null = null;
/** takes no connections any more, and resolves when none is left */
let closeDoor: (() => Promise<void>) | null = null;
let closePages: (() => Promise<void>) | null = null;
let stopLoops: (() => Promise<void>)[] = [];

/**
 * The program: starts the database where it is embedded, prepares it, listens, runs the jobs, and serves;
 * with several PROCESSES others beside it serve. Shuts down in order. See docs/decisions/processes.md.
 */
export async function main(purpose: Purpose): Promise<void> {
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  try {
    checkSettings();
    const development = purpose === "development";
    // before the database, so that a taken port is reported at once
    const serves = purpose === "production" || development;
    if (serves) await openDoor(development ? 1 : settings().processes, development);
    await openDatabase();
    if (!serves) {
      await runOnce(purpose);
      await stop();
      return;
    }
    const welcome = await prepare();
    const several = supervisor;
    await step("Preparing the pages", () => (several ? shareOut(several) : servePages(development)));
    stopLoops = [await runJobs(), watchBrandChanges()];
    if (settings().flysipBridge) console.log(bridgeWarning);
    console.log(`Trellis is ready at ${address()}\n${welcome}`);
  } catch (error) {
    // errors caused by our own shutdown are not failures
    if (stopping) return;
    console.error(sentenceFor(error));
    process.exitCode = 1;
    await stop();
  }
}

/** One of several processes: serves the connections that the supervisor gives it. */
export function serve(): void {
  const own = makeServer(() => handler);
  server = own;
  // whoever keeps connections, such as a proxy, opens others now and then, and so reaches a process that replaced another
  own.maxRequestsPerSocket = 500;
  const open = serveGiven(own, { begin: (order) => void begin(order), stop: () => void stop(), hurry });
  closeDoor = async () => {
    while (open.size > 0) await pause(sweepEveryMs);
  };
}

async function begin({ settings: found, pass }: Beginning): Promise<void> {
  try {
    checkSettings();
    provideSettings(found);
    sharePass(pass);
    await servePages(false);
    stopLoops = [watchBrandChanges()];
    report({ kind: "ready" });
  } catch (error) {
    if (stopping) return;
    report({ kind: "failed", why: sentenceFor(error) });
    process.exitCode = 1;
    await stop();
  }
}

/**
 * Reads `.env` and all settings.
 * @throws BadSetting with one sentence
 */
export function checkSettings(): void {
  readEnvFile();
  log.level = settings().logLevel;
}

/** Takes the port; until somebody can serve, we answer that the program starts. */
async function openDoor(processes: number, development: boolean): Promise<void> {
  const own = makeServer(() => handler, development);
  const meanwhile = (socket: Socket) => void own.emit("connection", socket.resume());
  const options = { pauseOnConnect: true, allowHalfOpen: true, noDelay: true };
  const several = createPort(options, (socket) => supervisor?.give(socket));
  const door: PortServer = processes === 1 ? own : several;
  // links in mail, and Next's calls to itself, need the port that the system really gave us
  provideSettings({ PORT: String(await takePort(door)) });
  server = own;
  closeDoor = async () => {
    const closed = new Promise<void>((done) => door.close(() => done()));
    await (supervisor?.stop() ?? closed);
  };
  keepMemoryLevel();
  if (processes === 1) return;
  // whoever is answered here asks again, and is then served by another process
  own.maxRequestsPerSocket = 1;
  // a server that does not listen would not look after slow and idle connections
  own.emit("listening");
  supervisor = new Supervisor(processes, meanwhile);
}

/** Lets the other processes serve. This one then needs few connections to the database. */
async function shareOut(several: Supervisor): Promise<void> {
  await closeDatabase();
  await several.begin({ settings: settingsFound(), pass: passInUse() });
}

async function openDatabase(): Promise<void> {
  const { databaseUrl, dataDir, demo, authSecret, dataKey } = settings();
  if (databaseUrl === undefined) {
    embedded = await step("Starting the embedded PostgreSQL", () => startEmbedded(dataDir));
    provideSettings({
      DATABASE_URL: embedded.databaseUrl,
      MIGRATION_DATABASE_URL: embedded.ownerUrl,
      AUTH_SECRET: authSecret ?? embedded.keys.authSecret,
      DATA_KEY: dataKey ?? embedded.keys.dataKey,
      DEMO: (demo ?? true) ? "1" : "0",
    });
  }
  const application = settings().databaseUrl ?? "";
  const owner = settings().migrationDatabaseUrl ?? application;
  await step("Applying the migrations", () => migrate(owner, application));
}

/** @returns how to log in */
async function prepare(): Promise<string> {
  await step("Making the keys of names and search", () => remakeKeys());
  await step("Adding up what is below each customer (once)", () => makeBranchSumsOnce());
  const first = await step("Preparing dictionaries and root", () => firstStart());
  const { demo = false, host } = settings();
  if (demo) await step("Loading the demonstration (once)", () => loadDemonstration());
  const stands = await demonstrationLogInsStand();
  if (stands && !isLoopback(host)) {
    throw new BadSetting(
      `The demonstration's log-ins still have their public password, so that HOST '${host}' is refused; change them first.`,
    );
  }
  if (stands) return "Log in as ssp-root, reseller or customer, each with the password demo-portal-1.";
  if (first.createdRoot) return await newRootPassword();
  return `Log in as ${first.login}; \`npm run root-password\` gives it a new one-time password.`;
}

/** What the program does instead of serving; beside one that serves it does no harm. */
async function runOnce(purpose: Exclude<Purpose, "production" | "development">): Promise<void> {
  if (purpose === "root-password") return await printRootPassword();
  if (purpose === "make-sums") await step("Making the sums of all branches anew", () => makeBranchSums());
  const wrong = await step("Comparing the sums of all branches with the rows", () => findWrongSums());
  for (const { table, kept, counted } of wrong)
    console.log(`${table}: kept ${JSON.stringify(kept)}, counted ${JSON.stringify(counted)}`);
  console.log(
    wrong.length === 0
      ? "All sums are right."
      : "Sums are wrong; `npm run check:sums -- --make` makes all anew.",
  );
  if (wrong.length > 0) process.exitCode = 1;
}

async function printRootPassword(): Promise<void> {
  // creates root if this command runs before any normal start
  await firstStart();
  console.log(await newRootPassword());
}

async function newRootPassword(): Promise<string> {
  const { login, password } = await resetRootPassword();
  return `Log in as ${login} with the one-time password ${password} (good for 24 hours, once).`;
}

async function servePages(dev: boolean): Promise<void> {
  // the supervisor does without it
  const { default: next } = await import("next");
  const app = next({
    dev,
    hostname: settings().host,
    port: settings().port,
    // the front logs what a page fails for: it tells a failure of ours from a refusal
    quiet: !dev,
    // in production Next would take every upgrade from this server, answer none, and so keep its connection for ever
    httpServer: dev && server ? server : createServer(),
  });
  await app.prepare();
  closePages = () => app.close();
  // Next prints a stack for whatever a stranger sends to an action, and for whoever leaves before it is done
  if (!dev) console.warn = console.error = (...said) => log.warn(said.map(firstLine).join(" "));
  handler = app.getRequestHandler();
}

function firstLine(said: unknown): string {
  return (said instanceof Error ? said.message : String(said)).split("\n")[0]?.slice(0, 200) ?? "";
}

const bridgeWarning =
  "FLYSIP_BRIDGE is on: calls of /api.php have passwords in their address, which proxies in front write into their logs unless told not to; docs/security.md says how.";

function address(): string {
  const { host, port } = settings();
  return `http://${host.includes(":") ? `[${host.replace(/^\[|\]$/g, "")}]` : host}:${port}`;
}

/** One clear sentence; LOG_LEVEL=debug also logs the stack. */
function sentenceFor(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  log.debug({ err: error }, "the start failed");
  const why = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
  return `Trellis could not start: ${why} (LOG_LEVEL=debug says more).`;
}

const patienceMs = 15_000;
const sweepEveryMs = 50;
let stopping = false;

/** The first signal lets running requests finish, the second drops them, the third exits at once. */
function onSignal(): void {
  if (!stopping) void stop();
  else if (hurrying.signal.aborted) process.exit(1);
  else hurry();
}

const hurrying = new AbortController();

function hurry(): void {
  hurrying.abort();
  supervisor?.hurry();
  server?.closeAllConnections();
}

/** Closes things in the order in which they depend on each other: requests, pages, background loops, pending notes, connections, and last the database. Ends the process. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const late = setTimeout(hurry, patienceMs);
  await untilNoticed(hurrying.signal);
  // a keep-alive connection becomes idle only when its request has been answered, so look again and again
  const sweep = setInterval(() => server?.closeIdleConnections(), sweepEveryMs);
  await closeDoor?.();
  clearInterval(sweep);
  clearTimeout(late);
  for (const close of [
    closePages,
    ...stopLoops,
    writeLastCalls,
    writeKeyUses,
    closeDatabase,
    embedded?.stop,
  ]) {
    await close?.().catch((error: unknown) => log.error({ err: error }, "while stopping"));
  }
  process.exit(process.exitCode ?? 0);
}

/** Runs one step of the start and prints how long it took. */
async function step<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await act();
  console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}
