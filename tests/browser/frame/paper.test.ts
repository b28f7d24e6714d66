import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { textsOfPdf } from "../../pdf-text";
import { givenBrowser, loggedIn } from "../stage/browser";

givenBrowser();

/** What a sheet of A4 has between our margins, in CSS pixels: 210 − 2 × 12 mm. */
const a4 = { width: 703, height: 1010 };

/** What is pressed, and what is said of pressing: none of it stands on paper. */
const gone = [
  ".frame > header",
  ".navigation",
  "nav",
  "button",
  ".button",
  ".notice",
  ".toast",
  "[popover]",
  "a[download]",
  "[data-file]",
  '[data-part="filters"]',
  '[data-part="tabs"]',
  '[data-part="pages"]',
].join(", ");

/** A customer in whose ledger something was booked. */
async function aCustomer(page: Page): Promise<string> {
  await page.goto("/statement?period=this_year");
  const href = await page
    .locator('tr:has-text("Metro Calls") a[href*="/ledger?"]')
    .first()
    .getAttribute("href");
  return new URL(href ?? "", page.url()).pathname.replace("/ledger", "");
}

async function toPaper(page: Page): Promise<void> {
  await page.setViewportSize(a4);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
}

/** What is wrong on a page as it is printed now. */
async function wrongOnPaper(page: Page): Promise<string[]> {
  return await page.evaluate((pressed) => {
    const shown = (element: Element) => element.getClientRects().length > 0;
    const named = (element: Element) => `${element.tagName} ${element.className} ${element.textContent}`;
    const wrong: string[] = [];
    for (const element of document.querySelectorAll(pressed))
      if (shown(element)) wrong.push(`still there: ${named(element).slice(0, 80)}`);
    if (document.documentElement.scrollWidth > innerWidth) wrong.push("wider than the sheet");
    for (const element of document.querySelectorAll("main *, .paper-line *")) {
      if (!shown(element) || element.closest("svg, .sr-only, [data-part='chart']")) continue;
      const { left, right } = element.getBoundingClientRect();
      if (right > innerWidth + 1 || left < -1) wrong.push(`over the edge: ${named(element).slice(0, 80)}`);
      const { overflow, textOverflow, position } = getComputedStyle(element);
      if (overflow !== "visible" && textOverflow === "ellipsis" && element.scrollWidth > element.clientWidth)
        wrong.push(`cut: ${named(element).slice(0, 80)}`);
      if (position === "sticky") wrong.push(`sticks: ${named(element).slice(0, 80)}`);
    }
    const main = document.querySelector("main")?.getBoundingClientRect();
    if (main?.left !== 0 || main.width !== innerWidth) wrong.push("main does not take the sheet's width");
    return wrong;
  }, gone);
}

it("ten pages on A4 have a line of who, what and when, nothing to press, and end at the edge", async () => {
  const { page } = await loggedIn("reseller", { locale: "en-US" });
  const at = await aCustomer(page);
  const pages = {
    "/overview": "Overview",
    "/customers": "Customers",
    "/statement?period=this_year": "Statement",
    "/tree": "Tree",
    "/blocked": "Blocked",
    "/history": "History",
    "/tariffs": "Tariffs",
    [at]: "Customers",
    [`${at}/ledger`]: "Customers",
    [`${at}/permissions`]: "Customers",
    [`${at}/why-not`]: "Customers",
    "/customers?columns=id&columns=login&columns=company&columns=email&columns=phone&columns=city&columns=currency&columns=created":
      "Customers",
  };
  await toPaper(page);
  for (const [path, section] of Object.entries(pages)) {
    await page.goto(path);
    const line = page.locator(".paper-line");
    expect(await line.isVisible(), path).toBe(true);
    expect(await line.textContent(), path).toMatch(
      new RegExp(`^Trellis${section}Printed \\w+ \\d+, \\d{4}, [\\d:]+\\s[AP]M by reseller$`),
    );
    expect(await wrongOnPaper(page), path).toEqual([]);
  }
  // a smaller sheet is no phone: rows stay rows
  await page.setViewportSize({ width: 560, height: 790 });
  await page.goto("/customers");
  expect(
    await page
      .locator("thead")
      .first()
      .evaluate((head) => getComputedStyle(head).display),
  ).toBe("table-header-group");
  expect(
    await page
      .locator("tbody tr")
      .first()
      .evaluate((row) => getComputedStyle(row).display),
  ).toBe("table-row");
  await page.emulateMedia({ media: "screen" });
  expect(await page.locator(".paper-line").isVisible()).toBe(false);
});

it("a receipt is printed alone, under a head of its own, with its amount in 28 pt", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto(`${await aCustomer(page)}/ledger`);
  await page.locator('a[href*="/receipt/"]').first().click();
  await page.waitForURL(/\/receipt\/\d+$/);
  await toPaper(page);
  expect(await wrongOnPaper(page)).toEqual([]);
  const number = page.url().split("/").at(-1);
  // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered is printed
  const printed = await page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
  expect(printed).toMatch(new RegExp(`^Trellis Receipt ${number} \\w+ \\d+, \\d{4} Seller`));
  const look = await page.evaluate(() => {
    const styles = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body);
    return [styles(".receipt-amount").fontSize, styles(".receipt-head").borderBottomStyle];
  });
  expect(Number.parseFloat(look[0] ?? "")).toBeCloseTo((28 * 4) / 3, 2);
  expect(look[1]).toBe("solid");
});

it("a list's heads stand on each of its sheets", async ({ skip }) => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  for (const { reader, text } of await textsOfPdf(await page.pdf({ format: "A4" }), skip)) {
    const sheets = text.split("\f").filter((sheet) => sheet.trim() !== "");
    expect(sheets.length, reader).toBeGreaterThan(1);
    for (const sheet of sheets) expect(sheet, reader).toMatch(/Balance[\s\S]*Available/);
    expect(text.match(/Printed/g), reader).toHaveLength(1);
  }
});

it("a sheet is dark on white whatever theme and stylesheet a brand has, in its accent", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.evaluate(() => {
    const brand = new CSSStyleSheet();
    brand.replaceSync(`
      @layer brand-tokens { :root { --brand-surface: #101010; --brand-text: #f0f0f0; --brand-accent: #0f766e } }
      @layer brand { [data-brand-region] [data-part="table"] :is(td, th, a) { color: #fff; background: #123 }
                     [data-brand-region] [data-part="content"]::before { content: "Big sale"; } }`);
    document.adoptedStyleSheets = [brand];
  });
  const look = async () =>
    await page.evaluate(() => {
      const cell = document.querySelector("td a") ?? document.body;
      const row = document.querySelector("td") ?? document.body;
      const content = document.querySelector('[data-part="content"]') ?? document.body;
      return {
        text: getComputedStyle(cell).color,
        ground: getComputedStyle(row).backgroundColor,
        before: getComputedStyle(content, "::before").content,
        accent: getComputedStyle(document.documentElement).getPropertyValue("--accent"),
      };
    });
  const onScreen = await look();
  expect(onScreen).toMatchObject({ text: "rgb(255, 255, 255)", ground: "rgb(17, 34, 51)" });
  expect(onScreen.before).toContain("Big sale");
  await toPaper(page);
  expect(await look()).toEqual({
    text: "oklch(0.22 0.012 270)",
    ground: "rgba(0, 0, 0, 0)",
    before: "none",
    accent: onScreen.accent,
  });
});

it("a sheet of a support session says in one line who printed it in whose name", async () => {
  const { page } = await loggedIn("ssp-root");
  await page.goto("/customers");
  const at = await page.locator("tbody a").first().getAttribute("href");
  await page.goto(`${at}/open-as`);
  await page.fill('[name="reason"]', "Ticket 4711");
  await page.locator('main form button[type="submit"]').last().click();
  await page.locator(".support-banner").waitFor();
  await page.goto("/customers");
  await toPaper(page);
  const banner = page.locator(".support-banner");
  // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered is printed
  expect((await banner.innerText()).replace(/\s+/g, " ")).toMatch(/^ssp-root as .+ Ticket 4711$/);
  expect(await page.locator(".paper-line").textContent()).toMatch(/ by ssp-root$/);
  expect(await wrongOnPaper(page)).toEqual([]);
  const { height } = (await banner.boundingBox()) ?? { height: 0 };
  expect(height).toBeLessThan(30);
});
