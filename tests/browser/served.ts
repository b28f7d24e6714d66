import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** where the program listens, with the demonstration in it */
    readonly base: string;
    /** its data folder */
    readonly folder: string;
  }
}

/** Starts the program as a person does, on a folder of its own, with the production build. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "trellis-served-"));
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, DATA_DIR: folder, PORT: "0", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await readAddress(child);
  // by its name: a browser treats localhost as secure, and aliases under it resolve to this machine
  project.provide("base", address.replace("127.0.0.1", "localhost"));
  project.provide("folder", folder);
  return async () => {
    child.kill("SIGTERM");
    await new Promise((done) => child.once("exit", done));
    await rm(folder, { recursive: true, force: true });
  };
}

async function readAddress(child: ChildProcess): Promise<string> {
  return await new Promise((found, failed) => {
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /ready at (http:\S+)/.exec(said)?.[1];
      if (address) found(address);
    });
    child.once("exit", () => failed(new Error(`the program ended: ${said}`)));
  });
}
