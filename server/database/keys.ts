import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What is made once for an embedded database, and kept beside its files, readable by the owner alone. */
export type Keys = {
  /** passwords of the three roles */
  readonly superuser: string;
  readonly owner: string;
  readonly application: string;
  readonly authSecret: string;
  /** 32 bytes in base64 */
  readonly dataKey: string;
};

/** The keys of a folder, made where there are none. Written whole or not at all. */
export async function keysIn(folder: string): Promise<Keys> {
  const file = join(folder, "keys.json");
  const text = await readFile(file, "utf8").catch(() => null);
  if (text !== null) {
    // written by the lines below
    return JSON.parse(text) as Keys;
  }
  const password = () => randomBytes(24).toString("base64url");
  const keys: Keys = {
    superuser: password(),
    owner: password(),
    application: password(),
    authSecret: randomBytes(32).toString("base64"),
    dataKey: randomBytes(32).toString("base64"),
  };
  await writeFile(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return keys;
}
