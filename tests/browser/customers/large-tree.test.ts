import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insertCustomers } from "../../xmlapi/stage/many-customers";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn, person, sendLogIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

const many = 5_000;
const rowHeight = 36;
/** The rows that a page may contain at 800 pixels of height, whatever there is in the tree. */
const mostRows = 60;

let made: number[] = [];
/** names of the reseller's direct sub-customers in their order */
let names: string[] = [];

beforeAll(async () => {
  await inDatabase(here.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ id: number }>(
      "SELECT i_customer AS id FROM customers WHERE name = 'Acme Voice'",
    );
    const reseller = rows[0]?.id ?? 0;
    made = await insertCustomers(owner, reseller, many);
    await owner.query("UPDATE customers SET name_order = name WHERE i_customer = ANY ($1)", [made]);
    await count(owner, many);
    const all = await owner.query<{ name: string }>(
      "SELECT name FROM customers WHERE i_wholesaler = $1 ORDER BY name_order, i_customer",
      [reseller],
    );
    names = all.rows.map(({ name }) => name);
  });
});

afterAll(async () => {
  await inDatabase(here.ownerUrl, async (owner) => {
    for (const table of ["web_users", "customers", "ledger"])
      await owner.query(`DELETE FROM ${table} WHERE i_customer = ANY ($1)`, [made]);
    await count(owner, -many);
  });
});

/** They were written past the operations, which keep the sums. */
async function count(owner: { query: (text: string, values: number[]) => Promise<unknown> }, more: number) {
  await owner.query(
    `UPDATE branch_sums s SET customers = customers + $1, direct = direct + CASE WHEN c.depth = 1 THEN $1 ELSE 0 END
       FROM customers c
      WHERE c.i_customer = s.i_customer AND s.currency = 'USD' AND (c.depth = 0 OR c.name = 'Acme Voice')`,
    [more],
  );
}

/** Opens the tree, and the branch of the many. @returns the addresses of the windows that the page asked for */
async function openMany(page: Page): Promise<string[]> {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/tree/branch")) asked.push(request.url());
  });
  await page.goto("/tree");
  const row = page.getByRole("treeitem", { name: "Acme Voice" });
  await row.getByRole("button", { name: "Open" }).click();
  await page.locator('[role="treeitem"][aria-level="2"]').first().waitFor();
  return asked;
}

async function nothingOnItsWay(page: Page): Promise<void> {
  await page.locator('[role="treeitem"][aria-busy]').first().waitFor({ state: "detached" });
}

/** What stands at a place among the many, as the rows in the page say. */
async function shownAmong(page: Page): Promise<[position: number, name: string][]> {
  return await page
    .locator('[role="treeitem"][aria-level="2"]')
    .evaluateAll((rows) =>
      rows.map((row) => [
        Number(row.getAttribute("aria-posinset")) - 1,
        row.querySelector("a")?.textContent ?? "",
      ]),
    );
}

it("a branch of thousands is open before any of them has come, with a scroll bar for all", async () => {
  const { page } = await loggedIn("ssp-root");
  let answer = () => {};
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/tree/branch?**", async (route) => {
    await mayAnswer;
    await route.continue();
  });
  await openMany(page);
  const waiting = page.locator('[role="treeitem"][aria-level="2"][aria-busy="true"]');
  expect(await waiting.count()).toBeGreaterThan(10);
  expect(await waiting.first().getAttribute("aria-setsize")).toBe(`${names.length}`);
  expect((await waiting.first().boundingBox())?.height).toBe(rowHeight);
  const height = await page.locator(".tree").evaluate((tree) => tree.scrollHeight);
  expect(height).toBeGreaterThan(names.length * rowHeight);
  expect(await problemsOf(page)).toEqual([]);
  answer();
  await nothingOnItsWay(page);
  expect(await page.locator(".tree").evaluate((tree) => tree.scrollHeight)).toBe(height);
});

it("whoever scrolls through thousands has no more rows in the page than fit, and asks for windows where they rest", async () => {
  const { page } = await loggedIn("ssp-root");
  const asked = await openMany(page);
  await nothingOnItsWay(page);
  const most = await page.locator(".tree").evaluate(async (tree) => {
    let rows = 0;
    for (let last = -1; tree.scrollTop !== last; ) {
      last = tree.scrollTop;
      tree.scrollTop += 700;
      await new Promise((drawn) => requestAnimationFrame(drawn));
      rows = Math.max(rows, tree.querySelectorAll('[role="treeitem"]').length);
    }
    return rows;
  });
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThanOrEqual(mostRows);
  await nothingOnItsWay(page);
  expect(new Set(asked).size).toBe(asked.length);
  expect(asked.length).toBeLessThanOrEqual(Math.ceil(names.length / 100) + 1);

  for (const part of [0.3, 0.77]) {
    const before = asked.length;
    await page.locator(".tree").evaluate((tree, at) => {
      tree.scrollTop = tree.scrollHeight * at;
    }, part);
    await page.locator(`[role="treeitem"][aria-posinset="${Math.floor(names.length * part)}"]`).waitFor();
    await nothingOnItsWay(page);
    const rows = await shownAmong(page);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows).toEqual(rows.map(([position]) => [position, names[position]]));
    // a window that went out of sight while it came may be asked for again
    expect(new Set(asked.slice(before)).size, asked.slice(before).join(" ")).toBeLessThanOrEqual(2);
  }
});

it("a request for rows that went out of sight is given up", async () => {
  const { page } = await loggedIn("ssp-root");
  await openMany(page);
  await nothingOnItsWay(page);
  await page.route("**/tree/branch?**", () => {});
  const scrollTo = async (top: number) =>
    await page.locator(".tree").evaluate((tree, at) => {
      tree.scrollTop = at;
    }, top);
  const asking = page.waitForRequest(/\/tree\/branch/);
  await scrollTo(1_000 * rowHeight);
  const request = await asking;
  const givenUp = page.waitForEvent("requestfailed", (failed) => failed.url() === request.url());
  await scrollTo(0);
  expect((await givenUp).failure()?.errorText).toContain("ABORTED");
});

it("the keys reach the last of thousands and the way back, and the row with the focus outlives scrolling", async () => {
  const { page } = await loggedIn("ssp-root");
  await openMany(page);
  await nothingOnItsWay(page);
  const focused = page.locator('[role="treeitem"]:focus');
  await page.keyboard.press("ArrowRight");
  await focused.filter({ hasText: names[0] ?? "" }).waitFor();
  await page.keyboard.press("PageDown");
  expect(Number(await focused.getAttribute("aria-posinset"))).toBeGreaterThan(5);
  await page.locator(".tree").evaluate((tree) => {
    tree.scrollTop = tree.scrollHeight / 2;
  });
  await nothingOnItsWay(page);
  const before = Number(await focused.getAttribute("aria-posinset"));
  await page.keyboard.press("ArrowDown");
  expect(Number(await focused.getAttribute("aria-posinset"))).toBe(before + 1);
  expect(await page.locator(".tree").evaluate((tree) => tree.scrollTop)).toBeLessThanOrEqual(
    (before + 1) * rowHeight,
  );
  await page.keyboard.press("ArrowLeft");
  await focused.filter({ hasText: "Acme Voice" }).waitFor();
  await page.keyboard.press("ArrowLeft");
  expect(await focused.getAttribute("aria-expanded")).toBe("false");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  expect(await focused.getAttribute("aria-level")).toBe("1");
  await page.keyboard.press("Home");
  await focused.filter({ hasText: "Acme Voice" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Acme Voice" }).waitFor();
});

it("a search opens the way to one among thousands, in sight and marked, with one request for each level", async () => {
  const { page } = await loggedIn("ssp-root");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/tree/branch")) asked.push(request.url());
  });
  const id = made[Math.floor(many * 0.6)];
  const name = `streamed ${id}`;
  await page.goto(`/tree?q=%23${id}`);
  const hit = page.getByRole("treeitem", { name, selected: true });
  await hit.waitFor();
  await nothingOnItsWay(page);
  const [row, tree] = [await hit.boundingBox(), await page.locator(".tree").boundingBox()];
  if (!row || !tree) throw new Error("they are in the page");
  expect(row.y).toBeGreaterThan(tree.y);
  expect(row.y + row.height).toBeLessThan(tree.y + tree.height);
  expect(asked.length).toBeLessThanOrEqual(2);
  // the Tab key leads there
  expect(await hit.getAttribute("tabindex")).toBe("0");
  const rows = await shownAmong(page);
  expect(rows).toEqual(rows.map(([position]) => [position, names[position]]));
});

it("before the page's script runs, the first of thousands are links", async () => {
  const { page, context } = await person({ javaScriptEnabled: false });
  await page.goto(await sendLogIn(context, "reseller", "demo-portal-1"));
  await page.goto("/tree");
  const links = page.locator('[role="treeitem"] a[href^="/customers/"]');
  expect(await links.allTextContents()).toEqual(names.slice(0, 50));
});
