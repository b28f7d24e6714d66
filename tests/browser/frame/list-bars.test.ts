import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { settled } from "../customers/live-list";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn } from "../stage/browser";
import { applyFilter, filterBy, openFilter } from "../stage/list-bar";

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
    const { page } = await loggedIn("reseller", {
      viewport: { width, height: 700 },
      hasTouch: true,
    });
    await page.goto("/customers");
    await page.locator("[data-live]").waitFor();
    const others = page.locator('[popovertarget="filter-others"]');
    const within = async (name: string) => {
      const box = await page.locator(`#by-${name}`).boundingBox();
      return box !== null && box.x >= 0 && box.x + box.width <= width;
    };
    for (const name of ["blocked", "needs", "balance", "currency", "right"]) {
      await openFilter(page, name);
      expect(await within(name), name).toBe(true);
      // back to the names, and out of them
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.activeElement?.closest("#filter-others"));
      await page.keyboard.press("Escape");
      await page.locator("#filter-others").waitFor({ state: "hidden" });
      expect(await others.evaluate((one) => one === document.activeElement)).toBe(true);
    }
    await others.click();
    await page.locator('#filter-others [popovertarget="columns"]').click({ force: true });
    expect(await page.locator("#columns").isVisible()).toBe(true);
    for (const [path, name] of [
      ["/history", "when"],
      ["/statement", "days"],
    ] as const) {
      await page.goto(path);
      await openFilter(page, name);
      expect(await within(name), path).toBe(true);
    }
  },
);

/** A list whose rows take their time. */
async function slowly(path: string): Promise<Page> {
  const { page } = await loggedIn("reseller");
  await page.route("**/rows?**", async (route) => {
    await new Promise((answer) => setTimeout(answer, 900));
    await route.continue();
  });
  await page.goto(path);
  await page.locator("[data-live]").waitFor();
  return page;
}

const asked = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

it("what was asked for before its rows came stays, whatever is pressed meanwhile", async () => {
  const page = await slowly("/customers?blocked=0&direct=1&q=a");
  await page.getByRole("link", { name: "Remove filter: State" }).click();
  await page.getByRole("link", { name: "Remove filter: Direct only" }).click();
  expect(asked(page)).toEqual({ q: "a" });
  await settled(page);
  // a search whose pause has not ended, one whose rows are on their way, and one that goes on
  const search = page.locator('main [name="q"]');
  await search.fill("tel");
  await page.getByRole("link", { name: "Direct only" }).click();
  expect(asked(page)).toEqual({ q: "tel", direct: "1" });
  await search.press("End");
  await search.pressSequentially("eco");
  await page.waitForURL(/q=teleco/);
  expect(asked(page)).toEqual({ q: "teleco", direct: "1" });
  expect(await search.inputValue()).toBe("teleco");
  expect(await search.evaluate((one) => one === document.activeElement)).toBe(true);
});

it("a click on what is chosen already stops nothing, and Escape takes back what was not applied", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/history");
  await page.locator("[data-live]").waitFor();
  await openFilter(page, "when");
  await page.locator("#by-when").getByRole("link", { name: "All time" }).click();
  await openFilter(page, "who");
  await page.fill("#by-who [name=who]", "reseller");
  await page.keyboard.press("Enter");
  await page.waitForURL(/who=reseller/);

  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  await openFilter(page, "balance");
  await page.fill("#by-balance [name=max]", "-100");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.locator('main [name="q"]').fill("har");
  await page.waitForURL(/q=har/);
  expect(asked(page)).toEqual({ q: "har" });
  await openFilter(page, "balance");
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>("#by-balance [name=max]")?.value === "",
  );
});

it("days of one's own take the place of a usual period", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/statement?period=this_quarter");
  await page.locator("[data-live]").waitFor();
  await openFilter(page, "days");
  await page.fill("#by-days [name=since]", "2026-01-01");
  await page.fill("#by-days [name=until]", "2026-01-31");
  await applyFilter(page, "days");
  await page.waitForURL(/since=2026-01-01/);
  expect(asked(page)).toEqual({ since: "2026-01-01", until: "2026-01-31" });
});

it("who puts a filter on or off by the keyboard is where it stands", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  const focusedFilter = async () =>
    await page.evaluate(
      () =>
        document.activeElement?.closest<HTMLElement>("[data-filter]")?.dataset.filter ??
        document.activeElement?.localName,
    );
  await page.getByRole("link", { name: "Direct only" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/direct=1/);
  await settled(page);
  await expect.poll(focusedFilter).toBe("direct");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.search === "");
  await settled(page);
  await expect.poll(focusedFilter).toBe("direct");
});
