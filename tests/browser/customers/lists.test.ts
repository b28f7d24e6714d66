import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { languageCookie } from "@/i18n/languages";
import { problemsOf } from "../stage/axe";
import { givenBrowser, givePassword, loggedIn } from "../stage/browser";
import { misplacedTextOn } from "./misplaced-text";

givenBrowser();

const longName =
  "Общество с ограниченной ответственностью «Дальневосточная телекоммуникационная компания» Сверхдлинноесловобезпробеловипереносов";
const longText = `Просили перезвонить после согласования договора с бухгалтерией; ${"сверхдлинноеслово".repeat(4)} и ещё раз уточнить реквизиты, номер счёта и дату оплаты.`;

/** The address of a reseller with a long name and a large balance, blocked with a long note, and of one below it. */
const stage = { at: "", below: "" };
const names = new Map<string, string>();

async function create(page: Page, name: string, parent = ""): Promise<string> {
  await page.goto(`/customers/new${parent.replace("/customers/", "?parent=")}`);
  await page.fill('[name="name"]', name);
  await givePassword(page, "long enough by far");
  await page.locator("summary", { hasText: "Permissions" }).click();
  for (const right of ["Sub-customers: Add", "May give its own tariff"])
    await page.getByLabel(right, { exact: true }).check();
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  const { pathname } = new URL(page.url());
  names.set(pathname, (await page.locator("h1").textContent()) ?? "");
  return pathname;
}

beforeAll(async () => {
  const { page, context } = await loggedIn("reseller");
  const name = `${longName} ${Date.now()}`.slice(-128);
  stage.at = await create(page, name);
  stage.below = await create(page, `Ниже ${name}`.slice(0, 128), stage.at);
  // a charge, because the provider's own funds limit what its customers may hold
  await page.goto(`${stage.at}/charge`);
  await page.fill('[name="amount"]', "987654321.09");
  await page.fill('[name="payment_notes"]', longText);
  await page.getByRole("button", { name: "Book charge" }).click();
  await page.waitForURL(/\/receipt\/\d+$/);
  await page.goto(`${stage.at}/notes`);
  await page.fill('textarea[name="text"]', longText);
  await page.fill('[name="follow_up_on"]', "2030-01-01");
  await page.locator('form:has(textarea[name="text"]) button[type="submit"]').first().click();
  await page.getByText("сверхдлинноеслово").first().waitFor();
  await page.goto(`${stage.at}/block`);
  await page.getByLabel("Other").check();
  await page.getByLabel("Note", { exact: true }).fill(longText);
  await page.getByRole("button", { name: "Block customer" }).click();
  await page.waitForURL(`**${stage.at}`);
  await context.close();
});

// other files of this worker look at the customer that owes most
afterAll(async () => {
  const { page } = await loggedIn("reseller");
  for (const path of [stage.below, stage.at]) {
    await page.goto(`${path}/delete`);
    await page.fill('[name="confirm"]', names.get(path) ?? "");
    await page.getByRole("button", { name: "Delete customer" }).click();
    await page.waitForURL("**/customers");
  }
});

/** A page in Russian, in a window of this width. */
async function inRussian(width: number): Promise<Page> {
  const { page, context } = await loggedIn("reseller", { viewport: { width, height: 844 } });
  await context.addCookies([{ name: languageCookie, value: "ru", url: page.url() }]);
  return page;
}

/** The parts of a page's lists that are out of sight, and anything that makes the page wider than the window. */
async function hiddenOn(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    for (const fold of document.querySelectorAll("main details")) fold.setAttribute("open", "");
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width) found.push("the page is wider than the window");
    for (const table of document.querySelectorAll("main .rows"))
      if (table.checkVisibility() && table.scrollWidth > table.clientWidth + 1)
        found.push(`${table.getAttribute("aria-label")} hides columns`);
    const parts = "main :is(tbody, [data-part=attention]) :is(a, button, summary, td)";
    for (const part of document.querySelectorAll(parts)) {
      const box = part.getBoundingClientRect();
      if (!part.checkVisibility() || box.width === 0) continue;
      if (box.left < -1 || box.right > width + 1)
        found.push(`${part.textContent?.slice(0, 40)} is out of sight`);
      if (getComputedStyle(part).overflowX !== "visible" && part.scrollWidth > part.clientWidth + 1)
        found.push(`${part.textContent?.slice(0, 40)} is cut`);
    }
    return found;
  });
}

const lists = () => [
  "/overview",
  "/customers?direct=1&sort=balance&order=desc",
  "/customers?blocked=above",
  "/blocked",
  "/support",
  "/support/sessions",
  "/statement?period=this_year&everyone=1",
  "/tariffs",
  "/routing-groups",
  "/api",
  "/api/xmlapi",
  "/api/calls",
  `${stage.at}/ledger`,
  `${stage.at}/web-users`,
  `${stage.at}/permissions`,
  `${stage.at}/why-not`,
];

it.each([1280, 390, 320])(
  "%i pixels wide, in Russian, with long names, notes and large amounts, no list hides anything, least of all what one acts with",
  async (width) => {
    const page = await inRussian(width);
    const found: string[] = [];
    for (const path of lists()) {
      await page.goto(path);
      expect(await page.locator("html").getAttribute("lang")).toBe("ru");
      // beside amounts of this size, and on the narrowest screens, a word may break
      const mayBreak = width < 390 || path.endsWith("/ledger");
      const misplaced = mayBreak ? [] : await misplacedTextOn(page);
      found.push(...[...misplaced, ...(await hiddenOn(page))].map((what) => `${path}: ${what}`));
    }
    expect(found).toEqual([]);
    await page.goto("/blocked");
    expect(await page.locator("tbody").textContent()).toContain(longText);
    const unblock = page.locator(`a[href="${stage.at}/unblock"]`);
    const box = await unblock.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
  },
  120_000,
);

it("on a phone, in Russian, headings of forms and rights stand beside each other, and links in lists can be hit", async () => {
  const page = await inRussian(390);
  const found: string[] = [];
  for (const path of ["/customers/new", `${stage.at}/edit`, "/preferences"]) {
    await page.goto(path);
    found.push(...(await misplacedTextOn(page)).map((what) => `${path}: ${what}`));
    await page.locator("main summary").evaluateAll((folds) => {
      for (const fold of folds) fold.parentElement?.setAttribute("open", "");
    });
    found.push(...(await misplacedTextOn(page)).map((what) => `${path}, open: ${what}`));
  }
  for (const path of ["/customers?blocked=above", "/history", `${stage.at}/history`]) {
    await page.goto(path);
    found.push(...(await problemsOf(page)).map((what) => `${path}: ${what}`));
  }
  expect(found).toEqual([]);
});

it("who is below a blocked customer is stopped above: in list, palette, tree and on its page, which leads to the block", async () => {
  const { page } = await loggedIn("reseller");
  const id = stage.below.split("/").at(-1);
  await page.goto(`/customers?q=${encodeURIComponent(`#${id}`)}`);
  await page.locator("tbody").getByRole("link", { name: "stopped above" }).first().click();
  await page.waitForURL(`**${stage.at}`);
  await page.goto(stage.below);
  const mark = page.locator("main").getByRole("link", { name: "stopped above" });
  expect(await mark.getAttribute("href")).toBe(stage.at);
  const hits = await (await page.request.get(`/search?q=%23${id}`)).json();
  expect(hits.customers[0]).toMatchObject({ blocked: false, stopped: true });
  await page.goto(`/tree?q=%23${id}`);
  await page.locator('[data-part="tree"]').getByText("stopped above").first().waitFor();
});

it("a number that is a link counts the rows of the list it leads to", async () => {
  const { page } = await loggedIn("reseller");
  for (const start of ["/overview", "/support", "/tariffs"]) {
    await page.goto(start);
    const links = await page
      .locator('main a[href*="/customers?"], main [data-part="figure"] a[href^="/customers"]')
      .evaluateAll((all) =>
        all.map((link) => ({ text: link.textContent ?? "", href: link.getAttribute("href") ?? "" })),
      );
    const counting = links.filter(({ text }) => /\d/.test(text));
    expect(counting.length, start).toBeGreaterThan(0);
    for (const { text, href } of counting) {
      const said = Number(/\d[\d,]*/.exec(text)?.[0].replace(",", ""));
      await page.goto(href);
      const direct = (await page.locator('[data-filter="direct"] .chip-off').count()) === 1;
      const note = (await page.locator("h1 + div").textContent()) ?? "";
      expect(Number(/[\d,]+/.exec(note)?.[0].replace(",", "")), `${start}: ${text}`).toBe(said);
      if (/direct/.test(text)) expect(direct, `${start}: ${text}`).toBe(true);
      expect(/direct/.test(note), `${start}: ${text}`).toBe(direct);
      let rows = await page.locator("tbody tr").count();
      if (said > 50) {
        await page.getByRole("link", { name: "Next" }).click();
        await page.getByText(`Rows 51–${Math.min(100, said)} of ${said}`).waitFor();
        rows = said;
      }
      expect(rows, `${start}: ${text}`).toBe(said);
    }
  }
});

it("a filter applies as it is chosen or typed, the focus stays, and Back takes it away", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  await page.locator("form[data-live]").waitFor();
  expect(await page.getByRole("button", { name: "Apply" }).filter({ visible: true }).count()).toBe(0);
  await page.getByRole("link", { name: "Direct only" }).click();
  await page.waitForURL(/direct=1/);
  const search = page.locator('main [name="q"]');
  await search.focus();
  await page.keyboard.type("metr");
  await page.waitForURL(/q=metr/);
  await page.keyboard.type("o calls");
  await page.waitForURL(/q=metro\+calls/);
  expect(await search.inputValue()).toBe("metro calls");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("q");
  await page.locator("tbody").getByText("Metro Calls").first().waitFor();
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes("direct"));
  await page.getByRole("link", { name: "Remove filter: Direct only" }).waitFor({ state: "detached" });
  expect(await search.inputValue()).toBe("");
  // the head of the list stays below the header while the rows go by
  await page.goto("/customers");
  await page.mouse.wheel(0, 900);
  await page.waitForFunction(() => scrollY > 500);
  const head = await page.locator("thead th").first().boundingBox();
  expect(head?.y).toBeGreaterThanOrEqual(50);
  expect(head?.y).toBeLessThan(60);
});

it("a customer's actions stand in one place however long its name is, payment last before *More*", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?q=Metro+Calls&direct=1");
  const short = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const places = [];
    for (const path of [short, stage.at]) {
      await page.goto(path);
      const actions = page.locator('main [data-part="actions"]');
      expect(await actions.locator("a:visible").last().textContent()).toBe("Payment");
      const box = await actions.boundingBox();
      places.push(box && [Math.round(box.x + box.width), Math.round(box.y)]);
    }
    expect(places[0]).toEqual(places[1]);
  }
});

it("the form for somebody new says what is set as it is typed, stands boxes under their heads, and requires an e-mail for an invitation", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers/new");
  const group = page.locator("details", { has: page.locator("summary", { hasText: "Permissions" }) });
  expect(await group.locator("summary").textContent()).not.toContain("nothing");
  const ticked = async () => await group.locator("input[type=checkbox][name]:checked").count();
  const said = async () =>
    Number(/on: (\d+)/.exec((await group.locator("summary").textContent()) ?? "")?.[1] ?? 0);
  expect(await said()).toBe(await ticked());
  await group.locator("summary").click();
  await page.getByLabel("Add: all areas").check();
  await expect.poll(said).toBe(await ticked());
  expect(await ticked()).toBeGreaterThanOrEqual(4);
  const middles = await page.locator("[data-matrix] table").evaluate((table) => {
    const middle = (part: Element) => {
      const box = part.getBoundingClientRect();
      return Math.round(box.left + box.width / 2);
    };
    const heads = [...table.querySelectorAll("thead th")].slice(1).map(middle);
    return [...table.querySelectorAll("tbody tr")].map((row) =>
      [...row.querySelectorAll("td")].map((cell, at) => {
        const box = cell.querySelector("input[type=checkbox]");
        return box ? middle(box) - (heads[at] ?? 0) : 0;
      }),
    );
  });
  for (const off of middles.flat()) expect(Math.abs(off)).toBeLessThanOrEqual(1);
  const email = page.locator('[name="email"]');
  expect(await email.getAttribute("aria-required")).toBe("true");
  await page.check('[name="first_log_in"][value="password"]');
  await expect.poll(async () => await email.getAttribute("aria-required")).toBeNull();
});

it("once a one-time password is shown, Done comes first and has the focus", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto(`${stage.below}/one-time-password`);
  await page.getByRole("button", { name: "Make a one-time password" }).click();
  const done = page.locator("main form").getByRole("link", { name: "Done" });
  await done.waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Done");
  const before = await page.locator("main form :is(a, button, input:not([type=hidden]))").allTextContents();
  expect(before.indexOf("Done")).toBeLessThanOrEqual(1);
  await done.click();
  await page.waitForURL(`**${stage.below}`);
});
