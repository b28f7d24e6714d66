import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn, logIn, person } from "../stage/browser";
import { here } from "../stage/here";

givenBrowser();

/** Finds a direct sub-customer of the demonstration's reseller and its telephone number. */
async function caller(page: Page): Promise<{ name: string; phone: string; at: string }> {
  await page.goto("/customers?direct=1&columns=phone&blocked=0");
  const row = page.locator("tbody tr", { hasText: /\+\d/ }).first();
  return {
    name: (await row.locator("a").first().textContent()) ?? "",
    phone: /\+[\d ().-]+\d/.exec((await row.textContent()) ?? "")?.[0] ?? "",
    at: (await row.locator("a").first().getAttribute("href")) ?? "",
  };
}

/** Opens the palette once the page listens to keys. */
async function openPalette(page: Page): Promise<void> {
  await page.locator("header kbd").waitFor();
  await page.keyboard.press("Control+k");
  await page.locator("dialog").getByRole("combobox").waitFor();
}

it("the caller's number, typed in another spelling, leads to the customer by keyboard alone", async () => {
  const { page } = await loggedIn("reseller");
  const { name, phone, at } = await caller(page);
  await page.goto("/overview");
  await openPalette(page);
  // without the country prefix, and spaced differently
  const national = phone.replace(/^\+\d+ /, "");
  await page.keyboard.type(`(0)${national.replace(/\D/g, "").replace(/(\d{3})(\d{3})/, "$1/$2-")}`);
  const first = page.getByRole("option").first();
  await first.filter({ hasText: name }).waitFor();
  expect(await first.getAttribute("aria-selected")).toBe("true");
  expect(await page.locator("dialog").getByRole("combobox").getAttribute("aria-activedescendant")).toBe(
    await first.getAttribute("id"),
  );
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${at}`);
  expect(await page.locator("dialog[open]").count()).toBe(0);
  await page.waitForFunction(() => document.activeElement?.id === "content");
});

it("Enter that comes before the answer opens what was typed, and nothing that was found before", async () => {
  const { page } = await loggedIn("reseller");
  const { phone, at } = await caller(page);
  await page.goto("/overview");
  await openPalette(page);
  await page.keyboard.type("a");
  await page.getByRole("group", { name: "Customers" }).waitFor();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(phone);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${at}`);
});

it("what can be done with a customer is reached by Tab, and opens in place or in a new tab", async () => {
  const { page, context } = await loggedIn("reseller");
  const { name, at } = await caller(page);
  await openPalette(page);
  await page.keyboard.type(name);
  await page.getByRole("group", { name: "Customers" }).getByRole("option", { name }).first().waitFor();
  await page.keyboard.press("Tab");
  const actions = page.getByRole("group", { name: `Do · ${name}` }).getByRole("option");
  expect(await actions.allTextContents()).toEqual([
    "Open",
    "Payment",
    "Credit limit",
    "Block",
    "Open as",
    "Why not?",
  ]);
  await page.keyboard.press("Escape");
  expect(await page.getByRole("group", { name: "Customers" }).count()).toBe(1);
  const opened = context.waitForEvent("page");
  await page.keyboard.press("Control+Enter");
  expect(new URL((await opened).url()).pathname).toBe(at);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${at}/credit-limit`);
});

it("a page is found by any word of its name in the reader's language, a refusal by its reference", async () => {
  const { page, context } = await loggedIn("reseller");
  await context.addCookies([{ name: "lang", value: "ru", url: here.base }]);
  await page.goto("/overview");
  await openPalette(page);
  await page.keyboard.type("марш");
  await page.getByRole("option", { name: "Группы маршрутов" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/routing-groups");
  await openPalette(page);
  await page.keyboard.type("k7m2-9qxd");
  const refusal = page.getByRole("option", { name: "Отказ K7M2-9QXD" });
  expect(await refusal.getAttribute("href")).toBe("/refusals/K7M29QXD");
  await page.getByText("Клиент не найден").waitFor();
  expect(await page.getByRole("status").filter({ hasText: "Клиент" }).textContent()).toContain("телефонам");
});

it("those opened lately are offered first, by their ids alone, and gone with the tab", async () => {
  const { page } = await loggedIn("reseller");
  const { name, at } = await caller(page);
  await page.goto(at);
  // the page notes it once its scripts run
  await page.waitForFunction(() => sessionStorage.length > 0);
  await page.goto("/overview");
  await openPalette(page);
  await page.getByRole("group", { name: "Opened lately" }).getByRole("option", { name }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify(sessionStorage));
  expect(kept).toContain(at.split("/").at(-1));
  expect(kept).not.toContain(name);
});

it("nobody is suggested who is not below, and nothing to who is not logged in", async () => {
  const reseller = await loggedIn("reseller");
  const answer = async (q: string) => {
    const response = await reseller.page.request.get(`/search?q=${encodeURIComponent(q)}`);
    expect(response.headers()["cache-control"]).toBe("private, no-store");
    return ((await response.json()) as { customers: { name: string }[] }).customers; // answered by our own route
  };
  expect(await answer("Thames Voice")).toEqual([]);
  expect(await answer("ssp-root")).toEqual([]);
  expect((await answer("Metro Calls")).length).toBeGreaterThan(0);
  const visitor = await person();
  expect((await visitor.page.request.get("/search?q=a")).status()).toBe(401);
  const own = await loggedIn("customer");
  expect(await (await own.page.request.get("/search?q=a")).json()).toEqual({ customers: [] });
});

for (const colorScheme of ["light", "dark"] as const)
  it(`the palette has no barrier that axe knows, and fits a phone, ${colorScheme}`, async () => {
    const { page } = await loggedIn("reseller", { colorScheme, viewport: { width: 320, height: 700 } });
    await page.locator("header [data-palette]").click();
    const field = page.locator("dialog").getByRole("combobox");
    const found: string[] = [];
    for (const [text, shown] of [
      ["", "Pages"],
      ["a", "Customers"],
      ["nobody has this name", "No customer found"],
    ] as const) {
      await field.fill(text);
      await page.locator("dialog").getByText(shown, { exact: true }).waitFor();
      found.push(...(await problemsOf(page)));
    }
    expect(found).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

it("what is typed into the header's search goes on in the palette; passing it by keyboard opens nothing", async () => {
  const { page } = await loggedIn("reseller");
  await page.locator("header kbd").waitFor();
  const search = page.locator("header [data-search]");
  await search.focus();
  await page.keyboard.press("Tab");
  expect(await page.locator("dialog[open]").count()).toBe(0);
  await search.focus();
  await page.keyboard.type("metro");
  await page.locator("dialog").getByRole("combobox").waitFor();
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>("dialog input")?.value === "metro",
  );
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
});

it("the tree's search says whom it found by which number", async () => {
  const { page } = await loggedIn("reseller");
  const { name, phone } = await caller(page);
  await page.goto(`/tree?q=${encodeURIComponent(phone.replace(/\D/g, ""))}`);
  await page
    .getByRole("status")
    .filter({ hasText: `${name} · ${phone}` })
    .waitFor();
});

it("the tree's search opens who the palette has first, and says where the others are", async () => {
  const { page } = await loggedIn("reseller");
  // a log-in that others begin with, so that the first by name is somebody else
  const likeliest = async (q: string) => {
    const answer = await page.request.get(`/search?q=${encodeURIComponent(q)}`);
    const { customers } = (await answer.json()) as { customers: { name: string }[] };
    return customers.map(({ name }) => name);
  };
  for (const q of ["office1", "Metro Calls", "Blue Door Bakery"]) {
    const [first = "", ...others] = await likeliest(q);
    await page.goto(`/tree?q=${encodeURIComponent(q)}`);
    await page.locator('[data-part="tree"] .hit').getByRole("link", { name: first, exact: true }).waitFor();
    expect(await page.getByRole("status").first().textContent(), q).toBe(first);
    const link = page.getByRole("link", { name: "Others match too: show all" });
    expect(await link.count(), q).toBe(others.length > 0 ? 1 : 0);
  }
  await page.goto("/tree?q=office1");
  const [, ...others] = await likeliest("office1");
  await page.getByRole("link", { name: "Others match too: show all" }).click();
  await page.waitForURL("**/customers?q=office1");
  expect(await page.locator("tbody tr").count()).toBeGreaterThanOrEqual(1 + others.length);
});

it("without JavaScript the header's search is a form that finds the caller's number", async () => {
  const { page } = await person({ javaScriptEnabled: false });
  await logIn(page, "reseller");
  const { name, phone } = await caller(page);
  await page.fill("header [data-search]", phone.replace("+", "00").replace(/\s/g, "-"));
  await page.press("header [data-search]", "Enter");
  await page.waitForURL("**/customers?q=*");
  expect(await page.locator("tbody a").first().textContent()).toBe(name);
});

it("half of the first answers stand within half a second, on a busy machine too", async () => {
  const { page } = await loggedIn("reseller");
  await openPalette(page);
  const field = page.locator("dialog").getByRole("combobox");
  const times: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) {
    const text = ["met", "voice", "+44", "a", "office1", "12"][turn % 6] ?? "";
    await field.fill("");
    const answered = page.waitForResponse((response) =>
      response.url().includes(`q=${encodeURIComponent(text)}`),
    );
    const start = performance.now();
    await field.fill(text);
    await answered;
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  const median = times[15] ?? Number.NaN;
  console.log(
    `the palette's first answer: median ${median.toFixed(0)} ms, slowest ${times[29]?.toFixed(0)} ms`,
  );
  expect(median).toBeLessThan(500);
});
