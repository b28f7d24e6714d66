import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, lstatSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { StartFailure } from "../ground/start-failure";
import { findBinaries } from "./postgres-binaries";
import { type SystemUser, systemUser } from "./system-user";

/** Where the server's files and programs are, and which user runs it. */
export type Place = {
  /** the server's own folder, the same path at every start */
  readonly data: string;
  readonly log: string;
  /** folder with `bin`, `lib` and `share` */
  readonly programs: string;
  /** null: the user of this process */
  readonly user: SystemUser | null;
};

/** A folder that every system user can enter, for databases whose own folder is in a closed one. */
const openFolder = "/var/lib/trellis";

/**
 * Finds or creates the place of the embedded database for a data folder. When we are root, a system user runs
 * PostgreSQL; if that user cannot reach the folder (below /root, for example), the files go to /var/lib/trellis and the
 * folder links to them.
 * @throws StartFailure with one sentence
 */
export async function placeIn(folder: string): Promise<Place> {
  await makeFolder(folder);
  const link = join(folder, "postgres");
  const data = await followed(link);
  const user = systemUser(data);
  const native = findBinaries();
  const place = { data, log: join(folder, "postgres.log"), programs: native, user };
  if (user === null) return place;
  return {
    ...place,
    programs: isReachable(native, user) ? native : await openCopy(native),
    data: isReachable(dirname(data), user) ? data : await openData(link),
  };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await makeWay(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    // the system user must be able to pass through; the files inside have modes of their own
    const { mode } = statSync(folder);
    if (process.getuid?.() === 0 && (mode & 0o001) === 0) chmodSync(folder, mode | 0o011);
  } catch {
    throw new StartFailure(`The folder ${folder} (DATA_DIR) cannot be written to.`);
  }
}

/** Creates one folder after the other: Node's `recursive` never returns below a folder such as /proc. */
async function makeWay(folder: string): Promise<void> {
  if (isPresent(folder)) return;
  await makeWay(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

async function followed(link: string): Promise<string> {
  return isLink(link) ? await readlink(link) : link;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function isReachable(path: string, { uid, gid }: SystemUser): boolean {
  const options = { uid, gid, cwd: "/", stdio: "ignore" } as const;
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", path], options).status === 0;
}

async function openCopy(native: string): Promise<string> {
  const manifest: unknown = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8"));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const copy = join(openFolder, `programs-${version}`);
  if (isPresent(copy)) return copy;
  const draft = `${copy}.${randomBytes(4).toString("hex")}`;
  try {
    await mkdir(openFolder, { recursive: true, mode: 0o755 });
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await rename(draft, copy).catch(() => undefined);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return copy;
}

async function openData(link: string): Promise<string> {
  const home = join(openFolder, randomBytes(6).toString("hex"));
  try {
    await mkdir(home, { recursive: true, mode: 0o755 });
    await symlink(join(home, "postgres"), link);
  } catch {
    // another process was first: use its place
    if (isLink(link)) {
      await rm(home, { recursive: true, force: true });
      return await readlink(link);
    }
    throw new StartFailure(
      `As root, PostgreSQL runs as a system user, which cannot reach ${link}: set DATA_DIR to a folder that others can pass through.`,
    );
  }
  console.log(`The database's files are in ${home}, as its system user cannot reach ${dirname(link)}.`);
  return join(home, "postgres");
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
