import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The program, started the way people start it. */
export type Trellis = {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** the process that was started */
  readonly pid: number;
  /** its output so far */
  readonly said: () => string;
  /** sends a signal, to the process or to its whole group, and waits for its end */
  readonly end: (signal: NodeJS.Signals, whom?: "process" | "group") => Promise<Ending>;
};

/** How the program ended: its exit code, or null if a signal ended it. */
export type Ending = { readonly code: number | null; readonly said: string };

type Environment = Readonly<Record<string, string>>;

/**
 * Starts `npm start`'s script in a process group of its own, on a free port, and waits until it is ready.
 * @throws if it ends instead
 */
export async function startTrellis(environment: Environment): Promise<Trellis> {
  const { child, pid, said, ended, end } = run(["scripts/start.mjs"], { PORT: "0", ...environment });
  const address = await new Promise<string>((found, failed) => {
    child.stdout.on("data", () => {
      const ready = /ready at (http:\S+)\n/.exec(said());
      if (ready?.[1]) found(ready[1]);
    });
    void ended.then((ending) => failed(new Error(`the program ended (${ending.code}): ${ending.said}`)));
  });
  return { address, pid, said, end };
}

/** Starts the script and kills its whole process group after a while. */
export async function startAndKill(environment: Environment, afterMs: number): Promise<void> {
  const { end } = run(["scripts/start.mjs"], { PORT: "0", ...environment });
  await pause(afterMs);
  await end("SIGKILL", "group");
}

/** Runs the script until it ends by itself. */
export async function runToTheEnd(environment: Environment, ...flags: string[]): Promise<Ending> {
  return await run(["scripts/start.mjs", ...flags], environment).ended;
}

/** Makes a data folder for one test. */
export async function dataFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-ground-"));
  return { folder, remove: async () => await rm(folder, { recursive: true, force: true }) };
}

function run(parameters: readonly string[], environment: Environment) {
  const child = spawn(process.execPath, parameters, {
    // the program must not inherit what vitest and the tests put into the environment
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const { pid = 0 } = child;
  let text = "";
  const hear = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<Ending>((done) => child.once("close", (code) => done({ code, said: text })));
  const end: Trellis["end"] = async (signal, whom = "process") => {
    // nothing to signal if it has already ended
    if (child.exitCode === null && child.signalCode === null)
      process.kill(whom === "group" ? -pid : pid, signal);
    return await ended;
  };
  return { child, pid, said: () => text, ended, end };
}
