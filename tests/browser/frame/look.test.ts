import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn, person } from "../stage/browser";
import { here } from "../stage/here";

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

it.each([true, false])(
  "a tariff is added and changed in place, at the page's one right edge (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    await page.goto("/tariffs");
    const open = page.getByRole("button", { name: "New tariff" });
    const button = await box(page, '[data-part="actions"] button');
    expect(button.x + button.width).toBe(264 + 720);
    const edge = async (selector: string) => {
      const { x, width } = await box(page, selector);
      return x + width;
    };
    expect(await edge('[data-part="table"]')).toBe(264 + 720 + 12);
    expect(await edge("tbody tr .row-act")).toBe(264 + 720);
    // figures end where their head does
    expect(await edge("tbody td:nth-child(3)")).toBe(await edge("thead th:nth-child(3)"));
    expect(await style(page, "tbody td:nth-child(3)", "text-align")).toBe("right");
    await open.click();
    const form = await box(page, "#new-tariff");
    expect([form.width, form.x + form.width]).toEqual([380, 264 + 720]);
    await page.getByRole("button", { name: "Cancel" }).first().click();
    await page.locator("#new-tariff").waitFor({ state: "hidden" });
    await open.click();
    // refused: the form is in sight with what is wrong
    await page.getByRole("button", { name: "Add tariff" }).click();
    await page.locator('#new-tariff [role="alert"]').waitFor();
    const name = `In place ${javaScriptEnabled}`;
    await page.fill('#new-tariff [name="name"]', name);
    await page.getByRole("button", { name: "Add tariff" }).click();
    await page.locator("tr", { hasText: name }).waitFor();
    await page.locator("#new-tariff").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: `Edit: ${name}` }).click();
    await page
      .locator(".form-below", { has: page.getByRole("button", { name: "Delete" }) })
      .locator("visible=true")
      .getByRole("button", { name: "Delete" })
      .click();
    await page.locator("tr", { hasText: name }).waitFor({ state: "detached" });
  },
);

it("a notice has words in the colour of text and its icon before them; what went wrong stays until it is closed", async () => {
  const { page, context } = await loggedIn("reseller");
  await context.addCookies([{ name: "notice_stays", value: "The mail was not sent", url: here.base }]);
  await page.goto("/customers");
  const toast = page.locator(".toast", { hasText: "The mail was not sent" });
  expect(await style(page, ".toast", "animation-name")).toBe("toast-come");
  await toast.getByRole("button", { name: "Close" }).click();
  await toast.waitFor({ state: "detached" });
  // before JavaScript nothing closes it: it stands above the page, over nothing
  const plain = await loggedIn("reseller", { javaScriptEnabled: false });
  await plain.context.addCookies([{ name: "notice_stays", value: "The mail was not sent", url: here.base }]);
  await plain.page.goto("/customers");
  const above = await box(plain.page, ".toast");
  expect(above.y + above.height).toBeLessThan((await box(plain.page, "main h1")).y);
  const { page: visitor } = await person();
  await visitor.goto("/login");
  await visitor.fill('[name="login"]', "nobody");
  await visitor.fill('[name="password"]', "a wrong one");
  await visitor.press('[name="password"]', "Enter");
  await visitor.locator(".notice-danger").waitFor();
  expect(await style(visitor, ".notice-danger", "color")).toBe(await style(visitor, "body", "color"));
});

it("the desk of support has what needs attention in a rail from 1280, and its ways in are quiet until one is on the row", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/support");
  const rail = await box(page, '[data-part="attention"]');
  expect([rail.x, rail.width]).toEqual([264 + 640 + 40, 304]);
  const [quiet, text] = ["tbody tr .row-act", '[data-part="attention"] li li > div .row-act'];
  for (const act of [quiet, text]) {
    const before = await style(page, act, "color");
    expect(before).toBe(await style(page, ".sections .caption", "color"));
    await page.locator(act).first().focus();
    expect(await style(page, act, "color")).not.toBe(before);
  }
  const touch = await loggedIn("reseller", {
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 800 },
  });
  await touch.page.goto("/support");
  expect(await style(touch.page, quiet, "color")).not.toBe(
    await style(touch.page, ".sections .caption", "color"),
  );
  await touch.page.goto("/blocked");
  expect(await touch.page.locator("th", { hasText: "Note" }).count()).toBe(0);
});

it("a list without hits says so in one line where its first row would be, and an empty one has no lines", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?q=nobody-has-this-name");
  const line = await box(page, '[data-part="empty"]');
  expect(line.height).toBeLessThanOrEqual(36);
  await page.locator('[data-part="empty"] a').click();
  await page.locator("tbody tr").first().waitFor();
  const { page: customer } = await loggedIn("customer");
  await customer.goto("/support");
  expect(await style(customer, ".empty", "border-top-width")).toBe("0px");
  expect((await box(customer, ".empty svg")).width).toBe(24);
});

it("the palette is 560 wide at 12 vh, with each page's own icon and what was typed in bold", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/overview");
  await page.waitForFunction(() => sessionStorage !== null && document.readyState === "complete");
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+k");
      return await page.locator(".palette").count();
    })
    .toBe(1);
  // it comes from 4 pixels above
  await expect.poll(async () => await box(page, ".palette")).toMatchObject({ x: 360, y: 96, width: 560 });
  const icons = await page
    .locator('.palette [role="group"]')
    .last()
    .locator("use")
    .evaluateAll((all) => all.map((one) => one.getAttribute("href")?.split("#")[1]));
  expect(icons.slice(0, 3)).toEqual(["layout-dashboard", "users", "network"]);
  await page.keyboard.type("metro");
  const hit = page.locator('.palette [role="option"] b', { hasText: "Metro" }).first();
  await hit.waitFor();
  expect(await hit.evaluate((one) => getComputedStyle(one).fontWeight)).toBe("600");
});

it("in the system's colours the main button, where one is, and what opens are seen", async () => {
  const { page } = await loggedIn("reseller", { forcedColors: "active" });
  await page.goto("/customers/new");
  const system = async (name: string) =>
    await page.evaluate((colour) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = colour;
      const computed = getComputedStyle(probe).color;
      probe.remove();
      return computed;
    }, name);
  const [highlight, on, arrow] = [
    await system("Highlight"),
    await system("HighlightText"),
    await system("ButtonText"),
  ];
  expect(highlight).not.toBe(await system("Canvas"));
  expect([
    await style(page, "main .button-primary", "background-color"),
    await style(page, "main .button-primary", "color"),
  ]).toEqual([highlight, on]);
  const entry = ".sections [aria-current]";
  expect([
    await style(page, entry, "border-left-width"),
    await style(page, entry, "border-left-color"),
  ]).toEqual(["2px", highlight]);
  const arrowOf = async (selector: string, pseudo: string) =>
    await page
      .locator(selector)
      .first()
      .evaluate((one, of) => getComputedStyle(one, of).backgroundColor, pseudo);
  expect(await arrowOf(".form-group > summary > h2", "::before")).toBe(arrow);
  await page.goto("/api/xmlapi");
  expect(await arrowOf(".fold > summary", "::before")).toBe(arrow);
  await page.goto("/overview");
  await page.goto((await page.locator('.sections a[href$="/branding"]').getAttribute("href")) ?? "");
  const tab = ".tabs [aria-current]";
  expect([
    await style(page, tab, "border-bottom-width"),
    await style(page, tab, "border-bottom-color"),
  ]).toEqual(["2px", highlight]);
  expect(await style(page, ".tabs a:not([aria-current])", "border-bottom-color")).toBe(
    await system("Canvas"),
  );
});

it("the tree has rows of 36, a guide line for each level, and sums that end at the page's edge", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/tree");
  const row = '[data-part="tree"] [role="treeitem"]';
  await page.locator(row).first().waitFor();
  expect((await box(page, row)).height).toBe(36);
  const sum = await box(page, ".tree-sums");
  expect(sum.x + sum.width).toBe(264 + 984);
  await page.locator(".tree-caret").first().click();
  const child = page.locator(`${row}[aria-level="2"]`).first();
  await child.locator(".tree-sums").waitFor();
  const line = child.locator(".tree-line");
  expect(await line.evaluate((one) => getComputedStyle(one, "::before").width)).toBe("20px");
  const name = await child.locator(".tree-name > a").boundingBox();
  expect(Math.round(name?.x ?? 0)).toBe(264 + 20 + 24);
  await page.getByRole("button", { name: "How the tree is used" }).click();
  await page.getByText("Open a branch by tapping").waitFor();
  const phone = await loggedIn("reseller", { viewport: { width: 390, height: 800 } });
  await phone.page.goto("/tree");
  const [field, search] = [
    await box(phone.page, '.tree-search [name="q"]'),
    await box(phone.page, ".tree-search button"),
  ];
  expect([field.y, search.x + search.width]).toEqual([search.y, 374]);
});

it("rights are checks below their heads; copying is an icon that makes no row higher", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?q=Metro+Calls&direct=1");
  const customer = await page.locator("tbody a").first().getAttribute("href");
  await page.goto(`${customer}/permissions`);
  const head = await box(page, ".permissions thead th:nth-child(2)");
  expect([(await box(page, ".permissions thead th")).width, head.width]).toEqual([280, 88]);
  const check = await box(page, ".permissions td svg");
  expect(Math.abs(check.x + check.width / 2 - head.x - head.width / 2)).toBeLessThanOrEqual(1);
  expect(await page.locator("h2", { hasText: /^Features, \d+ of \d+$/ }).count()).toBe(1);
  await page.goto("/api/xmlapi");
  expect(await box(page, "dl .copy")).toMatchObject({ width: 28, height: 28 });
  expect((await box(page, "dl > div")).height).toBe(36);
  const [code, copy] = [await box(page, ".code-block"), await box(page, ".code-block > .copy")];
  expect([copy.y - code.y, code.x + code.width - copy.x - copy.width]).toEqual([6, 6]);
});

it("a brand without corners is square throughout", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  const round = async () =>
    await page.evaluate(() =>
      [...document.querySelectorAll("body *")]
        .filter((one) => Number.parseFloat(getComputedStyle(one).borderTopLeftRadius) > 0)
        .map((one) => one.className.toString()),
    );
  expect((await round()).length).toBeGreaterThan(5);
  await page.evaluate(() => document.documentElement.style.setProperty("--brand-radius", "0px"));
  // people have heads, and dots are round
  const left = (await round()).filter((name) => !/initials/.test(name) && name !== "");
  expect(left).toEqual([]);
});
