import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Foreign, runsWell } from "../foreign";

export const pgBouncerItself: Foreign = {
  what: "PgBouncer",
  isThere: runsWell("pgbouncer", "--version"),
  packages: "pgbouncer",
};

/** PgBouncer in front of a database, with fewer connections to it than clients have to itself. */
export type PgBouncer = {
  /** the database through it, as the same role */
  readonly url: string;
  readonly end: () => Promise<void>;
};

/** Starts PgBouncer with transaction pooling: each transaction of a client may run on another connection. */
export async function startPgBouncer(behind: string): Promise<PgBouncer> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-pgbouncer-"));
  const { username, password, hostname, port: serverPort, pathname } = new URL(behind);
  const port = await freePort();
  const file = join(folder, "pgbouncer.ini");
  await writeFile(join(folder, "users"), `"${username}" "${password}"\n`);
  await writeFile(
    file,
    `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = md5
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = 3
server_round_robin = 1
`,
  );
  // it refuses to run as root
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  if (nobody.uid !== undefined) await chown(folder, nobody.uid, nobody.gid);
  await chmod(folder, 0o755);
  const child = spawn("pgbouncer", [file], { ...nobody, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (piece: Buffer) => {
    said += piece.toString();
  });
  const url = `postgresql://${username}:${password}@127.0.0.1:${port}${pathname}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${said}`);
    await pause(20);
  }
  const end = async () => {
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true });
  };
  return { url, end };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  // it may still be starting
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // it listens on a TCP port
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
