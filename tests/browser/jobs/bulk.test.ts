import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { settled } from "../customers/live-list";
import { givenBrowser, loggedIn } from "../stage/browser";

givenBrowser();

/** Waits until a job's page, looked at again and again, says that it is done. */
async function untilDone(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload();
        return await page.locator("main").textContent();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toContain("done");
}

/** The count of a preview by its name, once all are examined. */
async function counted(page: Page, name: string): Promise<string> {
  await page.locator('[data-part="preview"]:not([aria-busy])').waitFor();
  return (await page.locator(`[data-count="${name}"] dd`).textContent()) ?? "";
}

it.each([true, false])(
  "whoever selects three rows sets a field of theirs, having seen what would happen (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    await page.goto("/customers?direct=1");
    const names: string[] = [];
    for (const row of [0, 2, 3]) {
      const at = page.locator("tbody tr").nth(row);
      names.push((await at.locator("a").first().textContent()) ?? "");
      await at.hover();
      await at.locator('input[name="ids"]').check();
    }
    if (javaScriptEnabled) await page.getByText("3 selected", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Act…", exact: true }).click();
    await page.getByRole("heading", { name: "What to do with 3 customers" }).waitFor();
    await page.getByRole("link", { name: "Change details" }).click();
    await page.getByLabel("City", { exact: true }).check();
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    const city = `Quito ${Date.now()}`;
    await page.getByLabel("City", { exact: true }).fill(city);
    await page.getByRole("button", { name: "Continue to the preview" }).click();
    await page.waitForURL(/\/jobs\/\d+$/);
    expect(await counted(page, "changed")).toBe("3");
    const said = await page.locator("main").textContent();
    expect(said).toContain(city);
    expect(said).toContain("Nothing has been changed yet.");
    await page.getByRole("button", { name: "Start" }).click();
    await untilDone(page);
    for (const name of names) {
      await page.goto(`/customers?q=${encodeURIComponent(name)}&direct=1&columns=city`);
      await settled(page);
      expect(await page.locator("tbody tr").first().textContent()).toContain(city);
    }
  },
);
