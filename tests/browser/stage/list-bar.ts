import type { Page } from "playwright-core";

/**
 * Opens a filter of a list as people do: by its chip, or behind *Filter*.
 * @param name the filter's name in the page, which is its field's or that of both its fields
 */
export async function openFilter(page: Page, name: string): Promise<void> {
  const [fields, chip] = [page.locator(`#by-${name}`), page.locator(`.chip > [popovertarget="by-${name}"]`)];
  // a list that is drawn anew meanwhile closes what was open: whoever sees that presses once more
  for (let tries = 1; !(await fields.isVisible()); tries += 1) {
    const menu = page.locator("#filter-others");
    if (!(await chip.isVisible()) && !(await menu.isVisible()))
      await page.locator('[popovertarget="filter-others"]').click();
    // a menu moves by some pixels while it comes
    await page
      .locator(`[popovertarget="by-${name}"]`)
      .filter({ visible: true })
      .last()
      .click({ force: true });
    if (tries === mostTries) await fields.waitFor();
    else await fields.waitFor({ timeout: 3_000 }).catch(() => undefined);
  }
}

const mostTries = 4;

/** Chooses in a filter's field, and applies it where no script does. */
export async function filterBy(page: Page, name: string, value: string, script = true): Promise<void> {
  await openFilter(page, name);
  const fields = page.locator(`#by-${name}`);
  const choice = fields.locator(`label:has(input[type="radio"][value="${value}"])`);
  if ((await choice.count()) > 0) {
    // rows that come meanwhile may close it
    await choice.click({ timeout: 3_000 }).catch(async () => {
      await openFilter(page, name);
      await choice.click();
    });
  } else {
    await fields.locator("select").selectOption(value);
    // a choice by the keyboard, as Playwright's is, waits for Enter
    if (script && (await fields.isVisible())) await applyFilter(page, name);
  }
  if (!script) await applyFilter(page, name);
}

/** Presses *Apply* below a filter's fields. */
export async function applyFilter(page: Page, name: string): Promise<void> {
  await page.locator(`#by-${name} button[type="submit"]`).click();
}

/** Opens the formats of a list's export, and presses one. @param name what it is called */
export async function exportAs(page: Page, name: string): Promise<void> {
  // without a script it is still open after a download
  if (!(await page.locator("#export-menu").isVisible()))
    await page.locator('[popovertarget="export-menu"]').click();
  // a menu moves by some pixels while it comes
  await page.locator("#export-menu").getByRole("link", { name }).click({ force: true });
}
