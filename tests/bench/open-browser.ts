import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../browser/stage/find-chromium";

/** Starts Chromium for a benchmark. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, environment } = findChromium();
  return await chromium.launch({
    executablePath,
    env: { ...process.env, ...environment },
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
}
