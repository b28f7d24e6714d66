import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import next from "next";
import { loadDemonstration } from "@/prisma/demonstration/load";
import { demonstrationLogInsStand } from "@/prisma/demonstration/log-ins";
import { closeDatabase, database } from "@/server/database/client";
import { type EmbeddedDatabase, startEmbedded } from "@/server/database/embedded";
import { migrate, migrationsIn } from "@/server/database/migrate";
import { firstStart, resetRootPassword } from "@/server/first-start";
import { log } from "@/server/log";
import { callerOf, overwriteForwarding } from "@/server/network/caller";
import { isKnownHost } from "@/server/network/hosts";
import { BadSetting, isLoopback, provideSettings, readEnvFile, settings } from "@/server/settings";

/** What the process was started for. */
export type Purpose = "production" | "development" | "root-password";

/**
 * The one process: starts the database where it is embedded, prepares it, listens, learns the caller's address
 * from the socket, and hands everything else to Next. Shuts down in order.
 */
export async function main(purpose: Purpose): Promise<void> {
  let embedded: EmbeddedDatabase | null = null;
  try {
    readEnvFile();
    embedded = await openDatabase();
    if (purpose === "root-password") {
      await printRootPassword();
      await closeDatabase();
      // the server that uses the same database may be running: it alone stops it
      return process.exit(0);
    }
    await prepare(embedded !== null);
    const server = await listen(purpose === "development");
    stopInOrder(server, embedded);
  } catch (error) {
    await closeDatabase().catch(() => undefined);
    await embedded?.stop();
    if (!(error instanceof BadSetting)) {
      log.fatal(error);
      console.error(
        `Trellis could not start: ${error instanceof Error ? error.message.split("\n")[0] : error}`,
      );
    } else {
      console.error(error.message);
    }
    process.exit(1);
  }
}

async function openDatabase(): Promise<EmbeddedDatabase | null> {
  const { databaseUrl, migrationDatabaseUrl, dataDir } = settings();
  const embedded = databaseUrl
    ? null
    : await step("Starting the embedded PostgreSQL", () => startEmbedded(dataDir));
  if (embedded) {
    const { authSecret, dataKey } = settings();
    provideSettings({
      DATABASE_URL: embedded.databaseUrl,
      MIGRATION_DATABASE_URL: embedded.ownerUrl,
      AUTH_SECRET: authSecret ?? embedded.keys.authSecret,
      DATA_KEY: dataKey ?? embedded.keys.dataKey,
    });
  }
  const application = settings().databaseUrl ?? "";
  const owner = embedded?.ownerUrl ?? migrationDatabaseUrl ?? application;
  await step("Applying the migrations", () => migrate(owner, application));
  return embedded;
}

async function prepare(isEmbedded: boolean): Promise<void> {
  const first = await step("Preparing dictionaries and root", () => firstStart());
  const { demo = isEmbedded, host } = settings();
  if (demo) await step("Loading the demonstration (once)", () => loadDemonstration());
  const stands = await demonstrationLogInsStand();
  if (stands && !isLoopback(host)) {
    throw new BadSetting(
      `The demonstration's log-ins still have their public password, so that HOST '${host}' is refused; change them first.`,
    );
  }
  if (stands) console.log("Log in as ssp-root, reseller or customer, each with the password demo-portal-1.");
  else if (first.createdRoot) await printRootPassword();
  else console.log(`Log in as ${first.login}; \`npm run root-password\` gives it a new one-time password.`);
}

async function printRootPassword(): Promise<void> {
  const { login, password } = await resetRootPassword();
  console.log(`Log in as ${login} with the one-time password ${password} (good for 24 hours, once).`);
}

async function listen(dev: boolean): Promise<Server> {
  const { host, port } = settings();
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new BadSetting(
          error.code === "EADDRINUSE"
            ? `Port ${port} on ${host} is taken; set PORT to another one.`
            : `Cannot listen on ${host}:${port} (${error.code}).`,
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  // with PORT 0 the system chose one; Next calls itself there after a redirect
  const listening = address && typeof address === "object" ? address.port : port;
  const at = `http://${host.includes(":") ? `[${host}]` : host}:${listening}`;
  const app = next({ dev, hostname: host, port: listening });
  await step("Preparing the pages", () => app.prepare());
  const handle = app.getRequestHandler();
  server.on("request", (request, response) => {
    answer(request, response, handle).catch((error: unknown) => {
      log.error({ err: error, url: request.url }, "request failed");
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end("Internal error");
    });
  });
  console.log(`Trellis is ready at ${at}`);
  return server;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

async function answer(request: IncomingMessage, response: ServerResponse, handle: Handler): Promise<void> {
  const caller = callerOf(request, settings().trustedProxies);
  overwriteForwarding(request, caller);
  if (log.isLevelEnabled("info")) {
    response.once("finish", () =>
      // the query may hold what a person searched for
      log.info({
        method: request.method,
        path: request.url?.split("?")[0],
        status: response.statusCode,
        address: caller.address,
      }),
    );
  }
  const path = request.url?.split("?")[0] ?? "/";
  if (path === "/health") return plain(response, 200, "alive");
  if (path === "/health/ready") return await ready(response);
  if (path === "/xmlapi" || path.startsWith("/xmlapi/"))
    return plain(response, 404, "There is no API here yet.");
  if (!(await isKnownHost(request.headers.host ?? ""))) {
    return plain(response, 421, "This host is not served here.");
  }
  await handle(request, response);
}

async function ready(response: ServerResponse): Promise<void> {
  try {
    const rows = await database().$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`;
    const applied = new Set(rows.map((row) => row.migration_name));
    const missing = (await migrationsIn()).filter((name) => !applied.has(name));
    plain(response, missing.length ? 503 : 200, missing.length ? "migrations are missing" : "ready");
  } catch {
    plain(response, 503, "the database does not answer");
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${text}\n`);
}

/** Requests first, then the connections, then the database. A second signal does not wait. */
function stopInOrder(server: Server, embedded: EmbeddedDatabase | null): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return process.exit(1);
    stopping = true;
    const hurry = setTimeout(() => server.closeAllConnections(), 15_000);
    await new Promise<void>((done) => {
      server.close(() => done());
      server.closeIdleConnections();
    });
    clearTimeout(hurry);
    await closeDatabase();
    await embedded?.stop();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

/** Says what is done, and how long it took. */
async function step<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await act();
  console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return result;
}
