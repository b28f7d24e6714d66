import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { filledIn } from "../ground/plain-browser";

/** A server that is measured. */
export type Running = { readonly child: ChildProcess; readonly base: string };

/** Starts the production build on a data folder, with what counts its statements. */
export async function startOurs(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const child = fork("scripts/start.mjs", {
    // one process, so that we can tell whose time it is
    env: {
      ...process.env,
      ...environment,
      DATA_DIR: folder,
      PORT: "0",
      PROCESSES: "1",
      NODE_ENV: "production",
      LOG_LEVEL: "error",
    },
    execArgv: ["--import", resolve(".build/bench/inside.mjs")],
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let said = "";
  const base = await new Promise<string>((found, failed) => {
    child.stdout?.on("data", (piece: Buffer) => {
      said += piece.toString();
      const address = /ready at (http:\S+)/.exec(said)?.[1];
      if (address) found(address);
    });
    child.once("exit", () => failed(new Error(`the program ended: ${said}`)));
  });
  return { child, base };
}

/** The process that began the database of a data folder. */
export function postmasterIn(folder: string): number {
  return Number(readFileSync(join(folder, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
}

/** Logs in as one of the demonstration's log-ins. @returns the cookies */
export async function logIn(base: string, login: string): Promise<string> {
  const form = await (await fetch(`${base}/login`)).text();
  const answer = await fetch(`${base}/login`, {
    method: "POST",
    body: filledIn(form, { login, password: "demo-portal-1" }),
    headers: { origin: base },
    redirect: "manual",
  });
  const cookies = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
  return cookies.join("; ");
}

/** How many statements the program has sent. */
export async function statementsOf(child: ChildProcess): Promise<number> {
  return await answerOf(child, "count");
}

/** Asks what `inside.ts` answers. */
export async function answerOf(
  child: ChildProcess,
  question: "count" | "flush" | "profile" | "write",
): Promise<number> {
  child.send(question);
  const [{ count }] = await once(child, "message");
  return count;
}
