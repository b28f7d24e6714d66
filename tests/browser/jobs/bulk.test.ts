import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { settled } from "../customers/live-list";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

/** Waits until a job's page, looked at again and again, says that it is done. */
const untilDone = async (page: Page) => await untilSaid(page, "Done ·");

/** The same until it says something. */
async function untilSaid(page: Page, what: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload();
        return await page.locator("main").textContent();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toContain(what);
}

/** The count of a preview by its name, once all are examined. */
async function counted(page: Page, name: string): Promise<string> {
  await page.locator('[data-part="preview"]:not([aria-busy])').waitFor({ timeout: 60_000 });
  return (await page.locator(`[data-count="${name}"] dd`).textContent()) ?? "";
}

it.each([true, false])(
  "whoever selects three rows sets a field of theirs, having seen what would happen (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    await page.goto("/customers?direct=1");
    const names: string[] = [];
    for (const row of [0, 2, 3]) {
      const at = page.locator("tbody tr").nth(row);
      names.push((await at.locator("a").first().textContent()) ?? "");
      await at.hover();
      await at.locator('input[name="ids"]').check();
    }
    if (javaScriptEnabled) await page.getByText("3 selected", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Act…", exact: true }).click();
    await page.getByRole("heading", { name: "What to do with 3 customers" }).waitFor();
    await page.getByRole("link", { name: "Set attributes" }).click();
    await page.getByLabel("City", { exact: true }).check();
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    const city = `Quito ${Date.now()}`;
    await page.getByLabel("City", { exact: true }).fill(city);
    await page.getByRole("button", { name: "Continue to the preview" }).click();
    await page.waitForURL(/\/jobs\/\d+$/);
    expect(await counted(page, "changed")).toBe("3");
    const said = await page.locator("main").textContent();
    expect(said).toContain(city);
    expect(said).toContain("Nothing has been changed yet.");
    await page.getByRole("button", { name: "Start" }).click();
    await untilDone(page);
    for (const name of names) {
      await page.goto(`/customers?q=${encodeURIComponent(name)}&direct=1&columns=city`);
      await settled(page);
      expect(await page.locator("tbody tr").first().textContent()).toContain(city);
    }
  },
);

it("a preview is looked at again by its button, and where it is old by opening it", async () => {
  const { page } = await loggedIn("reseller");
  const given = await inDatabase(here.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ i_customer: number }>(
      `SELECT c.i_customer FROM customers c JOIN web_users w ON w.i_customer = c.i_wholesaler
        WHERE w.login = 'reseller' ORDER BY c.i_customer LIMIT 2`,
    );
    return rows.map(({ i_customer }) => i_customer);
  });
  const city = `Lima ${Date.now()}`;
  const move = async (i_customer: number | undefined) =>
    await inDatabase(here.ownerUrl, async (owner) => {
      await owner.query("UPDATE customers SET city = $2 WHERE i_customer = $1", [i_customer, city]);
    });
  await page.goto(`/jobs/new?of=chosen&ids=${given.join(".")}&act=set_attributes&set=city`);
  await page.getByLabel("City", { exact: true }).fill(city);
  await page.getByRole("button", { name: "Continue to the preview" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  expect(await counted(page, "changed")).toBe("2");
  await move(given[0]);
  await page.getByRole("button", { name: "Look again" }).click();
  await expect.poll(async () => await counted(page, "unchanged")).toBe("1");
  await move(given[1]);
  const i_job = page.url().split("/").at(-1);
  await inDatabase(here.ownerUrl, async (owner) => {
    await owner.query(
      "UPDATE jobs SET preview = preview || jsonb_build_object('at', now() - interval '2 minutes') WHERE i_job = $1",
      [i_job],
    );
  });
  await page.reload();
  await expect.poll(async () => await counted(page, "unchanged")).toBe("2");
});

it("three are blocked at once, with a reason that they read; and all who match are unblocked", async () => {
  const { page } = await loggedIn("reseller");
  // whoever else is blocked stays so, for other tests
  await page.goto("/customers?direct=1&q=networks");
  const names: string[] = [];
  for (const row of [0, 1, 2]) {
    const at = page.locator("tbody tr").nth(row);
    names.push((await at.locator("a").first().textContent()) ?? "");
    await at.hover();
    await at.locator('input[name="ids"]').check();
  }
  await page.getByRole("button", { name: "Act…", exact: true }).click();
  await page.getByRole("link", { name: "Block", exact: true }).click();
  await page.getByRole("heading", { name: "Block: 3 customers" }).waitFor();
  await page.getByRole("button", { name: "Continue to the preview" }).click();
  // nothing is chosen yet
  await page.locator('[role="radiogroup"][aria-invalid="true"]').waitFor();
  await page.getByLabel("Non-payment").check();
  await page.getByLabel("Text for the customer").fill("Invoice 9 is open.");
  await page.getByRole("button", { name: "Continue to the preview" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  expect(await counted(page, "changed")).toBe("3");
  const said = (await page.locator("main").textContent()) ?? "";
  expect(said).toContain("Non-payment");
  expect(said).toContain("Invoice 9 is open.");
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Start" }).click();
  await untilDone(page);
  await page.goto("/customers?direct=1&blocked=1");
  const blocked = (await page.locator("tbody").textContent()) ?? "";
  for (const name of names) expect(blocked).toContain(name);

  await page.goto("/jobs/new?of=all&direct=1&blocked=1&q=networks&act=unblock");
  await page.getByRole("button", { name: "Continue to the preview" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await counted(page, "changed");
  await page.getByRole("button", { name: "Start" }).click();
  await untilDone(page);
  await page.goto("/customers?direct=1&blocked=1");
  for (const name of names) expect(await page.locator("main").textContent()).not.toContain(name);
});

it("who is refused stands in a group by the reason, with the first of them", async () => {
  const { page } = await loggedIn("reseller");
  // nobody of the whole branch can be given a tariff of the reader's but those directly below
  await page.goto("/jobs/new?of=all&act=set_attributes&set=i_tariff");
  await page.locator('[name="i_tariff"]').selectOption({ index: 2 });
  await page.getByRole("button", { name: "Continue to the preview" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  expect(Number((await counted(page, "refused")).replace(",", ""))).toBeGreaterThan(10);
  const group = page.locator(".preview-groups > li").first();
  await group.getByRole("link").first().waitFor();
  expect(await group.textContent()).toMatch(/and \d+ more/);
  await page.getByRole("button", { name: "Throw away" }).click();
  await page.waitForURL(/\/customers$/);
  await page.getByText("Nothing was changed").waitFor();
});

it("customers are deleted only by who types how many they are", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  const mark = `Zdel${Date.now()}`;
  for (const name of ["one", "two"]) {
    await page.goto("/customers/new");
    await page.fill('[name="name"]', `${mark} ${name}`);
    await page.fill('[name="email"]', `${name}@example.com`);
    await page.getByRole("button", { name: "Create customer" }).click();
    await page.waitForURL(/\/customers\/\d+$/);
  }
  await page.goto(`/customers?q=${mark}`);
  await page.getByRole("button", { name: "Act on all that match…" }).click();
  await page.getByRole("link", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Continue to the preview" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await untilSaid(page, "All 2 were looked at");
  expect(await page.locator("main").textContent()).toContain("This cannot be undone.");
  await page.getByRole("button", { name: "Start" }).click();
  await page.locator('[name="count"][aria-invalid="true"]').waitFor();
  await page.fill('[name="count"]', "2");
  await page.getByRole("button", { name: "Start" }).click();
  await untilDone(page);
  await page.goto(`/customers?q=${mark}`);
  expect(await page.locator("main").textContent()).toContain("Nothing found");
});

it("a Russian reads it all in Russian", async () => {
  const { page } = await loggedIn("reseller", { viewport: { width: 390, height: 800 } });
  await page.context().addCookies([{ name: "lang", value: "ru", url: new URL(page.url()).origin }]);
  await page.goto("/jobs/new?of=all&direct=1&act=funds");
  expect(await page.locator("h1").textContent()).toMatch(/^Провести сумму: \d+ клиент/);
  await page.getByLabel("Платёж").check();
  await page.fill('[name="amount"]', "1 000,50");
  await page.getByRole("button", { name: "К предпросмотру" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await counted(page, "changed");
  const said = (await page.locator("main").textContent()) ?? "";
  expect(said).toContain("Пока ничего не изменено.");
  expect(said).toContain("Изменятся");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole("button", { name: "Отбросить" }).click();
  await page.waitForURL(/\/customers/);
});
