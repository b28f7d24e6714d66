import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { settled } from "../customers/live-list";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn } from "../stage/browser";
import { filterBy } from "../stage/list-bar";

givenBrowser();

const chosen = (page: Page) => page.locator('input[name="ids"]:checked');
const bar = (page: Page) => page.locator(".selection-bar");
const row = (page: Page, index: number) => page.locator("tbody tr").nth(index);

it("by keyboard alone rows are chosen, a range of them, and none again; and the acts are reached", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?direct=1");
  await row(page, 0).locator("a").first().focus();
  await page.keyboard.press("x");
  await expect.poll(() => bar(page).textContent()).toContain("1 selected");
  await row(page, 3).locator("a").first().focus();
  await page.keyboard.press("Shift+X");
  await expect.poll(() => chosen(page).count()).toBe(4);
  await page.keyboard.press("x");
  await expect.poll(() => bar(page).textContent()).toContain("3 selected");
  expect(await problemsOf(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect.poll(() => chosen(page).count()).toBe(0);
  expect(await bar(page).isVisible()).toBe(false);
  // what one types is text
  await page.locator('main input[type="search"]').fill("x");
  expect(await chosen(page).count()).toBe(0);
  await page.goto("/customers?direct=1");
  await row(page, 1).locator("a").first().focus();
  await page.keyboard.press("x");
  await page.getByRole("button", { name: "Act…", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "What to do with 1 customer" }).waitFor();
});

it("a click with the shift key takes the rows between, and the box above takes the page", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?direct=1");
  await row(page, 1).hover();
  await row(page, 1).locator('input[name="ids"]').click();
  await row(page, 5)
    .locator('input[name="ids"]')
    .click({ modifiers: ["Shift"] });
  await expect.poll(() => bar(page).textContent()).toContain("5 selected");
  const rows = await page.locator("tbody tr").count();
  await page.getByLabel("Select this page").click();
  await expect.poll(() => chosen(page).count()).toBe(rows);
  await page.getByLabel("Select this page").click();
  await expect.poll(() => chosen(page).count()).toBe(0);
});

it("a choice stays while the list turns its pages, and ends with another filter", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await row(page, 0).hover();
  await row(page, 0).locator('input[name="ids"]').check();
  await page.getByRole("link", { name: "Next" }).click();
  await settled(page);
  expect(await chosen(page).count()).toBe(0);
  expect(await bar(page).textContent()).toContain("1 selected");
  await row(page, 0).hover();
  await row(page, 0).locator('input[name="ids"]').check();
  await expect.poll(() => bar(page).textContent()).toContain("2 selected");
  await page.getByRole("link", { name: "Previous" }).click();
  await settled(page);
  await expect.poll(() => chosen(page).count()).toBe(1);
  await filterBy(page, "blocked", "1");
  await page.waitForURL(/blocked=1/);
  await settled(page);
  await expect.poll(() => chosen(page).count()).toBe(0);
  expect(await bar(page).isVisible()).toBe(false);
});

it("all that match are meant by their filter, which the address keeps and the way back has", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?q=Calls");
  await settled(page);
  const note = (await page.locator(".heading-note").textContent()) ?? "";
  const [count = ""] = /\d+/.exec(note) ?? [];
  await row(page, 0).hover();
  await row(page, 0).locator('input[name="ids"]').check();
  await page.getByRole("button", { name: `All ${count} that match` }).click();
  await expect.poll(() => bar(page).textContent()).toContain("All that match");
  await page.getByRole("button", { name: "Act…", exact: true }).click();
  await page.waitForURL(/\/jobs\/new\?.*of=all/);
  expect(page.url()).not.toContain("ids=");
  await page.getByRole("heading", { name: `What to do with ${count} customer` }).waitFor();
  await page.getByLabel("Where this is").getByRole("link", { name: "Customers" }).click();
  await page.waitForURL(/\/customers\?q=Calls$/);
});

it("on a telephone one says first that one chooses, and then a row is its box", async () => {
  const { page } = await loggedIn("reseller", { viewport: { width: 390, height: 800 }, hasTouch: true });
  await page.goto("/customers?direct=1");
  expect(await page.locator('input[name="ids"]').first().isVisible()).toBe(false);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("link", { name: "Select customers" }).click();
  await page.waitForURL(/select=1/);
  await settled(page);
  await row(page, 0).locator("a").first().click();
  await row(page, 2).click();
  await expect.poll(() => bar(page).textContent()).toContain("2 selected");
  expect(page.url()).toContain("/customers?");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBe(390);
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Act…", exact: true }).click();
  await page.getByRole("heading", { name: "What to do with 2 customers" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

it("whoever can do nothing to many sees no boxes", async () => {
  const { page } = await loggedIn("customer");
  await page.goto("/overview");
  expect(await page.locator('input[name="ids"]').count()).toBe(0);
  expect((await page.goto("/jobs/new"))?.status()).toBe(200);
  expect(await page.locator("main").textContent()).toContain("Nobody is selected");
});

it.each([true, false])("the selected are exported alone (JavaScript: %s)", async (javaScriptEnabled) => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled });
  await page.goto("/customers?direct=1");
  const names: string[] = [];
  for (const index of [1, 3]) {
    names.push((await row(page, index).locator("a").first().textContent()) ?? "");
    await row(page, index).hover();
    await row(page, index).locator('input[name="ids"]').check();
  }
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    bar(page).getByRole("button", { name: "Export" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split("\n");
  expect(lines).toHaveLength(3);
  for (const name of names) expect(lines.some((line) => line.includes(name))).toBe(true);
  // the page and the choice are as they were
  expect(await chosen(page).count()).toBe(2);
});
