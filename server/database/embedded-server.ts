import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartFailure } from "../ground/start-failure";
import type { Place } from "./embedded-place";

const patienceMs = 60_000;

/**
 * Makes sure that a server runs on the place's files: takes over the one that a killed process left, waits for one
 * that is starting or stopping, else starts one.
 * @param options.port the port it had before, for a restart that living connections find again; else a free one
 * @returns its port on 127.0.0.1
 * @throws StartFailure if it does not come up
 */
export async function ensureRunning(
  place: Place,
  options: { fast: boolean; port?: number | undefined },
): Promise<number> {
  const until = Date.now() + patienceMs;
  let complaint = "";
  let failures = 0;
  while (Date.now() < until && failures < 8) {
    const found = standing(place.data);
    if (found?.state === "ready") return found.port;
    if (found !== null) {
      await pause(20);
      continue;
    }
    const offset = logSize(place.log);
    const child = launch(place, options.port ?? (await freePort()), options.fast);
    const ended = await comesUp(child, place.data, until);
    if (!ended) continue;
    // what a killed server left, or another start, may be in the way for a moment
    complaint = fatalLine(place.log, offset);
    failures += 1;
    await pause(150 * failures);
  }
  throw new StartFailure(
    `The embedded database does not start${complaint && ` (${complaint})`}; ${place.log} says more.`,
  );
}

/** Stops the server on a place's files, if one runs. It rolls open transactions back and writes everything else. */
export async function stopServer(place: Place): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    const running = standing(place.data);
    if (running === null) return;
    try {
      process.kill(running.pid, signal);
    } catch {
      return;
    }
    const until = Date.now() + 20_000;
    while (Date.now() < until) {
      if (standing(place.data) === null) return;
      await pause(20);
    }
  }
}

type ServerState = { readonly pid: number; readonly port: number; readonly state: "ready" | "changing" };

/** What `postmaster.pid` says, if the process it names is really the server. */
function standing(data: string): ServerState | null {
  const file = join(data, "postmaster.pid");
  let lines: string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!isServerOf(pid, data)) {
    // PostgreSQL takes any living process with that id for its server and refuses to start; after a restart of the
    // machine or container the id often belongs to another program
    if (isAlive(pid)) rmSync(file, { force: true });
    return null;
  }
  return { pid, port: Number(lines[3]), state: lines[7]?.trim() === "ready" ? "ready" : "changing" };
}

function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") {
    try {
      // a server's working folder is its data folder
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
    } catch {
      return false;
    }
  }
  return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout.includes(data);
}

/** Whether a process with this id is alive, whichever user owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is alive and belongs to another user
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function launch(place: Place, port: number, fast: boolean): ChildProcess {
  if (logSize(place.log) > 10_000_000) renameSync(place.log, `${place.log}.1`);
  const log = openSync(place.log, "a", 0o600);
  const chosen = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: `${fast ? leastShared : sharedMegabytes(memory())}MB`,
    // short queries by index, on SSDs
    random_page_cost: "1.1",
    jit: "off",
    ...(fast ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(chosen).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(
    join(place.programs, "bin", "postgres"),
    ["-D", place.data, "-p", String(port), ...flags],
    {
      ...(place.user ?? {}),
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  child.unref();
  return child;
}

/** How much of tables and indexes PostgreSQL keeps at hand, in MB. */
const [leastShared, mostShared] = [128, 2_048];

/**
 * An eighth of the memory, in MB: what is not at hand is read from the system's own cache, which takes several times as long,
 * and lists of a million customers look at tens of thousands of pages.
 * @param bytes of memory that there are
 */
export function sharedMegabytes(bytes: number): number {
  return Math.min(mostShared, Math.max(leastShared, Math.floor(bytes / 8 / 2 ** 20)));
}

/** What this machine has, or what a container may use of it, in bytes. */
function memory(): number {
  // 0, or more than there is: nothing is limited
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}

/** @returns whether it ended instead */
async function comesUp(child: ChildProcess, data: string, until: number): Promise<boolean> {
  let ended = false;
  child.once("error", () => {
    ended = true;
  });
  child.once("exit", () => {
    ended = true;
  });
  while (!ended && Date.now() < until) {
    const found = standing(data);
    if (found?.state === "ready") return false;
    await pause(15);
  }
  return ended;
}

function logSize(log: string): number {
  return existsSync(log) ? statSync(log).size : 0;
}

function fatalLine(log: string, offset: number): string {
  const fresh = readFileSync(log).subarray(offset).toString("utf8");
  return /(?:FATAL|PANIC|LOG|error):\s+(.*)/i.exec(/(?:FATAL|PANIC).*/.exec(fresh)?.[0] ?? fresh)?.[1] ?? "";
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
