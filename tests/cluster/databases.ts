import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { addressOf, folder, place, secret, shipped } from "./machines";
import { type Running, run, until } from "./run-program";

export const databaseMachines = ["db1", "db2"] as const;
export type DatabaseMachine = (typeof databaseMachines)[number];
const etcdMachines = ["db1", "db2", "db3"] as const;

const etcds = new Map<string, Running>();
const patronis = new Map<string, Running>();

/** Starts etcd on three machines, and PostgreSQL on two, of which Patroni makes one the primary. */
export async function startDatabases(): Promise<void> {
  endWithUs();
  for (const machine of etcdMachines) startEtcd(machine);
  await until(
    "etcd",
    async () => (await fetch(`http://${addressOf("db1")}:2379/health`)).ok,
    etcds.get("db1"),
  );
  startPatroni("db1");
  // the first one makes the database, and the other copies it
  await until("the primary", async () => (await role("db1")) === "primary", patronis.get("db1"));
  startPatroni("db2");
  await makeRoles();
  await untilSynchronous();
}

function startEtcd(machine: (typeof etcdMachines)[number]): void {
  const file = place("etcd.yml", machine, { "/var/lib/etcd/trellis": join(folder, machine, "etcd") });
  etcds.set(machine, run(machine, "/usr/bin/etcd", ["--config-file", file]));
}

export function startPatroni(machine: DatabaseMachine): void {
  const own = join(folder, machine);
  const file = place("patroni.yml", machine, {
    "/var/lib/postgresql/15/trellis": join(own, "postgres"),
    "/var/lib/postgresql/trellis.pgpass": join(own, "pgpass"),
    "/var/run/postgresql": own,
    // whoever connects from this machine to any of its loopback addresses comes from the first
    "10.0.0.0/24": "127.0.0.0/8",
  });
  patronis.set(machine, run(machine, "/usr/bin/patroni", [file]));
}

/** What Patroni says of its PostgreSQL. */
async function role(machine: DatabaseMachine): Promise<"primary" | "standby" | "away"> {
  const ask = async (path: string) => (await fetch(`http://${addressOf(machine)}:8008${path}`)).ok;
  try {
    if (await ask("/primary")) return "primary";
    return (await ask("/replica")) ? "standby" : "away";
  } catch {
    return "away";
  }
}

/** The machine whose PostgreSQL is the primary now. */
export async function primary(): Promise<DatabaseMachine> {
  for (const machine of databaseMachines) if ((await role(machine)) === "primary") return machine;
  throw new Error("there is no primary");
}

/** The other one. */
export async function standby(): Promise<DatabaseMachine> {
  return (await primary()) === "db1" ? "db2" : "db1";
}

/**
 * Waits until a commit waits for the standby, and Patroni has noted that in etcd: a standby that dies between the two leaves
 * PostgreSQL waiting for it, as Patroni 3.0 does not know that it has something to take back.
 */
export async function untilSynchronous(): Promise<void> {
  await until(
    "the standby",
    async () => {
      const [row] = await asSuperuser<{ n: number }>(
        await primary(),
        "SELECT count(*)::int AS n FROM pg_stat_replication WHERE sync_state = 'sync'",
      );
      return row?.n === 1 && (await isNoted(await primary()));
    },
    patronis.get("db2"),
  );
}

async function isNoted(machine: DatabaseMachine): Promise<boolean> {
  const cluster = await (await fetch(`http://${addressOf(machine)}:8008/cluster`)).text();
  return cluster.includes('"sync_standby"');
}

/** Asks one PostgreSQL directly. */
export async function asSuperuser<Row extends pg.QueryResultRow>(
  machine: DatabaseMachine,
  sql: string,
  database = "postgres",
): Promise<Row[]> {
  const client = new pg.Client({
    host: addressOf(machine),
    user: "postgres",
    password: secret("superuser"),
    database,
    connectionTimeoutMillis: 3_000,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function makeRoles(): Promise<void> {
  const statements = shipped("roles.sql", "db1")
    .replaceAll(/^--.*$/gm, "")
    .split(";");
  for (const statement of statements) if (statement.trim() !== "") await asSuperuser("db1", statement);
}

/** A machine dies: its PostgreSQL with every process, Patroni and etcd, all by SIGKILL. */
export async function killMachine(machine: DatabaseMachine): Promise<void> {
  const postmaster = postmasterOf(machine);
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").trim().split(" ");
  patronis.get(machine)?.child.kill("SIGKILL");
  for (const pid of [postmaster, ...children.map(Number)]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it ended with the one before
    }
  }
  await Promise.all([patronis.get(machine)?.end("SIGKILL"), etcds.get(machine)?.end("SIGKILL")]);
}

/** The machine comes back. */
export function reviveMachine(machine: DatabaseMachine): void {
  startEtcd(machine);
  startPatroni(machine);
}

/** Patroni starts PostgreSQL so that it outlives Patroni. */
export function killDatabases(): void {
  for (const machine of databaseMachines) {
    try {
      process.kill(postmasterOf(machine), "SIGKILL");
    } catch {
      // there is none
    }
  }
}

function postmasterOf(machine: DatabaseMachine): number {
  return Number(readFileSync(join(folder, machine, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

/** Ends PostgreSQL and removes the folder where this process is killed, too. */
function endWithUs(): void {
  // the folder is no parameter of this one, which would end itself
  const script = `while kill -0 "$WHOSE" 2>/dev/null; do sleep 1; done
    for file in "$FOLDER"/*/postgres/postmaster.pid; do kill -KILL "$(head -n 1 "$file")"; done
    pkill -KILL -f "$FOLDER/"
    rm -rf "$FOLDER"`;
  const env = {
    NODE_ENV: "test",
    PATH: process.env.PATH,
    WHOSE: String(process.pid),
    FOLDER: folder,
  } as const;
  spawn("sh", ["-c", script], { detached: true, stdio: "ignore", env }).unref();
}
