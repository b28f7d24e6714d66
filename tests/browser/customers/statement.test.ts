import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, logIn, person } from "../stage/browser";
import { applyFilter, exportAs, openFilter } from "../stage/list-bar";
import { settled } from "./live-list";

givenBrowser();

/** Clicks a download. @returns the file */
async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

it("the month's statement and its export take four interactions at most, from anywhere", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/overview");
  // one
  await page.getByRole("navigation").getByRole("link", { name: "Statement", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Statement" }).waitFor();
  expect(await page.locator('.segments [aria-current="page"]').textContent()).toBe("This month");
  expect(await page.locator("main").textContent()).toContain("Provisional");
  // two
  await page.getByRole("link", { name: "Last month" }).click();
  await page.waitForURL("**/statement?period=last_month");
  await page.getByRole("link", { name: "This month" }).click();
  await page.waitForURL("**/statement?period=this_month");
  await settled(page);
  const shown = await page.getByRole("region", { name: "Sub-customers" }).locator("tbody tr").count();
  expect(shown).toBeGreaterThan(0);
  // three and four
  const { name, text } = await downloaded(page, async () => await exportAs(page, "Export as CSV"));
  // the days of the statement, and not that of the export
  expect(name).toMatch(/^statement-\d{4}-\d\d-01-to-\d{4}-\d\d-\d\d\.csv$/);
  expect(text.trim().split("\n").length).toBeGreaterThan(shown);
  expect(text).toContain("Closing balance");
});

it("currencies stand side by side, and a name leads to the ledger of the period, whose sums are the same", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/statement?period=this_year");
  const rows = page.getByRole("region", { name: "Sub-customers" }).locator("tbody tr");
  // of those for whom something was booked in that year
  const booked = await rows.evaluateAll((all) =>
    all.findIndex((row) => row.querySelectorAll("td[data-label]").length > 2),
  );
  await rows.nth(booked).locator("a").click();
  await page.waitForURL(/\/customers\/\d+\/ledger\?since=\d{4}-01-01&until=\d{4}-12-31/);
  expect(await page.inputValue('[name="since"]')).toMatch(/-01-01$/);
  // its figures come after its frame
  await page.locator('[data-part="sums"]').waitFor();
});

it("on a phone a customer's figures that share a line stand at one height, with nothing between the lines", async () => {
  const { page } = await person({ viewport: { width: 390, height: 844 } });
  await logIn(page, "reseller");
  await page.goto("/statement?period=this_year&everyone=1");
  const rows = await page.locator("tbody tr").evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll("[data-label]")].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return Math.round(range.getBoundingClientRect().top);
      }),
    ),
  );
  expect(rows.some((tops) => new Set(tops).size > 1)).toBe(true);
  for (const tops of rows) {
    const lines = [...new Set(tops)].toSorted((one, other) => one - other);
    for (const [at, top] of lines.slice(1).entries()) {
      expect(top - (lines[at] ?? 0), `${tops}`).toBeGreaterThanOrEqual(16);
      expect(top - (lines[at] ?? 0), `${tops}`).toBeLessThanOrEqual(24);
    }
  }
});

it("wrong filters are named beside their fields, and lose nothing", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/statement?period=this_year");
  await page.getByRole("region", { name: "Sub-customers" }).locator("tbody a").first().click();
  await page.waitForURL("**/ledger?**");
  const ledger = new URL(page.url()).pathname;
  await page.goto(`${ledger}?since=someday&min_amount=much&note=cash`);
  for (const name of ["since", "min_amount"])
    expect(await page.locator(`[name="${name}"]`).getAttribute("aria-invalid"), name).toBe("true");
  expect(await page.inputValue('[name="since"]')).toBe("someday");
  expect(await page.inputValue('[name="min_amount"]')).toBe("much");
  expect(await page.inputValue('[name="note"]')).toBe("cash");
  expect((await page.request.get(`${ledger}/export?since=someday`)).status()).toBe(400);
});

it("without JavaScript: days of one's own, and the export", async () => {
  const { page } = await person({ javaScriptEnabled: false });
  await logIn(page, "reseller");
  await page.goto("/statement");
  await openFilter(page, "days");
  await page.fill('[name="since"]', "2026-02-01");
  await page.fill('[name="until"]', "2026-01-01");
  await applyFilter(page, "days");
  expect(await page.locator('[name="until"]').getAttribute("aria-invalid")).toBe("true");
  expect(await page.inputValue('[name="since"]')).toBe("2026-02-01");
  await openFilter(page, "days");
  await page.fill('[name="until"]', "2999-01-01");
  await applyFilter(page, "days");
  await page.getByRole("link", { name: "Everyone below" }).click();
  expect(new URL(page.url()).searchParams.get("everyone")).toBe("1");
  const { name } = await downloaded(page, async () => await exportAs(page, "Export as XLSX"));
  expect(name).toMatch(/\.xlsx$/);
});

it("a customer that was deleted is in the statement, and its ledger opens and is exported", async () => {
  const { page } = await loggedIn("reseller");
  const name = `Gone ${Date.now()}`;
  await page.goto("/customers/new");
  await page.fill('[name="name"]', name);
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await givePassword(page, "a good long secret");
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  const at = new URL(page.url()).pathname;
  await page.goto(`${at}/delete`);
  await page.fill('[name="confirm"]', name);
  await page.getByRole("button", { name: "Delete customer" }).click();
  await page.waitForURL("**/customers");
  await page.goto("/statement");
  const row = page.getByRole("row", { name });
  expect(await row.textContent()).toContain("deleted");
  expect(await row.locator("td").last().textContent()).toBe("");
  await row.getByRole("link").click();
  await page.waitForURL(`**${at}/ledger?**`);
  expect(await page.locator("h1").textContent()).toBe(name);
  expect(await page.locator("main").textContent()).toContain("This customer was deleted");
  const { text } = await downloaded(page, async () => await exportAs(page, "Export as CSV"));
  expect(text.trim().split("\n")).toHaveLength(2);
  expect(text).toContain("Opening balance");
});

it("what is a neighbour's answers as what does not exist", async () => {
  const { page } = await loggedIn("reseller");
  for (const of of ["1", "999999999", "x"])
    expect((await page.goto(`/statement?of=${of}`))?.status(), of).toBe(404);
  expect((await page.request.get("/statement/export?of=1")).status()).toBe(403);
  expect((await page.goto("/customers/1/ledger"))?.status()).toBe(404);
});
