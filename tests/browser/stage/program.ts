import { type ChildProcess, spawn } from "node:child_process";

/** A program that a test started. */
export type Program = {
  readonly base: string;
  readonly child: ChildProcess;
  readonly end: () => Promise<void>;
};

/** Starts the production build, and waits until it serves. */
export async function startProgram(environment: Readonly<Record<string, string>>): Promise<Program> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, ...environment, PORT: "0", PROCESSES: "2", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr?.pipe(process.stderr);
  const address = await readAddress(child);
  return {
    // use the name: browsers treat localhost as secure, and aliases below it resolve to this machine
    base: address.replace("127.0.0.1", "localhost"),
    child,
    end: async () => {
      child.kill("SIGTERM");
      await new Promise((done) => child.once("exit", done));
    },
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
