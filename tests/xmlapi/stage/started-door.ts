import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { bundleProcess } from "../../bundle-process";
import { fresh } from "../../database/fresh";

/** The API's door in a process of its own, which tests can kill. */
export type StartedDoor = { readonly port: number; readonly child: ChildProcess };

let bundled: Promise<string> | undefined;

/** Starts one on the test file's own database. @param settings besides those of the test's own process */
export async function startDoor(settings: Readonly<Record<string, string>> = {}): Promise<StartedDoor> {
  bundled ??= bundleProcess("tests/xmlapi/stage/door-process.ts");
  const env = { ...process.env, DATABASE_URL: fresh.applicationUrl, ...settings };
  const child = fork(await bundled, { env, execArgv: [] });
  const [{ port }] = await once(child, "message");
  return { port, child };
}
