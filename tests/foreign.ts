import { spawn, spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { text } from "node:stream/consumers";

/**
 * What of others a test needs: what it is, whether this machine has it, and the packages it comes in, or whatever else brings
 * it.
 */
export type Foreign = { readonly what: string; readonly isThere: boolean } & (
  | { readonly packages: string }
  | { readonly way: string }
);

/**
 * In CI everything must be installed, so a missing program is a failure. Elsewhere its test is skipped and says why, and
 * `npm test` says it again at its end.
 */
export function demand(foreign: Foreign, skip: (note: string) => void): void {
  const { what, isThere } = foreign;
  if (isThere) return;
  const sentence = `${what} is missing: ${"way" in foreign ? foreign.way : `apt-get install ${foreign.packages}`}`;
  if (process.env.CI) throw new Error(sentence);
  if (process.env.MISSING_PROGRAMS) appendFileSync(process.env.MISSING_PROGRAMS, `${sentence}\n`);
  skip(sentence);
}

/** Whether a program is there and ends well with these parameters. */
export function runsWell(command: string, ...parameters: string[]): boolean {
  return spawnSync(command, parameters).status === 0;
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
