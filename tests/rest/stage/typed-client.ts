import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Foreign } from "../../foreign";

/** Where the typed client is made, by packages of its own: they want an older TypeScript than the project has. */
export const folder = "tests/rest/generated";

/** What npm says where it reaches no registry. */
const unreachable = /\b(E?NOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ENOTCACHED)\b/;

/**
 * Installs the packages, unless they are as the lock file says.
 * @throws what npm says, unless that is that there is no registry
 */
export function installPackages(): Foreign {
  const registry = { what: "The npm registry", way: `with it, npm ci in ${folder}` };
  if (areInstalled()) return { ...registry, isThere: true };
  const { status, stdout, stderr } = npm(
    "ci",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--fetch-retries=1",
  );
  if (status === 0) return { ...registry, isThere: true };
  if (unreachable.test(stderr)) return { ...registry, isThere: false };
  throw new Error(`${stdout}${stderr}`);
}

/** Runs a program of these packages. @throws with what it said, where it does not end well */
export function runPackage(...parameters: string[]): string {
  const { status, stdout, stderr } = npm("exec", "--offline", "--", ...parameters);
  if (status !== 0) throw new Error(`${parameters.join(" ")}: ${stdout}${stderr}`);
  return `${stdout}${stderr}`;
}

function npm(...parameters: string[]) {
  return spawnSync(process.platform === "win32" ? "npm.cmd" : "npm", parameters, {
    cwd: folder,
    encoding: "utf8",
    // neither tells its makers anything, nor looks for a newer version of itself
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
}

/** npm leaves what it installed beside it: the versions of all packages, as the lock file has them. */
function areInstalled(): boolean {
  try {
    const wanted = versionsIn(`${folder}/package-lock.json`);
    const there = versionsIn(`${folder}/node_modules/.package-lock.json`);
    return JSON.stringify(wanted) === JSON.stringify(there);
  } catch {
    return false;
  }
}

function versionsIn(file: string): (readonly [string, string])[] {
  const { packages }: { packages: Readonly<Record<string, { version?: string }>> } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  return Object.entries(packages)
    .filter(([name]) => name !== "")
    .map(([name, { version = "" }]) => [name, version] as const);
}
