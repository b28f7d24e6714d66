import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import next from "next";
import { loadDemonstration } from "@/prisma/demonstration/load";
import { demonstrationLogInsStand } from "@/prisma/demonstration/log-ins";
import { watchBrandChanges } from "@/server/brand/changes/watch-changes";
import { keepCheckingAliases } from "@/server/branding/check-due-aliases";
import { closeDatabase } from "@/server/database/client";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate } from "@/server/database/migrate";
import { firstStart, resetRootPassword } from "@/server/doors/first-start";
import { answer } from "@/server/doors/front/front";
import type { Handler } from "@/server/doors/front/handler";
import { keepSendingMails } from "@/server/doors/mail/send-mails";
import { log } from "@/server/ground/log";
import { BadSetting, isLoopback, provideSettings, readEnvFile, settings } from "@/server/ground/settings";
import { StartFailure } from "@/server/ground/start-failure";
import { keepSweeping } from "@/server/identity/log-in/sweep-ended";
import { keepEndingCreditLimits } from "@/server/money/end-credit-limits";
import { writeLastCalls } from "@/server/programs/last-calls";
import { remakeKeys } from "@/server/record/remake-keys";
import { keepClosingSupportSessions } from "@/server/support-session/close-session";

/** What somebody started the process for. */
export type Purpose = "production" | "development" | "root-password";

// everything that stop() has to close
let embedded: EmbeddedDatabase | null = null;
let server: Server | null = null;
let handler: Handler | null = null;
let closePages: (() => Promise<void>) | null = null;
let stopLoops: (() => Promise<void>)[] = [];

/**
 * The one process: starts the database where it is embedded, prepares it, listens, learns the caller's address
 * from the socket, and hands everything else to Next. Shuts down in order.
 */
export async function main(purpose: Purpose): Promise<void> {
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  try {
    checkSettings();
    // before the database, so that a taken port is reported at once
    if (purpose !== "root-password") {
      server = await listen(purpose === "development");
      // links in mail need the port that the system really gave us
      if (settings().port === 0) provideSettings({ PORT: String(boundPort(server)) });
    }
    await openDatabase();
    if (purpose === "root-password") {
      await printRootPassword();
      await stop();
      return;
    }
    const welcome = await prepare();
    await servePages(purpose === "development");
    stopLoops = [
      keepEndingCreditLimits(),
      keepSendingMails(),
      keepSweeping(),
      watchBrandChanges(),
      keepCheckingAliases(),
      keepClosingSupportSessions(),
    ];
    console.log(`Trellis is ready at ${addressOf(server)}\n${welcome}`);
  } catch (error) {
    // errors caused by our own shutdown are not failures
    if (stopping) return;
    console.error(sentenceFor(error));
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

async function listen(development: boolean): Promise<Server> {
  const { host, port } = settings();
  const take = (request: IncomingMessage, response: ServerResponse) =>
    void answer(request, response, handler, development);
  const listening = createServer(take);
  // the API authenticates before it lets a client send the body
  listening.on("checkContinue", take);
  await new Promise<void>((resolve, reject) => {
    listening.once("error", (error: NodeJS.ErrnoException) => {
      const why =
        error.code === "EADDRINUSE"
          ? `The port ${port} on ${host} is taken; set PORT to another one.`
          : `Cannot listen on ${host}, port ${port} (${error.code}); see HOST and PORT.`;
      reject(new StartFailure(why));
    });
    listening.listen(port, host, resolve);
  });
  return listening;
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
  // Next calls itself on this port after an action that redirects, so it must be the bound one
  const app = next({
    dev,
    hostname: settings().host,
    port: boundPort(server),
    // the front logs what a page fails for: it tells a failure of ours from a refusal
    quiet: !dev,
    // in production Next would take every upgrade from this server, answer none, and so keep its connection for ever
    httpServer: dev && server ? server : createServer(),
  });
  await step("Preparing the pages", () => app.prepare());
  closePages = () => app.close();
  // Next prints a stack for whatever a stranger sends to an action, and for whoever leaves before it is done
  if (!dev) console.warn = console.error = (...said) => log.warn(said.map(firstLine).join(" "));
  handler = app.getRequestHandler();
}

function firstLine(said: unknown): string {
  return (said instanceof Error ? said.message : String(said)).split("\n")[0]?.slice(0, 200) ?? "";
}

function addressOf(listening: Server | null): string {
  const { host } = settings();
  const name = host.includes(":") ? `[${host.replace(/^\[|\]$/g, "")}]` : host;
  return `http://${name}:${boundPort(listening)}`;
}

/** The port that the system gave where PORT is 0. */
function boundPort(listening: Server | null): number {
  const bound = listening?.address();
  return bound && typeof bound === "object" ? bound.port : settings().port;
}

/** One clear sentence; LOG_LEVEL=debug also logs the stack. */
function sentenceFor(error: unknown): string {
  if (error instanceof StartFailure) return error.message;
  log.debug({ err: error }, "the start failed");
  const why = error instanceof Error ? error.message.trim().split("\n").at(-1) : String(error);
  return `Trellis could not start: ${why} (LOG_LEVEL=debug says more).`;
}

const patienceMs = 15_000;
let stopping = false;

/** The first signal lets running requests finish, the second drops them, the third exits at once. */
function onSignal(): void {
  if (!stopping) void stop();
  else if (server?.listening === false && hurried) process.exit(1);
  else hurry();
}

let hurried = false;

function hurry(): void {
  hurried = true;
  server?.closeAllConnections();
}

/** Closes things in the order in which they depend on each other: requests, pages, background loops, pending notes, connections, and last the database. Ends the process. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const late = setTimeout(hurry, patienceMs);
  // a keep-alive connection becomes idle only when its request has been answered, so look again and again
  const sweep = setInterval(() => server?.closeIdleConnections(), 50);
  await new Promise<void>((done) => {
    if (server === null) return done();
    server.close(() => done());
  });
  clearInterval(sweep);
  clearTimeout(late);
  for (const close of [closePages, ...stopLoops, writeLastCalls, closeDatabase, embedded?.stop]) {
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
