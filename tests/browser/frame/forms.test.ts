import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";
import { here } from "../stage/here";

givenBrowser();

/** Every page with a form, for one customer, its web user and a profile. */
let pages: readonly string[] = [];

beforeAll(async () => {
  const { page } = await loggedIn("reseller");
  const name = `Forms ${Date.now()}`;
  const customer = await made(page, "/customers/new", { name, email: "forms@example.com" });
  const web_login = `user of ${name}`;
  const user = await made(page, `${customer}/web-users/new`, { web_login, email: "user@example.com" });
  await made(page, "/profiles/new", { name });
  const link = page.getByRole("link", { name, exact: true });
  const profile = (await link.getAttribute("href")) ?? "";
  await page.goto(`${customer}/block`);
  await page.check('[name="reason"][value="other"]');
  await page.locator('.save-bar [type="submit"]').click();
  await page.waitForURL((url) => url.pathname === customer);
  const deeds = [
    "edit",
    "payment",
    "credit",
    "charge",
    "correct",
    "credit-limit",
    "block",
    "unblock",
    "delete",
  ];
  pages = [
    "/customers/new",
    ...[...deeds, "one-time-password", "open-as", "web-users/new"].map((deed) => `${customer}/${deed}`),
    user,
    `${user}/delete`,
    "/profiles/new",
    profile,
    `${profile}/delete`,
    "/preferences",
    "/preferences/password",
  ];
});

/** Fills in a form and sends it by its first button. @returns the path of the page that it leads to */
async function made(page: Page, path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  await page.goto(path);
  for (const [name, value] of Object.entries(fields))
    await page.fill(`form[data-part="form"] [name="${name}"]`, value);
  await page.locator(".save-bar button").first().click();
  await page.waitForURL((url) => url.pathname !== path);
  return new URL(page.url()).pathname;
}

/** The controls that are as wide as what stands in them; others take their column. */
const widths: Readonly<Record<string, number>> = {
  salutation: 88,
  mid_init: 88,
  postal_code: 136,
  phone: 200,
  fax: 200,
  alt_phone: 200,
  amount: 200,
  balance: 200,
  credit_limit: 200,
  payment_date: 200,
  max_sessions: 200,
  low_balance_threshold: 200,
};

it("on a desk every form has its titles at the left, its fields at the right, and one bar with one main button where they begin", async () => {
  const { page } = await loggedIn("reseller");
  const found: string[] = [];
  for (const path of pages) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe(path);
    const faults = await page.evaluate((expected) => {
      for (const fold of document.querySelectorAll("details.form-group")) fold.setAttribute("open", "");
      const faults: string[] = [];
      const near = (what: string, is: number, meant: number) => {
        if (Math.abs(is - meant) > 1) faults.push(`${what}: ${is}, meant ${meant}`);
      };
      const boxOf = (part: Element) => part.getBoundingClientRect();
      const main = document.querySelector("main");
      const left = boxOf(main?.querySelector("h1") ?? document.body).left;
      const groups = [...(main?.querySelectorAll(".form-group") ?? [])].filter(
        (group) => !group.closest(".stacked"),
      );
      if (groups.length === 0) faults.push("no groups");
      for (const group of groups) {
        const head = group.querySelector(":scope > h2, :scope > summary");
        const title = head?.textContent ?? "";
        const fields = group.querySelector(":scope > div");
        if (!head || !fields) return [`${title}: no title or no fields`];
        near(`${title}: left`, boxOf(head).left, left);
        near(`${title}: left column`, boxOf(head).width, 232);
        near(`${title}: fields begin`, boxOf(fields).left, left + 272);
        near(`${title}: right column`, boxOf(fields).width, 560);
        if (boxOf(group).height > 0 && group.querySelectorAll(":scope > p").length > 1)
          faults.push(`${title}: two sentences`);
        for (const part of fields.querySelectorAll("*"))
          if (boxOf(part).width > 0 && boxOf(part).right > left + 833)
            faults.push(`${title}: ${part.outerHTML.slice(0, 80)} is too wide`);
      }
      for (const control of main?.querySelectorAll<HTMLInputElement>(".control[name]") ?? []) {
        const meant = expected[control.name];
        if (meant !== undefined && boxOf(control).width > 0) near(control.name, boxOf(control).width, meant);
      }
      const bars = [...(main?.querySelectorAll(".save-bar") ?? [])];
      near("bars", bars.length, 1);
      for (const bar of bars) {
        near("bar's left", boxOf(bar).left, left);
        near("bar's right", boxOf(bar).right, left + 832);
        near("bar's buttons begin", boxOf(bar.children[0] ?? bar).left, left + 272);
      }
      const primary = main?.querySelectorAll(".button-primary, .save-bar > .button-danger") ?? [];
      near("main buttons", [...primary].filter((button) => boxOf(button).width > 0).length, 1);
      return faults;
    }, widths);
    // in the narrowest window with two columns
    await page.setViewportSize({ width: 1024, height: 800 });
    const beyond = await page.evaluate(() => {
      const right = document.querySelector(".save-bar")?.getBoundingClientRect().right ?? 0;
      return [...document.querySelectorAll(".form-group > div *")]
        .filter((part) => part.getBoundingClientRect().right > right + 1)
        .map((part) => `${part.outerHTML.slice(0, 80)} is beyond the bar in a window of 1024`);
    });
    await page.setViewportSize({ width: 1280, height: 800 });
    found.push(...[...faults, ...beyond].map((fault) => `${path} ${fault}`));
  }
  expect(found).toEqual([]);
});

it.each([390, 320])(
  "on a phone %i wide no form is wider than the window, its bar is one line, and a finger can press what it has (Russian)",
  async (width) => {
    const { page, context } = await loggedIn("reseller", {
      viewport: { width, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    await context.addCookies([{ name: "lang", value: "ru", url: here.base }]);
    const found: string[] = [];
    for (const path of pages) {
      await page.goto(path);
      const faults = await page.evaluate(() => {
        for (const fold of document.querySelectorAll("details.form-group")) fold.setAttribute("open", "");
        const faults: string[] = [];
        const boxOf = (part: Element) => part.getBoundingClientRect();
        const { scrollWidth } = document.documentElement;
        if (scrollWidth > innerWidth) faults.push(`${scrollWidth} wide`);
        const main = document.querySelector("main");
        const buttons = [...(main?.querySelectorAll(".save-bar > *") ?? [])]
          .map(boxOf)
          .filter(({ width }) => width > 0);
        if (buttons.length === 0) faults.push("no bar");
        const middles = buttons.map(({ top, height }) => Math.round(top + height / 2));
        if (new Set(middles).size > 1) faults.push(`the bar has lines at ${middles}`);
        for (const { right } of buttons) if (right > innerWidth) faults.push("a button leaves the window");
        for (const control of main?.querySelectorAll(
          ".form .control, .form .button, .field-inline > label",
        ) ?? [])
          if (boxOf(control).width > 0 && boxOf(control).height < 44)
            faults.push(`${control.outerHTML.slice(0, 80)} is ${boxOf(control).height} high`);
        return faults;
      });
      found.push(...faults.map((fault) => `${path} ${fault}`));
    }
    expect(found).toEqual([]);
  },
);
