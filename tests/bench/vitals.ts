import type { Browser } from "playwright-core";

/** What a person feels of a list in Chromium: ms until its largest part is drawn, the slowest answer to a key, and shifts. */
export type Vitals = { readonly lcp: number; readonly inp: number; readonly cls: number };

/** The script that collects them; it runs before the page's own. */
const collect = `
  window.felt = { lcp: 0, inp: 0, cls: 0 };
  const each = (type, take, more) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({ type, buffered: true, ...more });
  each("largest-contentful-paint", ({ startTime }) => { felt.lcp = startTime; });
  each("layout-shift", ({ value, hadRecentInput }) => { if (!hadRecentInput) felt.cls += value; });
  each("event", ({ duration, interactionId }) => { if (interactionId) felt.inp = Math.max(felt.inp, duration); },
    { durationThreshold: 16 });
`;

/** Loads the list several times, types into its search, and takes the median of each. */
export async function vitalsOf(browser: Browser, list: string, cookie: string): Promise<Vitals> {
  const context = await browser.newContext({
    extraHTTPHeaders: { cookie },
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript(collect);
  const seen: Vitals[] = [];
  for (let load = 0; load < 7; load += 1) {
    const page = await context.newPage();
    await page.goto(list);
    await page.locator("[data-live]").waitFor();
    await page.waitForTimeout(300);
    await page.locator('main [name="q"]').pressSequentially("metro calls", { delay: 120 });
    await page.waitForTimeout(800);
    seen.push(await page.evaluate("felt"));
    await page.close();
  }
  await context.close();
  const median = (name: keyof Vitals) => seen.map((one) => one[name]).toSorted((a, b) => a - b)[3] ?? 0;
  return { lcp: median("lcp"), inp: median("inp"), cls: median("cls") };
}
