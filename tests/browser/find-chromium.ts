import { existsSync } from "node:fs";

/**
 * The browser of these tests: `CHROMIUM`, else Debian's or Chrome's.
 * @throws where there is none
 */
export function findChromium(): string {
  const found = [
    process.env.CHROMIUM,
    // the same browser without windows, which cost more than the pages in them
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
