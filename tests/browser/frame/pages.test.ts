import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn, person } from "../stage/browser";
import { here } from "../stage/here";
import { unlikeOthers } from "../stage/measures";

givenBrowser();

const resellersPages = [
  "/overview",
  "/customers",
  "/customers?direct=1&columns=email&columns=phone&columns=id",
  "/customers?q=nobody-has-this-name",
  "/customers?direct=1&select=1",
  "/jobs/new",
  "/jobs/import",
  "/jobs/new?of=all&direct=1",
  "/jobs/new?of=all&direct=1&act=set_attributes",
  "/jobs/new?of=all&direct=1&act=set_attributes&set=i_tariff&set=city&set=overcommit_protection",
  "/jobs/new?of=all&direct=1&act=rights",
  "/jobs/new?of=all&direct=1&act=funds",
  "/customers/new",
  "/profiles",
  "/profiles/new",
  "/tree",
  "/blocked",
  "/support",
  "/tariffs",
  "/routing-groups",
  "/api",
  "/api/keys/new",
  "/api/calls",
  "/api/xmlapi",
  "/preferences",
  "/preferences/password",
  "/preferences/factors",
  "/preferences/log-ins",
  "/confirm",
  "/history",
  "/jobs",
  "/statement?period=this_year",
  "/statement?since=someday&until=2026-01-01&everyone=1",
];

const customersTabs = [
  "",
  "/billing",
  "/permissions",
  "/limits",
  "/self-care",
  "/branding",
  "/branding/edit",
  "/ledger",
  "/ledger?since=someday&kind=payment",
  "/history",
  "/notes",
  "/edit",
  "/one-time-password",
  "/delete",
  "/why-not",
  "/why-not?who=api&what=deleteCustomer",
  "/payment",
  "/credit",
  "/charge",
  "/correct",
  "/credit-limit",
  "/block",
  "/unblock",
];

async function firstCustomer(page: Page): Promise<string> {
  await page.goto("/customers?q=Metro+Calls&direct=1");
  return (await page.locator("tbody a").first().getAttribute("href")) ?? "";
}

for (const colorScheme of ["light", "dark"] as const) {
  it(`no page has a barrier that axe knows (WCAG 2.2 AA), is wider than a screen of 320 pixels, or is drawn unlike the others, ${colorScheme}`, async () => {
    const { page } = await loggedIn("reseller", { colorScheme });
    const customer = await firstCustomer(page);
    const found: string[] = [];
    for (const path of [...resellersPages, ...customersTabs.map((tab) => customer + tab)]) {
      expect((await page.goto(path))?.status(), path).toBe(200);
      found.push(...(await unlikeOthers(page)).map((problem) => `${path}: ${problem}`));
      // check closed parts too
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll("details")) fold.open = true;
      });
      found.push(...(await problemsOf(page)).map((problem) => `${path}: ${problem}`));
      await page.setViewportSize({ width: 320, height: 700 });
      // charts redraw
      await page
        .waitForFunction(() => document.documentElement.scrollWidth <= 320, null, { timeout: 3_000 })
        .catch(() => found.push(`${path}: wider than 320 pixels`));
      await page.setViewportSize({ width: 1280, height: 800 });
    }
    const visitor = await person({ colorScheme });
    await visitor.page.goto("/login");
    found.push(...(await problemsOf(visitor.page)).map((problem) => `/login: ${problem}`));
    expect(found).toEqual([]);
  }, 240_000);
}

it("a sub-customer sees itself and no name, login or address of anybody above, on any page", async () => {
  const { page } = await loggedIn("customer");
  await page.goto("/overview");
  expect(await page.locator("h1").textContent()).toBe("Blue Door Bakery");
  const own =
    (await page.locator('nav a[href*="/ledger"]').first().getAttribute("href"))?.replace("/ledger", "") ?? "";
  const paths = [
    ...resellersPages.filter((path) => path !== "/customers/new"),
    ...customersTabs.slice(0, customersTabs.indexOf("/edit")).map((tab) => own + tab),
    `${own}/why-not`,
    `${own}/why-not?who=api&what=listCustomers`,
  ];
  for (const path of paths) {
    const html = (await (await page.request.get(path)).text()).replace(/value="reseller"/g, "");
    for (const name of ["Acme Voice", "ssp-root", ">reseller<", ">root<", "acme.localhost"]) {
      expect(html.includes(name), `${name} on ${path}`).toBe(false);
    }
  }
  for (const tab of customersTabs.slice(customersTabs.indexOf("/edit")))
    if (!tab.startsWith("/why-not")) expect((await page.request.get(own + tab)).status(), tab).toBe(404);
});

/** The heading in the HTML that the server sent. */
function headingIn(html: string): string | undefined {
  return /<h1[^>]*>([^<]*)/.exec(html)?.[1];
}

it("whoever is above, beside or below: what is not theirs answers as what does not exist, on every page", async () => {
  const reseller = await loggedIn("reseller");
  const root = await loggedIn("ssp-root");
  await root.page.goto("/customers?q=Thames+Voice&direct=1");
  const beside = (await root.page.locator("tbody a").first().getAttribute("href")) ?? "";
  const missing = "/customers/999999999";
  for (const tab of customersTabs) {
    const answers = [];
    for (const at of [beside, "/customers/1", missing]) {
      const response = await reseller.page.request.get(at + tab);
      answers.push(`${response.status()} ${headingIn(await response.text())}`);
    }
    expect(new Set(answers), tab).toEqual(new Set(["404 Not found"]));
  }
  expect((await reseller.page.goto(`/customers/new?parent=${beside.split("/").at(-1)}`))?.status()).toBe(404);
  const branch = await reseller.page.request.get(`/tree/branch?i_customer=${beside.split("/").at(-1)}`);
  const nobody = await reseller.page.request.get("/tree/branch?i_customer=999999999");
  expect([branch.status(), await branch.text()]).toEqual([nobody.status(), await nobody.text()]);
});

it("nobody who has not logged in opens a page, and comes back to where they were going", async () => {
  const { page } = await person();
  for (const path of resellersPages.slice(0, 2)) {
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe("/login");
  }
  await page.goto("/login?next=https://elsewhere.example/");
  expect(await page.inputValue('[name="next"]')).toBe("");
  await page.goto("/history");
  await page.fill('[name="login"]', "customer");
  await page.fill('[name="password"]', "demo-portal-1");
  await page.press('[name="password"]', "Enter");
  await page.waitForURL("**/history");
});

it("language, time zone and start page really act", async () => {
  const { page } = await loggedIn("customer");
  await page.goto("/preferences");
  await page.selectOption('[name="i_lang"]', "ru");
  await page.selectOption('[name="i_time_zone"]', { label: "Asia/Tokyo" });
  await page.selectOption('[name="start_page"]', "4");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByText("Настройки сохранены").waitFor();
  const again = await loggedIn("customer");
  expect(new URL(again.page.url()).pathname).toBe("/preferences");
  expect(await again.page.locator("html").getAttribute("lang")).toBe("ru");
  await again.page.selectOption('[name="i_lang"]', "en");
  await again.page.selectOption('[name="start_page"]', "1");
  await again.page.getByRole("button", { name: "Сохранить" }).first().click();
  await again.page.getByText("Your preferences were saved").waitFor();
});

/** Measures the gzipped kilobytes of JavaScript that a page loads first, on the wire and without a cache. */
async function scriptsOf(page: Page, path: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on(
    "Network.responseReceived",
    ({ requestId, type }) => type === "Script" && scripts.add(requestId),
  );
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.goto(path, { waitUntil: "networkidle" });
  return bytes / 1024;
}

it("JavaScript at first load, above an empty page of the same build, stays within 30 KB for log-in and 60 KB for list and customer", async () => {
  const measure = async (login: string | null, path: string) => {
    const { context } = login ? await loggedIn(login) : await person();
    return await scriptsOf(await context.newPage(), path);
  };
  const empty = await measure(null, "/empty");
  const { page } = await loggedIn("reseller");
  const customer = await firstCustomer(page);
  const figures = {
    login: (await measure(null, "/login")) - empty,
    list: (await measure("reseller", "/customers")) - empty,
    customer: (await measure("reseller", customer)) - empty,
  };
  console.log(
    `first-load JavaScript: empty page ${empty.toFixed(1)} KB; above it ${JSON.stringify(figures)} (${here.base})`,
  );
  for (const figure of Object.values(figures)) expect(figure).toBeGreaterThan(0);
  expect(figures.login).toBeLessThanOrEqual(30);
  expect(figures.list).toBeLessThanOrEqual(60);
  expect(figures.customer).toBeLessThanOrEqual(60);
});
