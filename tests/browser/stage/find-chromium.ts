import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A browser for these tests, and what its environment must hold besides ours. */
export type Chromium = {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
};

/**
 * Finds the browser for these tests: `CHROMIUM`, else Debian's or Chrome, else the one from npm.
 * @throws if there is none
 */
export function findChromium(): Chromium {
  const installed = findInstalled();
  if (installed) return { executablePath: installed, environment: {} };
  const folder = folderOfNpms();
  if (existsSync(folder)) return npmsChromium(folder);
  throw new Error(
    "The browser tests need Chromium: `apt-get install chromium-headless-shell`, or set CHROMIUM to its path.",
  );
}

/** @throws if `CHROMIUM` names no file */
export function findInstalled(): string | null {
  const { CHROMIUM } = process.env;
  if (CHROMIUM && !existsSync(CHROMIUM)) throw new Error(`CHROMIUM is ${CHROMIUM}, which does not exist.`);
  const places = [
    CHROMIUM,
    // the headless shell; drawing windows costs more than the pages in them
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ];
  return places.find((path) => path && existsSync(path)) ?? null;
}

/** Where `unpackChromium` lays the browser of the package's present version. */
export function folderOfNpms(): string {
  const { version } = JSON.parse(readFileSync("node_modules/@sparticuz/chromium/package.json", "utf8"));
  return resolve(`.build/chromium-${version}`);
}

/** It brings the libraries and a font that a bare system lacks. */
function npmsChromium(folder: string): Chromium {
  return {
    executablePath: join(folder, "chromium"),
    environment: {
      LD_LIBRARY_PATH: join(folder, "al2023/lib"),
      FONTCONFIG_FILE: join(folder, "fonts/here.conf"),
    },
  };
}
