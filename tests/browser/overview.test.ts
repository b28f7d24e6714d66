import { expect, it } from "vitest";
import { givenBrowser, loggedIn } from "./browser";

givenBrowser();

it("what needs attention leads to lists of exactly that many", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/overview");
  const links = await page
    .locator('[data-part="attention"] li > a')
    .evaluateAll((all) =>
      all.map((link) => [link.textContent ?? "", link.getAttribute("href") ?? ""] as const),
    );
  expect(links.length).toBeGreaterThan(0);
  for (const [text, href] of links) {
    await page.goto(href);
    const count = Number(/\d+/.exec(text)?.[0]);
    expect(await page.locator("main h1 + div").textContent(), text).toMatch(new RegExp(`^${count} `));
  }
});

it("each picture has its table behind it, and nothing jumps while it comes", async () => {
  const { page } = await loggedIn("reseller");
  await page.addInitScript(() => {
    const shifts = globalThis as unknown as { shifted: number };
    shifts.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.shifted += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto("/overview");
  await page.locator('[data-part="chart"] svg').nth(2).waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBeLessThan(
    0.02,
  );

  const growth = page.locator("details.chart-table").first();
  await page.getByText("Show as table").first().click();
  expect(await growth.locator("tbody tr").count()).toBe(12);
  const total = (await growth.locator("tbody tr").last().locator("td").last().textContent()) ?? "";
  expect(await page.locator("main").textContent()).toContain(total);
  // the keyboard shows the same words as the mouse
  await page.locator('[data-part="chart"] svg').first().focus();
  await page.keyboard.press("ArrowRight");
  await page
    .locator('[data-part="chart"]')
    .first()
    .getByText(/^In all: /)
    .waitFor();
  // the chart of the last month matches its row in the table
  for (let month = 0; month < 12; month += 1) await page.keyboard.press("ArrowRight");
  await page.locator('[data-part="chart"]').first().getByText(`In all: ${total}`).waitFor();
});

it("no other page loads the pictures' script", async () => {
  const { context } = await loggedIn("reseller");
  // use another page: the one that logged in may still be loading the overview
  const page = await context.newPage();
  const scripts = new Set<string>();
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) scripts.add(response.url());
  });
  await page.goto("/history");
  await page.waitForLoadState("networkidle");
  const others = new Set(scripts);
  await page.goto("/overview");
  await page.locator('[data-part="chart"] svg').nth(2).waitFor();
  const added = [...scripts].filter((url) => !others.has(url));
  const sizes = await Promise.all(added.map(async (url) => (await (await fetch(url)).text()).length));
  expect(Math.max(...sizes)).toBeGreaterThan(100_000);
  for (const path of ["/customers", "/tree", "/preferences"]) {
    scripts.clear();
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    const largest = added[sizes.indexOf(Math.max(...sizes))] ?? "";
    expect([...scripts]).not.toContain(largest);
  }
});

it("without JavaScript the tables are what is shown", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  await page.goto("/overview");
  expect(await page.locator('[data-part="chart"]').first().isVisible()).toBe(false);
  expect(await page.locator("details.chart-table").first().locator("tr").last().isVisible()).toBe(true);
});

it("a customer without customers sees its own figures, and no pictures", async () => {
  const { page } = await loggedIn("customer");
  await page.goto("/overview");
  const text = (await page.locator("main").textContent()) ?? "";
  expect(text).toContain("Came in");
  expect(await page.locator('[data-part="chart"]').count()).toBe(0);
});
