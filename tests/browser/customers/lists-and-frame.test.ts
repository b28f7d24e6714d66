import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn, logIn, person } from "../stage/browser";
import { openFilter } from "../stage/list-bar";
import { settled } from "./live-list";

givenBrowser();

/** Another tab of the same browser. */
async function anotherTab(context: BrowserContext, path: string, from: Page): Promise<Page> {
  const page = await context.newPage();
  await page.goto(new URL(path, from.url()).href);
  return page;
}

it("rows never stand under another person's frame, nor without the banner of a support session", async () => {
  const { page, context } = await person();
  await logIn(page, "ssp-root", "demo-portal-1");
  await page.goto("/customers?direct=1");
  await page.locator("[data-live]").waitFor();
  const customer = await page.locator('tbody a[href^="/customers/"]').first().getAttribute("href");
  const balance = page.getByRole("link", { name: "Balance", exact: true });

  const other = await anotherTab(context, `${customer}/open-as`, page);
  await other.fill('[name="reason"]', "they cannot find a customer");
  await other.locator('main form button[type="submit"], main form button:not([type])').last().click();
  await other.locator(".support-banner").waitFor();
  await balance.click();
  await page.locator(".support-banner").waitFor();
  await settled(page);
  expect(await page.title()).toContain("Support");

  await other.locator(".support-banner").getByRole("button", { name: "End" }).click();
  await other.locator(".support-banner").waitFor({ state: "detached" });
  await page.getByRole("link", { name: "Name", exact: true }).click();
  await page.locator(".support-banner").waitFor({ state: "detached" });
  expect(await page.title()).not.toContain("Support");
});

it("a connection that fails for a list of choices, or for rows, holds nobody where they are", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/overview");
  let asked = 0;
  await page.route("**/choices/**", (route) => {
    asked += 1;
    return route.abort();
  });
  await page.getByRole("link", { name: "Customers" }).first().click();
  await page.waitForURL("**/customers");
  await page.locator("tbody tr").first().waitFor();
  await openFilter(page, "currency");
  await page.unroute("**/choices/**");
  // whoever comes to the field asks once more
  await page.locator('[name="currency"]').blur();
  await page.locator('[name="currency"]').focus();
  await page.locator('[name="currency"] option', { hasText: "EUR" }).waitFor({ state: "attached" });
  expect(asked).toBeLessThan(5);

  await page.route("**/customers/rows?**", (route) => route.abort());
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL(/after=/);
  await page.unroute("**/customers/rows?**");
  await settled(page);
  expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
});

it("Back from a page leads to the page whose part somebody had gone to", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  await page.locator('a[href="#content"]').focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#content$/);
  await page.getByRole("link", { name: "Tree" }).first().click();
  await page.waitForURL("**/tree");
  await page.goBack();
  await page.waitForURL(/customers#content$/);
  await page.getByRole("heading", { level: 1, name: "Customers" }).waitFor();
});

it("the filters of a list speak the language that somebody has just chosen", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/history");
  await page.locator("[data-live]").waitFor();
  await page.locator("header").getByRole("button").last().click();
  await page.getByRole("button", { name: "Русский" }).click();
  await page.getByRole("heading", { level: 1, name: "История" }).waitFor();
  await page.locator("#by-door label", { hasText: "веб" }).waitFor({ state: "attached" });
  // the menu stays open
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("#by-door label", { hasText: "web" }).first().waitFor({ state: "attached" });
});
