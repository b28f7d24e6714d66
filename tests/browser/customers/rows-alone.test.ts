import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";
import { settled, watched } from "./live-list";

givenBrowser();

const names = async (page: Page) =>
  await page.locator("main tbody td:first-child > a:first-of-type").allTextContents();

async function settledNames(page: Page): Promise<string[]> {
  await settled(page);
  return await names(page);
}

it("the next page, a sorting, a filter and a search fetch rows alone; Back and Forward lead through them", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  const asked = watched(page);
  const first = await settledNames(page);
  const steps: [string, string[]][] = [[page.url(), first]];
  const step = async (act: () => Promise<unknown>, address: RegExp) => {
    await act();
    await page.waitForURL(address);
    const shown = await settledNames(page);
    expect(asked(), page.url()).toEqual({ rows: 1, pages: 0 });
    expect(shown).not.toEqual(steps.at(-1)?.[1]);
    steps.push([page.url(), shown]);
  };
  await step(async () => await page.getByRole("link", { name: "Next" }).click(), /after=/);
  expect(first).not.toContain(steps.at(-1)?.[1][0]);
  await step(
    async () => await page.getByRole("link", { name: "Balance", exact: true }).click(),
    /sort=balance/,
  );
  expect(await page.locator("th[aria-sort]").textContent()).toBe("Balance");
  await step(async () => await page.getByRole("link", { name: "Direct only" }).click(), /direct=1/);
  for (const [address, shown] of steps.slice(0, -1).toReversed()) {
    await page.goBack();
    await page.waitForURL(address);
    expect(await settledNames(page)).toEqual(shown);
  }
  for (const [address, shown] of steps.slice(1)) {
    await page.goForward();
    await page.waitForURL(address);
    expect(await settledNames(page)).toEqual(shown);
  }
  expect(asked().pages).toBe(0);
});

it("who types into the search keeps their place and text, and what an address means when loaded is what they see", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  const field = page.locator('main [name="q"]');
  await field.pressSequentially("metro");
  await page.waitForURL(/q=metro/);
  const shown = await settledNames(page);
  expect(shown).toContain("Metro Calls");
  await field.pressSequentially(" calls");
  await page.waitForURL(/q=metro\+calls/);
  expect([await field.inputValue(), await field.evaluate((one) => one === document.activeElement)]).toEqual([
    "metro calls",
    true,
  ]);
  const alone = await settledNames(page);
  await page.reload();
  expect(await settledNames(page)).toEqual(alone);
  // the typed words are one step, so that Back leads to where they began
  await page.getByRole("link", { name: "Clear" }).click();
  await page.waitForURL((url) => url.search === "");
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('main [name="q"]')?.value === "");
});

it("who comes back from a customer sees the page of the list that they left", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  await page.getByRole("link", { name: "Next" }).click();
  await page.waitForURL(/after=/);
  const left = await settledNames(page);
  await page.locator("main tbody td:first-child > a").first().click();
  await page.waitForURL(/customers\/\d+$/);
  await page
    .locator("h1")
    .filter({ hasText: left[0] ?? "" })
    .waitFor();
  await page.goBack();
  await page.waitForURL(/after=/);
  expect(await settledNames(page)).toEqual(left);
});

it("the frame stays while people move, and is fetched anew once it shows other rights than the page knows", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("[data-live]").waitFor();
  const frame = page.locator(".frame > header");
  await frame.evaluate((one) => one.setAttribute("data-same", ""));
  await page.getByRole("link", { name: "Overview", exact: true }).click();
  await page.waitForURL("**/overview");
  await page.getByRole("heading", { level: 1, name: "Acme Voice" }).waitFor();
  expect(await frame.getAttribute("data-same")).toBe("");
  expect(await page.locator('nav [aria-current="page"]').first().textContent()).toBe("Overview");
  const api = page.locator('nav a[href="/api"]');
  expect(await api.count()).toBe(1);
  const give = async (access: number) =>
    await inDatabase(here.ownerUrl, async (owner) => {
      await owner.query("UPDATE customers SET api_access = $1 WHERE name = 'Acme Voice'", [access]);
    });
  await give(0);
  try {
    await page.getByRole("link", { name: "Customers", exact: true }).click();
    await page.waitForURL("**/customers");
    await api.waitFor({ state: "detached" });
  } finally {
    await give(1);
  }
});
