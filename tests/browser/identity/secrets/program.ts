import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { decode } from "next-auth/jwt";
import { dataFolder, startTrellis, type Trellis } from "../../../ground/trellis";
import { type Recorder, startRecorder } from "./recorder";
import { Vault } from "./vault";

/** A separate program whose output we read, and the recorder in front of it. */
export type Program = {
  readonly trellis: Trellis;
  /** root's first password */
  readonly printed: string;
  readonly folder: string;
  readonly recorder: Recorder;
  readonly vault: Vault;
  /** the address of the recorder, through which people and programs reach it */
  readonly base: string;
  readonly end: () => Promise<void>;
};

/** Starts it with the most verbose log and trusting this machine, on an empty folder, so that it prints root's first password. */
export async function startProgram(): Promise<Program> {
  const { folder, remove } = await dataFolder();
  const trellis = await startTrellis({
    DATA_DIR: folder,
    DEMO: "0",
    LOG_LEVEL: "trace",
    TRUSTED_HOSTS: "127.0.0.1/32",
  });
  const recorder = await startRecorder(trellis.address);
  const vault = new Vault();
  const printed = /one-time password (\S+) /.exec(trellis.said())?.[1] ?? "";
  vault.keep("one-time, printed", "root's first password", printed);
  for (const [name, value] of Object.entries(await keysOf(folder))) vault.keep("key", name, value);
  return {
    printed,
    trellis,
    folder,
    recorder,
    vault,
    base: `http://localhost:${recorder.port}`,
    end: async () => {
      recorder.close();
      await trellis.end("SIGTERM");
      await remove();
    },
  };
}

/** The keys of the installation, by name. */
async function keysOf(folder: string): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(folder, "keys.json"), "utf8"));
}

/** Remembers the cookies that browsers got, and what is inside a session's cookie. */
export async function keepCookies({ recorder, vault, folder }: Program): Promise<void> {
  const { authSecret = "" } = await keysOf(folder);
  const salt = "trellis.session";
  for (const name of [salt, "trellis.device", "trellis.link", "trellis.csrf"]) {
    for (const value of recorder.cookies.get(name) ?? []) {
      if (value === "") continue;
      const [token = ""] = value.split("|");
      vault.keep(name === "trellis.csrf" ? "csrf" : "cookie", `${name} ${vault.secrets.length}`, token);
      if (name !== salt) continue;
      const claim = await decode({ token: value, secret: authSecret, salt });
      if (typeof claim?.sid === "string") vault.keep("session", `sid ${vault.secrets.length}`, claim.sid);
    }
  }
}
