import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, person } from "../stage/browser";

givenBrowser();

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Where something stands, in whole pixels. */
async function box(page: Page, selector: string): Promise<Box> {
  const found = await page.locator(selector).first().boundingBox();
  if (!found) throw new Error(`${selector} is not in sight`);
  const { x, y, width, height } = found;
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

/** What the browser reckons for a property of the first that is found. */
async function style(page: Page, selector: string, property: string): Promise<string> {
  return await page
    .locator(selector)
    .first()
    .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
}

it.each(["en", "ru"])("the log-in is a card with the brand's mark at its head, in %s", async (locale) => {
  const { page } = await person({ locale });
  await page.goto("/login");
  const card = await box(page, ".sign-in-card");
  expect(card).toMatchObject({ x: 448, y: 128, width: 384 });
  expect(await box(page, '.sign-in-card [data-part="logo"] .mark')).toEqual({
    x: card.x + 33,
    y: card.y + 33,
    width: 40,
    height: 40,
  });
  expect(await style(page, "h1", "font-size")).toBe("24px");
  expect(await page.locator("h1").textContent()).toMatch(/Trellis$/);
  for (const control of ['[name="login"]', '[name="password"]', 'main button[type="submit"]'])
    expect(await box(page, control), control).toMatchObject({ x: card.x + 33, width: 318, height: 40 });
  // beside the label, at the right edge of its field; the keyboard reaches the field first
  const label = await box(page, 'label:has(~ [name="password"])');
  const link = await box(page, 'a[href="/forgotten"]');
  expect([link.x + link.width, link.y]).toEqual([card.x + card.width - 33, label.y]);
  await page.focus('[name="login"]');
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("password");
  const foot = await box(page, ".sign-in-foot");
  expect(foot.y + foot.height).toBe(776);
  expect(Math.abs(foot.x + foot.width / 2 - 640)).toBeLessThanOrEqual(1);
});
