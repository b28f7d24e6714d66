import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";
import { here } from "../stage/here";

givenBrowser();

/** The choices of a select as people see them, and the one that shows. */
async function zonesIn(page: Page): Promise<{ readonly choices: readonly string[]; readonly shown: string }> {
  return await page.locator('[name="i_time_zone"]').evaluate((select: HTMLSelectElement) => ({
    choices: [...select.options].map(({ label }) => label),
    shown: select.selectedOptions[0]?.label ?? "",
  }));
}

async function saveWithWrongAddress(page: Page): Promise<void> {
  const address = page.locator("#field-email");
  if (!(await address.isVisible())) await page.getByText("Notifications", { exact: true }).click();
  await address.fill("no address");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
}

it("a page has hundreds of choices once, in its HTML, and whoever moves to it gets the same ones from a file", async () => {
  const { page } = await loggedIn("reseller");
  const html = await (await page.goto("/preferences"))?.text();
  expect(html?.match(/Pacific\/Auckland/g)).toHaveLength(1);
  await page.getByRole("button", { name: "Save", exact: true }).first().waitFor();
  const loaded = await zonesIn(page);
  expect(loaded.choices.length).toBeGreaterThan(300);
  expect(loaded.choices).toContain("Pacific/Auckland");

  await page.goto("/overview");
  const [asked] = await Promise.all([
    page.waitForResponse((answer) => new URL(answer.url()).pathname === "/choices/en/time_zones"),
    page.getByRole("link", { name: "My preferences" }).first().click(),
  ]);
  expect(asked.headers()["cache-control"]).toContain("immutable");
  await page.locator('[name="i_time_zone"]').waitFor();
  expect(await zonesIn(page)).toEqual(loaded);
  // the second time it is there already
  await page.getByRole("link", { name: "Overview" }).first().click();
  await page.waitForURL("**/overview");
  await page.getByRole("link", { name: "My preferences" }).first().click();
  await page.locator('[name="i_time_zone"]').waitFor();
  expect(await zonesIn(page)).toEqual(loaded);
});

it.each(["loaded", "moved to", "without JavaScript"])(
  "a choice among hundreds stays as it was made when something else in the form is wrong (page %s)",
  async (how) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled: how !== "without JavaScript" });
    if (how === "moved to") {
      await page.goto("/overview");
      await page.getByRole("link", { name: "My preferences" }).first().click();
    } else await page.goto("/preferences");
    await page.locator('[name="i_time_zone"]').waitFor();
    const { shown, choices } = await zonesIn(page);
    for (const label of ["Pacific/Auckland", "Asia/Tokyo"]) {
      await page.selectOption('[name="i_time_zone"]', { label });
      await saveWithWrongAddress(page);
      expect(await zonesIn(page)).toEqual({ choices, shown: label });
    }
    // nothing was saved
    await page.goto("/preferences");
    expect((await zonesIn(page)).shown).toBe(shown);
  },
);

it("a list that does not exist is not found, in any language", async () => {
  for (const at of ["en/tariffs", "en/constructor", "xx/time_zones", "ru/time_zones/1"])
    expect((await fetch(`${here.base}/choices/${at}`)).status, at).toBe(404);
  const zones = await (await fetch(`${here.base}/choices/ru/currencies`)).text();
  expect(zones).toContain("EUR EUR · евро");
});
