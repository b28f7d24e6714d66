import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { StartFailure } from "../ground/start-failure";
import type { Place } from "./embedded-place";
import { isAlive } from "./embedded-server";

/**
 * Creates the database files if there are none: initdb writes into a folder beside them, which is then renamed. A kill
 * in between leaves nothing that the next start would mistake for a database.
 * @param options `fast` skips fsync
 * @throws StartFailure if initdb fails
 */
export async function initialise(
  place: Place,
  superuserPassword: string,
  options: { fast: boolean },
): Promise<void> {
  if (existsSync(join(place.data, "PG_VERSION"))) return;
  await removeLeftovers(place);
  // the name says which process made the draft: an initdb whose parent was killed may still be writing
  const draft = `${place.data}.new-${process.pid}-${randomBytes(4).toString("hex")}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { recursive: true });
    await chmod(draft, 0o700);
    await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
    if (place.user !== null) {
      await chown(draft, place.user.uid, place.user.gid);
      await chown(passwordFile, place.user.uid, place.user.gid);
    }
    const where = ["-D", draft, `--pwfile=${passwordFile}`, ...(options.fast ? ["--no-sync"] : [])];
    // without the first, the trigrams of a search have only ASCII's letters; not every system has that locale
    await initdb(place, [...where, `--lc-ctype=${lettersOfAll}`]).catch(() => initdb(place, where));
    // another process was first: use its database
    await rename(draft, place.data).catch((error: unknown) => {
      if (!existsSync(join(place.data, "PG_VERSION"))) throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** The system's locale in which all of Unicode's letters are letters. */
export const lettersOfAll = "C.UTF-8";

async function removeLeftovers(place: Place): Promise<void> {
  const folder = dirname(place.data);
  const prefix = `${basename(place.data)}.new-`;
  for (const name of await readdir(folder)) {
    // a draft of a living process is no leftover: that process is starting too
    const owner = ownerOf(name);
    if (!name.startsWith(prefix) || (owner !== null && isAlive(owner))) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** The process id in a draft's name, or null. */
function ownerOf(name: string): number | null {
  const found = /\.new-(\d+)-/.exec(name)?.[1];
  return found === undefined ? null : Number(found);
}

/** Sorts by bytes, the same on every machine; upper and lower case follow Unicode. */
async function initdb(place: Place, where: readonly string[]): Promise<void> {
  const access = ["-U", "postgres", "-A", "scram-sha-256"];
  const locale = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const child = spawn(
    join(place.programs, "bin", "initdb"),
    [...where, ...access, ...locale, "--no-instructions"],
    {
      ...(place.user ?? {}),
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    },
  );
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const failure = await new Promise<string | null>((done) => {
    child.once("error", (error) => done(error.message));
    child.once("close", (code) => done(code === 0 ? null : complaint.trim()));
  });
  if (failure === null) return;
  const sentence = /error: (.*)/.exec(failure)?.[1] ?? failure.split("\n")[0];
  throw new StartFailure(`The embedded database could not be initialised in ${place.data}: ${sentence}.`);
}
