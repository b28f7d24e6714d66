import { randomBytes, randomInt } from "node:crypto";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemUser } from "@/server/database/system-user";
import { type Foreign, runsWell } from "../foreign";

/** The programs of the cluster, all from Debian. */
export const clusterPrograms: readonly Foreign[] = [
  { what: "etcd", isThere: runsWell("etcd", "--version"), packages: "etcd-server" },
  { what: "Patroni", isThere: runsWell("patroni", "--version"), packages: "patroni python3-etcd" },
  { what: "HAProxy", isThere: runsWell("haproxy", "-v"), packages: "haproxy" },
  { what: "PgBouncer", isThere: runsWell("pgbouncer", "--version"), packages: "pgbouncer" },
  { what: "Caddy", isThere: runsWell("caddy", "version"), packages: "caddy" },
  {
    what: "PostgreSQL 15",
    isThere: runsWell("/usr/lib/postgresql/15/bin/postgres", "--version"),
    packages: "postgresql-15",
  },
];

/** The machines of `deploy/cluster`, by the last number of their addresses. */
export const machines = { proxy: 10, app1: 21, app2: 22, db1: 31, db2: 32, db3: 33 } as const;
export type Machine = keyof typeof machines;

/** A network of loopback addresses, one for each machine, so that every port is the one that `deploy/` names. */
const network = `127.${randomInt(16, 240)}.${randomInt(1, 250)}.`;

export function addressOf(machine: Machine): string {
  return `${network}${machines[machine]}`;
}

/** An address of nobody's machine, for a program that calls from elsewhere. */
export const elsewhere = `${network}99`;

/** The user who runs what refuses to run as root. */
export const user = systemUser(tmpdir());

/** A folder for everything, with one in it for each machine. */
export const folder = mkdtempSync(join(tmpdir(), "trellis-cluster-"));
chmodSync(folder, 0o755);
for (const machine of Object.keys(machines)) {
  const own = join(folder, machine);
  mkdirSync(own, { mode: 0o700 });
  if (user) chownSync(own, user.uid, user.gid);
}

const secrets = new Map<string, string>();

/** What stands in for `change-me-…` of the files, the same in all of them. */
export function secret(name: string): string {
  const known = secrets.get(name) ?? randomBytes(32).toString(name.endsWith("key") ? "base64" : "hex");
  secrets.set(name, known);
  return known;
}

/** The key that belongs to the build, which all machines share here. */
const { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey } = process.env;
secrets.set("actions-key", actionsKey ?? readFileSync(".build/actions-key", "utf8").trim());

/**
 * A file of `deploy/cluster` as it would stand on a machine, with what its comments say to change.
 * @param changes what else is other than there: places in the file system, and what a test must have
 */
export function shipped(
  name: string,
  machine: Machine,
  changes: Readonly<Record<string, string>> = {},
): string {
  let text = readFileSync(join("deploy/cluster", name), "utf8");
  for (const [from, to] of Object.entries(changes)) {
    if (!text.includes(from)) throw new Error(`deploy/cluster/${name} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text
    .split("\n")
    .map((line) =>
      /^(HOST=|name:| *listen: | *connect_address: |[a-z-]+-urls: )/.test(line)
        ? ownLine(line, machine)
        : line,
    )
    .join("\n")
    .replaceAll("127.0.0.1", addressOf(machine))
    .replaceAll("10.0.0.", network)
    .replaceAll(/change-me-([a-z-]+)/g, (_, which: string) => secret(which));
}

/** A line that names its own machine, of which `deploy/` shows the first of each kind. */
function ownLine(line: string, machine: Machine): string {
  return line.replace(/10\.0\.0\.[23]1/, addressOf(machine)).replace(/\bdb1$/, machine);
}

/** Writes such a file into the folder of its machine. @returns where it is */
export function place(
  name: string,
  machine: Machine,
  changes: Readonly<Record<string, string>> = {},
): string {
  const file = join(folder, machine, name);
  writeFileSync(file, shipped(name, machine, changes), { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
  return file;
}

/** Whether this machine can have as many loopback addresses as it likes. */
export const hasLoopbackNetwork = process.platform === "linux";
