import { expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";

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
  await page.locator('[data-part="chart"]').nth(1).waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBeLessThan(
    0.02,
  );

  const growth = page.locator(".chart-section").first();
  await page
    .getByRole("link", { name: /^Table/ })
    .first()
    .click();
  expect(await growth.locator("tbody tr").count()).toBe(12);
  const total = (await growth.locator("tbody tr").last().locator("td").last().textContent()) ?? "";
  expect(await page.locator("main").textContent()).toContain(total);
  // the keyboard shows the same words as the mouse
  await page.locator('[data-part="chart"] [role="img"]').first().focus();
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

it.each([
  ["en", 1280],
  ["ru", 390],
  ["ru", 320],
] as const)(
  "all that the charts say lies within them, at equal distances (%s, %d px)",
  async (lang, width) => {
    const { context, page } = await loggedIn("reseller", { viewport: { width, height: 800 } });
    await context.addCookies([{ name: "lang", value: lang, url: page.url() }]);
    await page.goto("/overview");
    const charts = page.locator('[data-part="chart"]');
    expect(await charts.count()).toBe(2);
    const gutters: number[] = [];
    for (const chart of await charts.all()) {
      const { box, texts, labels, plot, mark } = await chart.evaluate((element) => {
        const boxOf = (of: Element) => {
          const { left, right, top, bottom } = of.getBoundingClientRect();
          return { left, right, top, bottom, text: of.textContent ?? "" };
        };
        const all = [...element.querySelectorAll("span")].filter((one) => one.checkVisibility());
        const range = document.createRange();
        return {
          box: boxOf(element),
          plot: boxOf(element.querySelector("svg") as Element),
          texts: all.map((one) => {
            range.selectNodeContents(one);
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return { left, right, top, bottom, text: one.textContent ?? "" };
          }),
          labels: [...element.querySelectorAll('[data-part="chart-labels"] span')]
            .filter((one) => one.checkVisibility())
            .map(boxOf),
          mark: boxOf(element.querySelector(".chart-mark") as Element),
        };
      });
      gutters.push(plot.left);
      // each stands in the middle below its point, unless it would leave the plot
      const points = gutters.length === 1 ? 12 : 30;
      const slot = (plot.right - plot.left) / points;
      for (const { left, right, text } of [...labels, mark]) {
        if (right > plot.right - 1 || left < plot.left + 1) continue;
        const at = ((left + right) / 2 - plot.left) / slot - 0.5;
        expect(Math.abs(at - Math.round(at)) * slot, text).toBeLessThan(1);
      }
      expect(texts.length).toBeGreaterThan(4);
      for (const { left, right, top, bottom, text } of texts) {
        expect(left, text).toBeGreaterThanOrEqual(box.left - 0.5);
        expect(right, text).toBeLessThanOrEqual(box.right + 0.5);
        expect(top, text).toBeGreaterThanOrEqual(box.top - 0.5);
        expect(bottom, text).toBeLessThanOrEqual(box.bottom + 0.5);
      }
      expect(box.right).toBeLessThanOrEqual(width);
      expect(plot.right - plot.left).toBeGreaterThan((box.right - box.left) * 0.7);
      // none runs into the next
      for (const [index, { left, text }] of labels.entries())
        expect(left, text).toBeGreaterThan(labels[index - 1]?.right ?? 0);
    }
    expect(gutters[1]).toBeCloseTo(gutters[0] ?? 0, 0);
  },
);

it("on a screen of 1280 × 800 both charts and all that needs attention are in sight", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/overview");
  const parts = page.locator('[data-part="chart"], [data-part="attention"]');
  expect(await parts.count()).toBe(3);
  for (const part of await parts.all()) {
    const box = await part.boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(800);
  }
});

it("without JavaScript the pictures are there, and a link leads to their tables", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  await page.goto("/overview");
  expect(await page.locator('[data-part="chart"]').first().isVisible()).toBe(true);
  await page
    .getByRole("link", { name: /^Table/ })
    .first()
    .click();
  await page.waitForURL("**/overview?tables=1");
  expect(await page.locator(".chart-section tr").last().isVisible()).toBe(true);
});

it("a customer without customers sees its own figures, and no pictures", async () => {
  const { page } = await loggedIn("customer");
  await page.goto("/overview");
  const text = (await page.locator("main").textContent()) ?? "";
  expect(text).toContain("Booked in the last 30 days");
  expect(await page.locator('[data-part="chart"]').count()).toBe(0);
});
