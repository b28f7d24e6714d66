import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";

givenBrowser();

it("the history is read on a phone without scrolling sideways, below a heading for each day", async () => {
  const { page } = await loggedIn("reseller", { viewport: { width: 390, height: 844 } });
  await page.goto("/history?what=customerAddFunds");
  const list = page.locator('[data-part="history"]');
  expect(await list.locator("h2").count()).toBeGreaterThan(0);
  const told = await list.locator(".entries > li").allTextContents();
  const sentence = /\w+ booked a payment of \S*\d\.\d\d\S* for .* · \S.*Balance .* → /;
  expect(told).toContainEqual(expect.stringMatching(sentence));
  // the sentence has told the amount and the note
  expect(told.filter((one) => /Amount|Note/.test(one.replace(/ · .*Balance/, "")))).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide).toBe(false);
  const hidden = await list.evaluate((all) => all.scrollWidth > all.clientWidth);
  expect(hidden).toBe(false);
});

it("fifty bookings fit some three screens: a booking is a sentence and one line before → after", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/history?what=customerAddFunds");
  const list = page.locator('[data-part="history"]');
  const heights = await list
    .locator(".entries > li")
    .evaluateAll((all) => all.map((entry) => entry.getBoundingClientRect().height).sort((a, b) => a - b));
  expect(heights.length).toBeGreaterThan(5);
  // of all, since a long name or note may take a line more
  expect(heights[Math.floor(heights.length / 2)]).toBeLessThan(2_600 / 50);
  // keys are words without a colon, and none takes a second line
  const keys = list.locator(".entries > li > div > ul span");
  expect((await keys.allTextContents()).join(" ")).not.toContain(":");
  expect(await keys.evaluateAll((all) => all.filter((key) => key.getClientRects().length > 1).length)).toBe(
    0,
  );
});

it("a stylesheet that was changed is told by its first line that differs and the number of lines", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?direct=1");
  const customer = await page.locator('tbody a[href^="/customers/"]').first().getAttribute("href");
  for (const css of ["h1 {\n  color: red;\n}\n", "h1 {\n  color: navy;\n  margin: 0;\n}\np {}\n"]) {
    // if hydration happens during typing, the field would keep its old text behind the new
    await page.goto(`${customer}/edit`, { waitUntil: "networkidle" });
    await page.evaluate(() => {
      for (const fold of document.querySelectorAll("details")) fold.open = true;
    });
    await page.locator('textarea[name="css"]').fill(css);
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  }
  await page.goto(`${customer}/history?changed=css`);
  const changes = await page.locator('[data-part="history"] ol ul li').allTextContents();
  expect(changes[0]).toMatch(/line 2: color: red; → color: navy; · \+3 −1 lines$/);
  expect(changes[1]).toMatch(/set, 3 lines$/);
});

it("log-ins are hidden until asked for, in the page and in its file", async () => {
  const { page, context } = await loggedIn("reseller");
  const hasLogIns = async (address: string) =>
    /,Logged in,/.test(await (await context.request.get(new URL(address, page.url()).href)).text());
  await page.goto("/history");
  await page.locator("[data-live]").waitFor();
  const exported = page.locator('#export-menu [aria-label="Export as CSV"]');
  expect(await hasLogIns((await exported.getAttribute("href")) ?? "")).toBe(false);
  expect(await sentences(page)).not.toContainEqual(expect.stringMatching(/ logged in$/));
  await page.getByRole("link", { name: "show log-ins" }).click();
  await page.waitForURL(/log_ins=1/);
  await page.locator('[href*="/history/export"][href*="log_ins=1"]').first().waitFor({ state: "attached" });
  expect(await hasLogIns((await exported.getAttribute("href")) ?? "")).toBe(true);
  // whoever asks for them by name need not ask twice
  await page.goto("/history?what=signIn");
  expect(await sentences(page)).toContainEqual(expect.stringMatching(/ logged in$/));
});

it("a history whose filters fit nothing says so, and not that nothing happened", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/history?who=nobody-of-this-name");
  await page.getByText("Nothing fits these filters.").waitFor();
});

async function sentences(page: Page): Promise<string[]> {
  const all = await page.locator('[data-part="history"] li').allInnerTexts();
  return all.flatMap((text) => text.split("\n"));
}
