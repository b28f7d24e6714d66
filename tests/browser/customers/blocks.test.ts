import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, person } from "../stage/browser";
import { filterBy } from "../stage/list-bar";
import { settled } from "./live-list";

givenBrowser();

/** The address of a sub-customer of the demonstration's reseller. */
async function find(page: Page, name: string): Promise<string> {
  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  return (await page.getByRole("link", { name, exact: true }).first().getAttribute("href")) ?? "";
}

/** Creates a sub-customer, or one below it, with a log-in of its own. */
async function create(page: Page, name: string, parent = ""): Promise<string> {
  await page.goto(`/customers/new${parent.replace("/customers/", "?parent=")}`);
  await page.fill('[name="name"]', name);
  await givePassword(page, "long enough by far");
  await page.uncheck('[type="checkbox"][name="must_change"]');
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  return new URL(page.url()).pathname;
}

async function tryToLogIn(page: Page, login: string): Promise<string> {
  await page.goto("/login");
  await page.fill('[name="login"]', login);
  await page.fill('[name="password"]', "long enough by far");
  await page.press('[name="password"]', "Enter");
  return (await page.locator("[data-problem]").textContent()) ?? "";
}

it.each([true, false])(
  "a block with its reason takes at most four steps; the customer is out, reads the text at log-in, and comes back once it is lifted (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    const name = `Kestrel ${Date.now()}`;
    const at = await create(page, name);
    const customer = await person();
    await customer.page.goto("/login");
    await customer.page.fill('[name="login"]', name);
    await customer.page.fill('[name="password"]', "long enough by far");
    await customer.page.press('[name="password"]', "Enter");
    await customer.page.waitForURL("**/overview");

    let steps = 0;
    const step = async (act: Promise<void>) => {
      steps += 1;
      await act;
    };
    await step(page.getByRole("button", { name: "More" }).click());
    await step(page.getByRole("link", { name: "Block", exact: true }).click());
    await page.waitForURL("**/block");
    expect(await page.locator("main").textContent()).toContain("This customer alone is hit");
    await step(page.getByLabel("Non-payment").check());
    // only whoever wants to adds a text
    await page.getByLabel("Text for the customer").fill("Invoice 7 is open.");
    await step(page.getByRole("button", { name: "Block customer" }).click());
    await page.waitForURL(`**${at}`);
    expect(steps).toBeLessThanOrEqual(4);
    await page.getByText(/Blocked by you \(reseller\) since .* — Non-payment — Unblock/).waitFor();

    await customer.page.goto("/history");
    expect(new URL(customer.page.url()).pathname).toBe("/login");
    const told = await tryToLogIn(customer.page, name);
    expect(told).toContain("“Invoice 7 is open.” To have it lifted, ask your provider.");
    expect(told).not.toContain("reseller");

    await page.goto("/blocked");
    await page.fill('main input[type="search"][name="q"]', name);
    await filterBy(page, "reason", "non-payment", javaScriptEnabled);
    await page.waitForURL(/reason=/);
    await filterBy(page, "who", "mine", javaScriptEnabled);
    await page.waitForURL(/q=.*who=mine|who=mine.*q=/);
    await settled(page);
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.getByRole("link", { name: `Unblock ${name}` }).click();
    await page.waitForURL("**/unblock");
    expect(await page.locator("main").textContent()).toContain("Invoice 7 is open.");
    await page.getByRole("button", { name: "Unblock" }).click();
    await page.waitForURL(`**${at}`);
    expect(await page.getByText("Blocked by").count()).toBe(0);
    await customer.page.goto("/history");
    expect(new URL(customer.page.url()).pathname).toBe("/history");
  },
);

it("a block without a reason is not set; the field says so, and what was typed stays", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  const at = await find(page, "Metro Calls");
  await page.goto(`${at}/block`);
  expect(await page.locator("main").textContent()).toMatch(
    /This customer and \d+ customers below it are hit/,
  );
  await page.getByLabel("Note").fill("kept");
  await page.getByRole("button", { name: "Block customer" }).click();
  await page.locator('[role="radiogroup"][aria-invalid="true"]').waitFor();
  expect(await page.locator("main").textContent()).toContain("Choose a reason.");
  expect(await page.getByLabel("Note").inputValue()).toBe("kept");
});

it("whoever is below a blocked customer is stopped by it, and its page says by whom", async () => {
  const { page } = await loggedIn("reseller");
  const at = await find(page, "Harbour Telecom");
  const below = await create(page, `Below ${Date.now()}`, at);
  await page.goto(`${at}/block`);
  await page.getByLabel("Other").check();
  await page.getByRole("button", { name: "Block customer" }).click();
  await page.waitForURL(`**${at}`);
  await page.goto(below);
  await page.getByText("Stopped, because its provider Harbour Telecom is blocked.").waitFor();
  await page.goto(`${at}/unblock`);
  await page.getByRole("button", { name: "Unblock" }).click();
  await page.waitForURL(`**${at}`);
});

it.each([true, false])(
  "a note with a follow-up stands on the customer's page and on the overview until it is done (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    const at = await find(page, "Blue Door Bakery");
    const text = `Call back about the fax ${Date.now()}`;
    await page.goto(`${at}/notes`);
    await page.getByLabel("New note").fill(text);
    await page.getByLabel("Follow up on").first().fill("2026-01-05");
    await page.getByLabel("Pin it on top").check();
    await page.getByRole("button", { name: "Add note" }).click();
    await page.locator("li", { hasText: text }).first().waitFor();
    await page.goto(at);
    await page.getByRole("link", { name: `Note: ${text}` }).waitFor();

    await page.goto("/overview");
    const row = page.locator("main li", { hasText: text });
    expect(await row.textContent()).toMatch(/Blue Door Bakery.*overdue.*Jan 5, 2026.*reseller/);
    await row.getByRole("button").click();
    await row.waitFor({ state: "detached" });

    const customer = await loggedIn("customer");
    const own = (await customer.page.locator('nav a[href*="/ledger"]').first().getAttribute("href")) ?? "";
    for (const path of [
      own.replace("/ledger", ""),
      own.replace("ledger", "notes"),
      "/history",
      "/overview",
    ]) {
      await customer.page.goto(path);
      // the filters mention notes too, so look in the table
      const told = (await customer.page.locator("main tr, main li").allTextContents()).join("\n");
      expect(told).not.toMatch(/Call back about|added a note/);
      expect(await customer.page.content()).not.toContain("Call back about");
    }

    await page.goto(`${at}/notes`);
    const item = page.locator("li", { hasText: text }).last();
    expect(await item.textContent()).toContain("done");
    await item.locator("summary").click();
    await item.getByRole("button", { name: "Delete note" }).click();
    await item.waitFor({ state: "detached" });
  },
);
