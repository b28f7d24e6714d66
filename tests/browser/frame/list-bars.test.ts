import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { settled } from "../customers/live-list";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn } from "../stage/browser";
import { filterBy, openFilter } from "../stage/list-bar";

givenBrowser();

const bottomOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  return (box?.y ?? 0) + (box?.height ?? 0);
};

it.each([
  ["en", 1280],
  ["ru", 1280],
  ["en", 390],
] as const)("the first customer stands above 250 pixels (%s, %d wide)", async (locale, width) => {
  const { page } = await loggedIn("reseller", { locale, viewport: { width, height: 800 } });
  await page.goto("/customers");
  const first = await page.locator("main tbody tr").first().boundingBox();
  expect(first?.y).toBeLessThan(width === 390 ? 300 : 250);
  // one line: what is left of the filters stands beside the search
  const [search, others] = [
    await bottomOf(page, ".filter-search .control"),
    await bottomOf(page, '[popovertarget="filter-others"]'),
  ];
  expect(Math.abs(search - others)).toBeLessThanOrEqual(1);
});

it.each([true, false])(
  "a filter is put on by its chip, changed there and taken off again (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    await page.goto("/customers");
    if (javaScriptEnabled) await page.locator("[data-live]").waitFor();
    await filterBy(page, "blocked", "1", javaScriptEnabled);
    await page.waitForURL(/blocked=1/);
    await settled(page);
    expect(await page.locator('[data-filter="blocked"] button').first().textContent()).toMatch(
      /State.*blocked/,
    );
    // a filter without a chip, behind *Filter*, beside the one that is on
    await openFilter(page, "balance");
    await page.fill("#by-balance [name=min]", "-100");
    await page.keyboard.press("Enter");
    await page.waitForURL(/min=-100/);
    await settled(page);
    expect(new URL(page.url()).searchParams.get("blocked")).toBe("1");
    expect(await page.locator('[data-filter="balance"] b').textContent()).toBe("from −100");
    await page.getByRole("link", { name: "Remove filter: Balance" }).click();
    await page.waitForURL((url) => !url.search.includes("min"));
    expect(new URL(page.url()).searchParams.get("blocked")).toBe("1");
    await page.getByRole("link", { name: "Remove filter: State" }).click();
    await page.waitForURL((url) => !url.search.includes("blocked"));
  },
);

it("by keyboard alone: a chip opens, the arrows choose, Enter applies, Escape closes, and the focus stays", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  const chip = page.locator('[popovertarget="by-blocked"]').first();
  await chip.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "blocked");
  await page.keyboard.press("Escape");
  expect(await chip.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "blocked");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  // nobody means the choices that the arrows go through
  expect(new URL(page.url()).search).toBe("");
  await page.keyboard.press("Enter");
  await page.waitForURL(/blocked=/);
  expect(await page.locator("#by-blocked").isVisible()).toBe(false);
});

it.each(["light", "dark"] as const)(
  "what floats below chips and menus has no barrier that axe knows, %s",
  async (colorScheme) => {
    const { page } = await loggedIn("reseller", { colorScheme });
    const found: string[] = [];
    for (const path of ["/customers?max=0", "/history?since=2026-01-01", "/statement"]) {
      await page.goto(path);
      for (const float of await page.locator("main [popover]").all()) {
        const id = await float.getAttribute("id");
        await float.evaluate((one: HTMLElement) => one.showPopover());
        found.push(...(await problemsOf(page)).map((problem) => `${path} ${id}: ${problem}`));
        await float.evaluate((one: HTMLElement) => one.hidePopover());
      }
    }
    expect(found).toEqual([]);
  },
);

it.each([390, 320])(
  "on a phone of %d pixels what floats lies within the screen, and all filters can be reached",
  async (width) => {
    const { page } = await loggedIn("reseller", { viewport: { width, height: 700 }, hasTouch: true });
    await page.goto("/customers");
    await page.locator("[data-live]").waitFor();
    const others = page.locator('[popovertarget="filter-others"]');
    for (const name of ["blocked", "needs", "balance", "currency", "right"]) {
      await openFilter(page, name);
      const box = await page.locator(`#by-${name}`).boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= width, name).toBe(true);
      // back to the names, and out of them
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.activeElement?.closest("#filter-others"));
      await page.keyboard.press("Escape");
      await page.locator("#filter-others").waitFor({ state: "hidden" });
      expect(await others.evaluate((one) => one === document.activeElement)).toBe(true);
    }
    await others.click();
    await page.locator('#filter-others [popovertarget="columns"]').click();
    expect(await page.locator("#columns").isVisible()).toBe(true);
  },
);
