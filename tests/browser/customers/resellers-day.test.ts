import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, logIn, person } from "../stage/browser";

givenBrowser();

it("a reseller creates a customer with permissions, finds it, edits it, gives it a one-time password; the customer chooses a password; the reseller deletes it", async () => {
  const { page } = await loggedIn("reseller");
  const name = `Test Customer ${Date.now()}`;

  await page.goto("/customers");
  await page.getByRole("link", { name: "New customer" }).click();
  await page.waitForURL("**/customers/new");
  await page.getByLabel("Name", { exact: false }).first().fill(name);
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await givePassword(page, "a good long secret");
  await page.uncheck('[type="checkbox"][name="must_change"]');
  await page.locator("summary", { hasText: "Permissions" }).click();
  await page.getByLabel("Sub-customers: Add").check();
  await page.getByLabel("Sub-customers: Edit").check();
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  expect(await page.locator("h1").textContent()).toBe(name);
  const id = page.url().split("/").at(-1);

  await page.goto(`/customers/${id}/permissions`);
  expect(await page.locator("table").first().textContent()).toMatch(
    /Sub-customers.*in force.*in force.*not given/,
  );

  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  expect(await page.locator("tbody tr").count()).toBe(1);
  await page.goto(`/tree?q=${encodeURIComponent(name)}`);
  await page.getByRole("treeitem", { name }).waitFor();

  await page.goto(`/customers/${id}/edit`);
  await page.locator("summary", { hasText: "Contact" }).first().click();
  await page.fill('[name="city"]', "Reykjavík");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  expect(await page.locator("main").textContent()).toContain("Reykjavík");

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("link", { name: "One-time password" }).click();
  await page.getByRole("button", { name: "Make a one-time password" }).click();
  const oneTime = (await page.locator("output").first().textContent()) ?? "";
  expect(oneTime).toMatch(/^[a-z2-9-]{14,}$/);

  const customer = await person();
  await logIn(customer.page, name, oneTime);
  expect(new URL(customer.page.url()).pathname).toBe("/choose-password");
  await customer.page.goto("/customers");
  expect(new URL(customer.page.url()).pathname).toBe("/choose-password");
  await customer.page.fill('[name="web_password"]', "my own new password");
  await customer.page.getByRole("button", { name: "Save and continue" }).click();
  await customer.page.waitForURL("**/overview");
  expect(await customer.page.locator("h1").textContent()).toBe(name);

  await page.goto(`/customers/${id}/delete`);
  await page.getByRole("button", { name: "Delete customer" }).click();
  await page.getByText("Type the customer's name.").first().waitFor();
  await page.fill('[name="confirm"]', "something else");
  await page.getByRole("button", { name: "Delete customer" }).click();
  await page.getByText("This is not the name.").first().waitFor();
  await page.fill('[name="confirm"]', name);
  await page.getByRole("button", { name: "Delete customer" }).click();
  await page.waitForURL("**/customers");
  expect((await page.goto(`/customers/${id}`))?.status()).toBe(404);

  // the log-in ended too
  await customer.page.goto("/overview");
  expect(new URL(customer.page.url()).pathname).toBe("/login");
});

it("a refusal stands beside its field, keeps what was typed, and takes the focus there", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers/new");
  await page.fill('[name="name"]', "Metro Calls");
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await givePassword(page, "a good long secret");
  await page.uncheck('[type="checkbox"][name="must_change"]');
  await page.locator("summary", { hasText: "Contact" }).first().click();
  await page.fill('[name="city"]', "Lima");
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.locator('[name="name"][aria-invalid="true"]').waitFor();
  expect(await page.inputValue('[name="city"]')).toBe("Lima");
  expect(await page.inputValue('[name="name"]')).toBe("Metro Calls");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("name");
});

it("of two who edit the same field the second is told what the first wrote, and chooses", async () => {
  const [first, second] = [await loggedIn("reseller"), await loggedIn("reseller")];
  await first.page.goto("/customers?q=Metro+Calls&direct=1");
  await first.page.locator("tbody a").first().click();
  await first.page.waitForURL(/\/customers\/\d+$/);
  const edit = `${new URL(first.page.url()).pathname}/edit`;
  for (const { page } of [first, second]) {
    await page.goto(edit);
    await page.locator("summary", { hasText: "Contact" }).first().click();
  }
  await first.page.fill('[name="city"]', "Oslo");
  await first.page.getByRole("button", { name: "Save changes" }).click();
  await first.page.waitForURL(/\/customers\/\d+$/);
  await second.page.fill('[name="city"]', "Bergen");
  await second.page.getByRole("button", { name: "Save changes" }).click();
  await second.page
    .getByText(/It now reads: “Oslo”/)
    .first()
    .waitFor();
  expect(await second.page.inputValue('[name="city"]')).toBe("Bergen");
  await second.page.getByRole("button", { name: "Save changes" }).click();
  await second.page.waitForURL(/\/customers\/\d+$/);
  expect(await second.page.locator("main").textContent()).toContain("Bergen");
});

it("a form outlives an expired log-in: nothing typed is lost", async () => {
  const { page, context } = await loggedIn("reseller");
  await page.goto("/customers/new");
  await page.fill('[name="name"]', "Unsaved Name");
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.getByText("Your log-in has ended").first().waitFor();
  expect(await page.inputValue('[name="name"]')).toBe("Unsaved Name");
  await context.addCookies(cookies);
});

it("the tree opens by keyboard, level by level, and a search opens the way to a hit", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/tree");
  const row = page.getByRole("treeitem", { name: "Harbour Telecom" });
  await row.waitFor();
  // the page contains only visible rows, so their number says nothing
  const below = page.locator(
    `[role="treeitem"][aria-level="${Number(await row.getAttribute("aria-level")) + 1}"]`,
  );
  expect(await below.count()).toBe(0);
  await page.keyboard.press("Tab");
  await row.focus();
  await page.keyboard.press("ArrowRight");
  await below.nth(2).waitFor();
  expect(await row.getAttribute("aria-expanded")).toBe("true");
  await page.keyboard.press("ArrowLeft");
  await below.first().waitFor({ state: "detached" });

  // somebody four levels down
  await page.goto("/customers?sort=id&order=desc");
  const deep =
    (await page
      .locator("tbody tr", { hasNotText: "Acme Voice" })
      .first()
      .locator("a")
      .first()
      .textContent()) ?? "";
  await page.goto(`/tree?q=${encodeURIComponent(deep)}`);
  await page.getByRole("treeitem", { name: deep }).waitFor();
  // in a low window that shows few rows, the row that somebody searched for is visible
  await page.setViewportSize({ width: 1280, height: 520 });
  await page.goto("/customers?direct=1&sort=name&order=desc");
  const last = (await page.locator("tbody a").first().textContent()) ?? "";
  await page.goto(`/tree?q=${encodeURIComponent(last)}`);
  await page.getByRole("treeitem", { name: last }).waitFor();
});

it("on a phone a balance is seen beside its name, a block below it, and at the desk the way in as well", async () => {
  const { page } = await loggedIn("reseller", { viewport: { width: 390, height: 844 } });
  await page.goto("/customers?blocked=1");
  // others are blocked and unblocked meanwhile
  const name = page.locator("tbody tr td:first-of-type").getByText("blocked", { exact: true });
  await name.first().waitFor();
  await page.goto("/customers?sort=balance");
  const row = page.locator("tbody tr").first();
  expect(await row.getByText(/^−\$/).first().isVisible()).toBe(true);
  const inSight = async (what: Locator) => {
    const box = await what.boundingBox();
    return box !== null && box.x >= 0 && box.x + box.width <= 390;
  };
  expect(await inSight(row.locator("a").first())).toBe(true);
  expect(await inSight(row.getByText(/^−\$/).first())).toBe(true);
  await row.locator("a").first().click();
  await page.waitForURL(/\/customers\/\d+$/);
  await page.goto("/support");
  const opened = page.getByRole("region", { name: "Opened lately" }).locator("tbody tr").first();
  expect(await inSight(opened.getByText(/^−\$/))).toBe(true);
  expect(await inSight(opened.getByRole("link", { name: "Open as" }))).toBe(true);
});
