import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, givePassword, loggedIn, logIn, person } from "../stage/browser";
import { createCustomer, newPassword } from "../stage/create-customer";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";
import { callAction, fieldsOf, send } from "./by-hand";
import { actionsInBuild } from "./every-action";
import { partsTouched, servedCorpus } from "./protected-parts";

givenBrowser();

const some = () => Math.random().toString(36).slice(2, 8);
const banner = ".support-banner";

type Levels = {
  readonly names: readonly [top: string, middle: string, third: string];
  readonly top: string;
  readonly third: string;
};

let made: Promise<Levels> | undefined;

/** Creates a chain of three customers once: a reseller and two levels below, each with a log-in. */
async function threeLevels(): Promise<Levels> {
  made ??= makeLevels();
  return await made;
}

async function makeLevels(): Promise<Levels> {
  const { page: root } = await loggedIn("ssp-root");
  const mark = some();
  const names = [`Top ${mark}`, `Middle ${mark}`, `Third ${mark}`] as const;
  const top = await createCustomer(root, "1", names[0], true);
  const middle = await createCustomer(root, top, names[1], true);
  const third = await createCustomer(root, middle, names[2], false);
  return { names, top, third };
}

/** A member of the operator's staff with the access level SUPPORT. */
async function supporter(root: Page): Promise<{ login: string; page: Page }> {
  const login = `Staff ${some()}`;
  await root.goto("/customers/1/web-users/new");
  await root.fill('[name="web_login"]', login);
  await root.selectOption('[name="access_level"]', "SUPPORT");
  await givePassword(root, newPassword);
  await root.uncheck('[type="checkbox"][name="must_change"]');
  await root.getByRole("button", { name: "Add web user" }).click();
  await root.waitForURL(/\/web-users\/\d+$/);
  const { page } = await person();
  await logIn(page, login, newPassword);
  return { login, page };
}

/** Types into the desk's search until it suggests a customer. Before the page's scripts run, it is a plain form. */
async function suggested(page: Page, name: string): Promise<Locator> {
  const option = page.getByRole("option", { name }).first();
  for (let tries = 0; ; tries += 1) {
    const palette = page.locator('dialog [role="combobox"]');
    const field = (await palette.isVisible()) ? palette : page.locator('main [name="q"]');
    await field.fill("");
    await field.fill(name);
    try {
      await option.waitFor({ timeout: 4_000 });
      return option;
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}

/** Opens a customer's portal through the form. */
async function openAs(page: Page, i_customer: string, reason: string): Promise<void> {
  await page.goto(`/customers/${i_customer}/open-as`);
  await page.fill('[name="reason"]', reason);
  await page.getByRole("button", { name: "Open the portal" }).click();
  await page.locator(banner).waitFor();
}

async function letMakeChanges(page: Page): Promise<void> {
  await page.goto("/support/session");
  await page.locator("main").getByRole("button", { name: "Make changes" }).click();
  await page.locator(banner).getByText("May change").waitFor();
}

it("staff helps a customer three levels down with its time zone; the customer sees who and why; blocked meanwhile, the next click ends it", async () => {
  const { page: root } = await loggedIn("ssp-root");
  const { names, third } = await threeLevels();
  const { login, page } = await supporter(root);
  // staff start at their desk and find callers from there
  expect(new URL(page.url()).pathname).toBe("/support");
  await (await suggested(page, names[2])).click();
  await page.waitForURL(`**/customers/${third}`);
  await page.getByRole("link", { name: "Open as" }).click();
  await page.getByRole("button", { name: "Open the portal" }).click();
  await page.getByText("Say why").first().waitFor();
  await page.fill('[name="reason"]', "Ticket 4711: wrong times");
  await page.getByRole("button", { name: "Open the portal" }).click();
  await page.locator(banner).waitFor();
  expect(await page.title()).toContain(`Support: ${names[2]}`);
  expect(await page.locator('link[rel="icon"]').getAttribute("href")).toContain("/support.svg");
  expect(await page.locator(banner).textContent()).toContain(`${login} as ${names[2]}`);

  // the page says so before anybody types, and only if it has something to type
  const nothingSaved = page.locator("main").getByText("Nothing is saved here yet");
  expect(await nothingSaved.isVisible()).toBe(false);
  await page.goto("/support/session");
  expect(await nothingSaved.isVisible()).toBe(false);
  await page.goto("/preferences");
  await nothingSaved.waitFor();
  // below the title, with the banner's button alone; what would be refused is drawn like a control that is off
  const [title, notice] = [await page.locator("h1").boundingBox(), await nothingSaved.boundingBox()];
  expect(notice?.y).toBeGreaterThan(title?.y ?? Number.NaN);
  expect(await page.getByRole("button", { name: "Make changes" }).count()).toBe(1);
  const ground = async () =>
    await page
      .getByRole("button", { name: "Save" })
      .first()
      .evaluate((save) => getComputedStyle(save).backgroundColor);
  const off = await ground();
  const change = async () => {
    await page.selectOption('[name="i_time_zone"]', { label: "Asia/Tokyo" });
    await page.getByRole("button", { name: "Save" }).first().click();
  };
  await change();
  await page.getByText("This support session reads only").first().waitFor();
  await letMakeChanges(page);
  await page.goto("/preferences");
  expect(await nothingSaved.count()).toBe(0);
  expect(await ground()).not.toBe(off);
  // the page shows nothing that is out of reach
  for (const name of [
    "email",
    "cc",
    "bcc",
    "mail_from",
    "css",
    "dns_alias",
    "api_password",
    "refuse_support",
  ])
    expect(await page.locator(`[name="${name}"]`).count(), name).toBe(0);
  await change();
  await page.locator(".toast, .notice").first().waitFor();

  const { page: owner } = await person();
  await logIn(owner, names[2], newPassword);
  await owner.goto("/history?what=updateOwnData");
  const told = await owner.locator('[data-part="history"]').textContent();
  expect(told).toContain("Support");
  expect(told).toContain("Ticket 4711: wrong times");
  expect(told).toContain("Asia/Tokyo");
  expect(told).not.toContain(login);

  await root.goto("/customers/1/web-users");
  await root.getByRole("link", { name: login }).click();
  await root.getByRole("button", { name: "Block", exact: true }).first().click();
  await root.getByText("The web user is blocked").first().waitFor();
  await page.getByRole("link", { name: "Overview" }).first().click();
  await page.waitForURL("**/login**");
  // the program records it within seconds, without another request
  await expect
    .poll(
      async () => {
        await root.goto("/support/sessions");
        return await root.locator("tr", { hasText: names[2] }).first().textContent();
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .toContain("Whoever opened it was blocked");
}, 120_000);

it("before any script: opened by a form, with its banner on every page, and ended by a form", async () => {
  const { page: root } = await loggedIn("ssp-root", { javaScriptEnabled: false });
  const { third, names } = await threeLevels();
  await root.goto(`/customers/${third}/open-as`);
  await root.fill('[name="reason"]', "Ticket 1: cannot find its ledger");
  await root.getByRole("button", { name: "Open the portal" }).click();
  for (const path of [
    `/customers/${third}/ledger`,
    "/history",
    "/preferences",
    "/confirm",
    "/nowhere",
    "/preferences/log-ins",
  ]) {
    await root.goto(path);
    expect(await root.locator(banner).textContent(), path).toContain(names[2]);
  }
  await root.locator(banner).getByRole("button", { name: "End" }).click();
  await root.waitForURL(/\/support\/sessions\/[0-9A-Z]{8}$/);
  expect(await root.locator(banner).count()).toBe(0);
  // the page lists what they looked at, and has a field for a note
  expect(await root.locator('[data-part="history"]').textContent()).toContain(`Customer ${third} · Ledger`);
  await root.fill('[name="text"]', "Shown where the ledger is");
  await root.getByRole("button", { name: "Add note" }).click();
  await root.goto(`/customers/${third}/open-as`);
  await root.getByText("Shown where the ledger is").waitFor();
});

it("two tabs, old cookies and forms sent again: nothing is done as somebody else, nor after the end", async () => {
  const { page: root } = await loggedIn("ssp-root");
  const { top, third, names } = await threeLevels();
  const { page, context } = await person();
  await logIn(page, names[0], newPassword);
  // a form from before the session
  await page.goto("/preferences");
  const before = { ...(await fieldsOf(page, "Save")), city: "Before" };
  const second = await context.newPage();
  await second.goto(`/customers/${third}/open-as`);
  const opening = { ...(await fieldsOf(second, "Open the portal")), reason: "Ticket 2 of many" };
  await send(second, `/customers/${third}/open-as`, opening);
  await second.goto("/overview");
  await second.locator(banner).waitFor();
  expect(await send(page, "/preferences", before)).toContain("This page was opened as somebody else");
  await letMakeChanges(second);
  await second.goto("/preferences");
  const during = { ...(await fieldsOf(second, "Save")), city: "During" };
  const held = await context.cookies();
  // the other tab continues as the customer and says so
  await page.getByRole("link", { name: "History" }).first().click();
  await page.locator(banner).waitFor();

  await second.locator(banner).getByRole("button", { name: "End" }).click();
  await second.waitForURL(/\/support\/sessions\//);
  // a form filled in as the customer does nothing as oneself
  expect(await send(page, "/preferences", during)).toContain("This page was opened as somebody else");
  // the cookie of an ended session opens nothing and identifies nobody
  await context.addCookies(held);
  const actions = actionsInBuild();
  const answered = await callAction(page, "/preferences", actions.get("savePreferencesAction") ?? "", during);
  expect("said" in answered && answered.said.status).toBe("error");
  const listed = await page.request.get("/customers/export?format=csv", { maxRedirects: 0 });
  expect(listed.status()).toBe(401);
  await page.goto("/overview");
  await page.waitForURL(/\/support\/sessions\//);
  // the form opens a session only once
  expect(await send(page, `/customers/${third}/open-as`, opening)).toContain("This form was sent already");
  for (const id of [top, third]) {
    await root.goto(`/customers/${id}`);
    expect(await root.locator("main").textContent()).not.toMatch(/Before|During/);
  }
});

it("no stylesheet of the hostile corpus hides, moves, covers or restyles the banner", async () => {
  const { page: root } = await loggedIn("ssp-root");
  await root.goto("/customers?q=Metro+Calls");
  const id = (await root.locator("tbody a").first().getAttribute("href"))?.split("/").at(-1) ?? "";
  await openAs(root, id, "To look at its stylesheet");
  // the customer's stylesheet loads once staff ask for it
  await root.goto("/support/session");
  await root.getByRole("button", { name: "Show its stylesheet" }).click();
  await root.waitForURL((url) => url.pathname !== "/support/session" && url.pathname !== "/support/enter");
  const parts = [banner, `${banner} strong`, `${banner} .support-times`, `${banner} a`, `${banner} button`];
  const sheets = servedCorpus();
  const found: string[] = [];
  for (const [path, width] of [
    ["/customers", 1280],
    ["/overview", 390],
  ] as const) {
    await root.setViewportSize({ width, height: 800 });
    await root.goto(path);
    found.push(...(await partsTouched(root, parts, sheets)).map((what) => `${path}: ${what}`));
  }
  expect(found).toEqual([]);
  await root.setViewportSize({ width: 1280, height: 800 });
  const problems: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await root.emulateMedia({ colorScheme });
    for (const path of ["/support/session", "/customers", "/preferences/log-ins"]) {
      await root.goto(path);
      problems.push(...(await problemsOf(root)).map((one) => `${path}, ${colorScheme}: ${one}`));
    }
  }
  await root.locator(banner).getByRole("button", { name: "End" }).click();
  await root.waitForURL(/\/support\/sessions\//);
  for (const path of [root.url(), "/support/sessions", `/customers/${id}/open-as`]) {
    await root.goto(path);
    problems.push(...(await problemsOf(root)).map((one) => `${path}: ${one}`));
  }
  expect(problems).toEqual([]);
}, 120_000);

it("an administrator ends a colleague's session at once, from the list of those that run, which is a file too", async () => {
  const { page: root } = await loggedIn("ssp-root");
  const { names, third } = await threeLevels();
  const { login, page } = await supporter(root);
  await openAs(page, third, "Ticket 3: left open");
  const held = await page.context().cookies();
  await root.goto("/support/sessions");
  const row = root.locator("tr", { hasText: names[2] }).first();
  expect(await row.textContent()).toContain(login);
  await row.getByRole("button", { name: "End now" }).click();
  await root.getByText("The session was ended").waitFor();
  await page.getByRole("link", { name: "History" }).first().click();
  await page.waitForURL(/\/support\/sessions\//);
  expect(await page.locator("main").textContent()).toContain("Ended by an administrator");
  const file = await root.request.get("/support/sessions/export?format=csv");
  expect(await file.text()).toMatch(new RegExp(`${login}.*${names[2]}.*left open`));
  // logging out works even if the browser still has the cookie of an ended session
  await page.context().addCookies(held);
  await page.request.post("/logout", { maxRedirects: 0 });
  await page.context().addCookies(held);
  await page.goto("/overview");
  await page.waitForURL("**/login**");
});

it("a reseller finds its customers from the desk, and sees there whom it opened last", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?q=Blue+Door+Bakery");
  const path = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
  await page.goto(path);
  await page.locator("h1", { hasText: "Blue Door Bakery" }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Support", exact: true }).click();
  await page.getByRole("heading", { name: "Support", level: 1 }).waitFor();
  // people can type as soon as they open the page
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("q");
  await suggested(page, "Metro Calls");
  await page.goto(`/customers?q=${path.split("/").at(-1)}/`);
  expect(await page.locator("tbody a").first().getAttribute("href")).toBe(path);
});

it("the desk's search is a form before any script, and finds by a place in the tree", async () => {
  const { page } = await person({ javaScriptEnabled: false });
  await page.goto("/login");
  await page.fill('[name="login"]', "reseller");
  await page.fill('[name="password"]', "demo-portal-1");
  await page.press('[name="password"]', "Enter");
  await page.waitForURL("**/overview");
  await page.goto("/support");
  await page.fill('main [name="q"]', "metro calls");
  await page.press('main [name="q"]', "Enter");
  await page.waitForURL("**/customers?q=metro+calls");
  expect(await page.locator("tbody").textContent()).toContain("Metro Calls");
});

it("who has nobody below is told that there is nobody to help yet, and has no link to it", async () => {
  const { page } = await loggedIn("customer");
  expect(await page.getByRole("link", { name: "Support", exact: true }).count()).toBe(0);
  await page.goto("/support");
  await page.getByText("There is nobody to help yet").waitFor();
});

it.each([true, false])(
  "*Make changes* is one press in the banner and leads back to where one was; the whole visit is one entry, which opens to its steps (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page: root } = await loggedIn("ssp-root", { javaScriptEnabled });
    const { names, third } = await threeLevels();
    const mark = some();
    await openAs(root, third, `Ticket ${mark}: one visit`);
    const address = "/history?what=updateOwnData";
    await root.goto(address);
    await inDatabase(here.ownerUrl, (client) =>
      client.query(
        `UPDATE sessions SET fresh_until = NULL
          WHERE i_session = (SELECT i_session FROM support_sessions WHERE reason LIKE $1)`,
        [`Ticket ${mark}:%`],
      ),
    );
    const change = root.locator(banner).getByRole("button", { name: "Make changes" });
    await change.click();
    // who has not proven who it is of late does so right there
    await root.locator(banner).locator('[name="own_password"]').fill("demo-portal-1");
    await change.click();
    await root.locator(banner).getByText("May change").waitFor();
    expect(new URL(root.url()).pathname + new URL(root.url()).search).toBe(address);
    await root.goto("/preferences");
    await root.fill('[name="city"]', `City ${mark}`);
    await root.getByRole("button", { name: "Save" }).first().click();
    await root.getByText("Your preferences were saved").first().waitFor();
    await root.locator(banner).getByRole("button", { name: "End" }).click();
    await root.waitForURL(/\/support\/sessions\//);

    const { page: owner } = await person({ javaScriptEnabled });
    await logIn(owner, names[2], newPassword);
    await owner.goto("/history");
    const visit = owner.locator('[data-part="history"] li', { hasText: `Ticket ${mark}: one visit` });
    expect(await visit.count()).toBe(1);
    expect(await visit.textContent()).toContain(`Support opened the portal of ${names[2]}`);
    expect(await visit.getByText(`City ${mark}`).isVisible()).toBe(false);
    await visit.locator("summary").click();
    await visit.getByText(`City ${mark}`).waitFor();
    expect(await visit.textContent()).not.toContain("ssp-root");
    await owner.goto("/history?changed=city");
    await owner.locator('[data-part="history"]').getByText(`City ${mark}`).waitFor();
  },
);
