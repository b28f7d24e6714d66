import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** A foreign client that a test runs: what it is, whether this machine has it, and the packages it comes in. */
export type Foreign = { readonly what: string; readonly isThere: boolean; readonly packages: string };

/** If everything must be installed, a missing client is a failure; otherwise its test is skipped and says why. */
export function demand({ what, isThere, packages }: Foreign, skip: (note: string) => void): void {
  if (isThere) return;
  const sentence = `${what} is missing: apt-get install ${packages}`;
  if (process.env.CI) throw new Error(sentence);
  skip(sentence);
}

/** Runs a program that calls this process, which goes on answering meanwhile. */
export async function run(
  command: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input?: string | Uint8Array,
): Promise<{ said: string; complained: string }> {
  const child = spawn(command, parameters, { env: { ...process.env, ...environment } });
  // a program that has read enough closes it
  child.stdin.on("error", () => undefined).end(input);
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { said, complained };
}
