import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { folder, type Machine, user } from "./machines";

/** A program that runs on a machine. */
export type Running = {
  readonly child: ChildProcess;
  /** what it wrote */
  readonly said: () => string;
  readonly end: (signal?: NodeJS.Signals) => Promise<void>;
};

const running = new Set<Running>();

/** Starts a program as the user who may run PostgreSQL. What it writes is in the folder of its machine. */
export function run(
  machine: Machine,
  command: string,
  parameters: readonly string[],
  {
    environment = {},
    asRoot = false,
  }: { environment?: Readonly<Record<string, string>>; asRoot?: boolean } = {},
): Running {
  const file = join(folder, machine, `${command.split("/").at(-1)}.log`);
  const log = openSync(file, "a", 0o644);
  const child = spawn(command, parameters, {
    ...(asRoot || !user ? {} : user),
    cwd: asRoot ? process.cwd() : "/",
    detached: true,
    stdio: ["ignore", log, log],
    env: {
      NODE_ENV: "production",
      PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
      LC_ALL: "C.UTF-8",
      HOME: join(folder, machine),
      ...environment,
    },
  });
  const end = async (signal: NodeJS.Signals = "SIGTERM") => {
    running.delete(one);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
    await ended;
    clearTimeout(late);
  };
  const one: Running = { child, said: () => readFileSync(file, "utf8"), end };
  running.add(one);
  return one;
}

/** Ends everything that still runs. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map(async (one) => await one.end("SIGKILL")));
}

/** Waits until something is there. @throws what it said meanwhile, if it takes too long or the program ends */
export async function until(
  what: string,
  isThere: () => Promise<boolean>,
  program?: Running,
  patienceMs = 60_000,
): Promise<void> {
  const began = Date.now();
  while (!(await isThere().catch(() => false))) {
    const ended = program && program.child.exitCode !== null;
    if (ended || Date.now() - began > patienceMs)
      throw new Error(
        `${what}: ${ended ? "it ended" : "it takes too long"}\n${program?.said().slice(-4_000)}`,
      );
    await pause(100);
  }
}
