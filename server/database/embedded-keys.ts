import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { StartFailure } from "./start-failure";

const keysSchema = z.object({
  /** password of the database's superuser, used to make the other two roles only */
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  appPassword: z.string(),
  authSecret: z.string(),
  /** 32 bytes in base64 */
  dataKey: z.string(),
});

/** What the embedded database's first start makes for it, kept beside its files and readable by the owner alone. */
export type EmbeddedKeys = z.output<typeof keysSchema>;

/**
 * Reads the keys of a data folder, or makes them.
 * @throws StartFailure where the file is there and cannot be read
 */
export function embeddedKeys(dataDir: string): EmbeddedKeys {
  const file = join(dataDir, "keys.json");
  return readKeys(file) ?? makeKeys(file);
}

function readKeys(file: string): EmbeddedKeys | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new StartFailure(`The keys in ${file} cannot be read by this user.`);
  }
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch {
    throw new StartFailure(
      `The file ${file} is damaged: put it back from a copy, since the database cannot be opened without it.`,
    );
  }
}

/** Written whole to another name first, and linked: a kill leaves no half a file, and of two starts at once one wins. */
function makeKeys(file: string): EmbeddedKeys {
  const keys: EmbeddedKeys = {
    superuserPassword: randomBytes(24).toString("hex"),
    ownerPassword: randomBytes(24).toString("hex"),
    appPassword: randomBytes(24).toString("hex"),
    authSecret: randomBytes(32).toString("base64"),
    dataKey: randomBytes(32).toString("base64"),
  };
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  const handle = openSync(draft, "wx", 0o600);
  writeSync(handle, `${JSON.stringify(keys, null, 2)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  try {
    linkSync(draft, file);
  } catch {
    // Another start was first: its keys are the keys.
  }
  rmSync(draft, { force: true });
  return readKeys(file) ?? keys;
}
