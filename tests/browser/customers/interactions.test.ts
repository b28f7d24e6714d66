import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, person } from "../stage/browser";

givenBrowser();

/** One click or key command, together with what the person types right after it. */
type Step = (page: Page) => Promise<unknown>;

/** Performs the steps. @returns how many there were, and how long the program took, in ms */
async function counted(page: Page, what: string, most: number, steps: readonly Step[]): Promise<void> {
  const began = performance.now();
  for (const step of steps) await step(page);
  console.log(
    `${what}: ${steps.length} interactions of ${most}, ${Math.round(performance.now() - began)} ms`,
  );
  expect(steps.length).toBeLessThanOrEqual(most);
}

/** Ctrl K and the caller's number the way one hears it: without the country prefix. */
const findCaller =
  (number: string): Step =>
  async (page) => {
    await page.locator("header kbd").waitFor();
    await page.keyboard.press("Control+k");
    await page.locator("dialog").getByRole("combobox").waitFor();
    await page.keyboard.type(number);
    // the first digits may have found somebody else
    await page.getByRole("group", { name: `Do · Caller ${number.slice(1)}` }).waitFor();
  };

const choose =
  (action: string): Step =>
  async (page) => {
    await page.getByRole("option", { name: action, exact: true }).click();
    await page.waitForURL(/\/customers\/\d+\//);
  };

/** Creates a sub-customer of the reseller with a telephone number. */
async function someCustomer(page: Page): Promise<{ at: string; number: string }> {
  const number = `20${Math.floor(10_000_000 + Math.random() * 89_999_999)}`;
  await page.goto("/customers/new");
  await page.fill('[name="name"]', `Caller ${number}`);
  await givePassword(page, "a good long secret");
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await page.locator("summary", { hasText: "Contact" }).first().click();
  await page.fill('[name="phone"]', `+44 (0)${number.slice(0, 2)} ${number.slice(2, 6)} ${number.slice(6)}`);
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  return { at: new URL(page.url()).pathname, number: `0${number}` };
}

it("from the caller's number to a raised credit limit in 4", async () => {
  const { page } = await loggedIn("reseller");
  const { at, number } = await someCustomer(page);
  await page.goto("/overview");
  await counted(page, "a raised credit limit", 4, [
    findCaller(number),
    async () => {
      await choose("Credit limit")(page);
      const field = page.locator('main [name="credit_limit"]');
      await field.waitFor();
      await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "credit_limit");
      await page.keyboard.type("+250");
      await page
        .getByText(/\$0\.00 → \$250\.00/)
        .first()
        .waitFor();
    },
    async () => {
      await page.keyboard.press("Enter");
      await page.waitForURL(`**${at}`);
    },
  ]);
  expect(await page.locator('[data-part="summary"]').textContent()).toContain("$250.00");
});

it("a payment in 5", async () => {
  const { page } = await loggedIn("reseller");
  const { number } = await someCustomer(page);
  await page.goto("/overview");
  await counted(page, "a payment", 5, [
    findCaller(number),
    async () => {
      await choose("Payment")(page);
      await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "amount");
      await page.keyboard.type("25");
    },
    async () => {
      await page.getByRole("button", { name: "Book payment" }).click();
      await page.waitForURL(/\/receipt\/\d+$/);
    },
  ]);
});

it("a block with its reason in 4", async () => {
  const { page } = await loggedIn("reseller");
  const { at, number } = await someCustomer(page);
  await page.goto("/overview");
  await counted(page, "a block with its reason", 4, [
    findCaller(number),
    choose("Block"),
    async () => await page.getByLabel("Non-payment").check(),
    async () => {
      await page.getByRole("button", { name: "Block customer" }).click();
      await page.waitForURL(`**${at}`);
    },
  ]);
  expect(await page.locator("main").textContent()).toContain("blocked");
});

it("'he cannot add sub-customers', explained in 4", async () => {
  const { page } = await loggedIn("reseller");
  const { number } = await someCustomer(page);
  await page.goto("/overview");
  await counted(page, "'he cannot add sub-customers'", 4, [findCaller(number), choose("Why not?")]);
  await page.getByText("The right to add sub-customers is missing.").waitFor();
});

it("from the log-in to a created customer in 12, by keyboard alone", async () => {
  const { page } = await person();
  const { keyboard } = page;
  const focused = async () => await page.evaluate(() => document.activeElement?.getAttribute("name"));
  let commands = 0;
  const press = async (key: string) => {
    commands += 1;
    await keyboard.press(key);
  };
  /** Tab by Tab to a field. */
  const goTo = async (name: string) => {
    while ((await focused()) !== name && commands < 30) await press("Tab");
  };
  await page.goto("/login");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "login");
  await keyboard.type("reseller");
  await press("Tab");
  await keyboard.type("demo-portal-1");
  await press("Enter");
  await page.waitForURL((url) => url.pathname !== "/login" && url.pathname !== "/");
  await page.locator("header kbd").waitFor();
  await press("Control+k");
  await page.locator("dialog").getByRole("combobox").waitFor();
  await keyboard.type("new customer");
  await page.locator("dialog").getByRole("option", { name: "New customer" }).waitFor();
  await press("Enter");
  await page.waitForURL("**/customers/new");
  await page.locator('main [name="name"]').waitFor();
  await goTo("name");
  await keyboard.type(`Keyboard ${Date.now()}`);
  await goTo("email");
  await keyboard.type("keyboard@example.com");
  await press("Enter");
  await page.waitForURL(/\/customers\/\d+$/);
  console.log(`a customer by keyboard: ${commands} key commands of 12`);
  expect(commands).toBeLessThanOrEqual(12);
});
