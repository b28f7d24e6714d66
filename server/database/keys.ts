import { randomBytes } from "node:crypto";
import { link, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { StartFailure } from "../ground/start-failure";

const keysSchema = z.object({
  /** passwords of the three roles */
  superuser: z.string(),
  owner: z.string(),
  application: z.string(),
  authSecret: z.string(),
  /** 32 bytes in base64 */
  dataKey: z.string(),
});

/** The secrets of an embedded database: made once, kept beside its files, readable by their owner alone. */
export type Keys = z.output<typeof keysSchema>;

/**
 * Reads the keys of a folder, or makes them if there are none.
 * @throws StartFailure if they exist and cannot be read
 */
export async function keysIn(folder: string): Promise<Keys> {
  const file = join(folder, "keys.json");
  return (await readKeys(file)) ?? (await makeKeys(file));
}

async function readKeys(file: string): Promise<Keys | null> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw new StartFailure(`The keys in ${file} cannot be read by this user.`);
  }
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch {
    throw new StartFailure(
      `The file ${file} is damaged: put it back from a copy, as the database opens with nothing else.`,
    );
  }
}

/** Writes another file and links it: a kill leaves no half-written keys, and of two starts at once one wins. */
async function makeKeys(file: string): Promise<Keys> {
  const password = () => randomBytes(24).toString("base64url");
  const keys: Keys = {
    superuser: password(),
    owner: password(),
    application: password(),
    authSecret: randomBytes(32).toString("base64"),
    dataKey: randomBytes(32).toString("base64"),
  };
  const draft = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    const handle = await open(draft, "wx", 0o600);
    await handle.writeFile(`${JSON.stringify(keys, null, 2)}\n`);
    await handle.sync();
    await handle.close();
    // fails if another start was first: use its keys
    await link(draft, file).catch(() => undefined);
  } finally {
    await rm(draft, { force: true });
  }
  return (await readKeys(file)) ?? keys;
}
