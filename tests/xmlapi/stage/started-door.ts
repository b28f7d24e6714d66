import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { build } from "esbuild";
import { fresh } from "../../database/fresh";

/** The API's door in a process of its own, which tests can kill. */
export type StartedDoor = { readonly port: number; readonly child: ChildProcess };

let bundled: Promise<string> | undefined;

/** Starts one on the test file's own database. @param settings besides those of the test's own process */
export async function startDoor(settings: Readonly<Record<string, string>> = {}): Promise<StartedDoor> {
  bundled ??= bundle();
  const env = { ...process.env, DATABASE_URL: fresh.applicationUrl, ...settings };
  const child = fork(await bundled, { env, execArgv: [] });
  const [{ port }] = await once(child, "message");
  return { port, child };
}

/** Node runs no TypeScript. Goes beside the program's own bundle, so that Node finds its packages. */
async function bundle(): Promise<string> {
  const outfile = ".build/door-process.mjs";
  await build({
    entryPoints: ["tests/xmlapi/stage/door-process.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  return outfile;
}
