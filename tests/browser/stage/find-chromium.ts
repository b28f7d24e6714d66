import { existsSync } from "node:fs";

/**
 * Finds the browser for these tests: `CHROMIUM`, else Debian's or Chrome.
 * @throws if there is none
 */
export function findChromium(): string {
  const found = [
    process.env.CHROMIUM,
    // the headless shell; drawing windows costs more than the pages in them
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ].find((path) => path && existsSync(path));
  if (found) return found;
  throw new Error(
    "The browser tests need Chromium: `apt-get install chromium-headless-shell`, or set CHROMIUM to its path.",
  );
}
