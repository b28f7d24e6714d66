import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, logIn, person } from "../stage/browser";

givenBrowser();

const some = () => Math.random().toString(36).slice(2, 8);

/** Creates a profile through the form. @param boxes the labels of the rights that it gives */
async function makeProfile(page: Page, name: string, boxes: readonly string[]): Promise<void> {
  await page.goto("/profiles/new");
  await page.fill('[name="name"]', name);
  await page.selectOption('[name="i_tariff"]', "");
  await page.locator("summary", { hasText: "Permissions" }).click();
  for (const box of boxes) await page.getByLabel(box, { exact: true }).check();
  await page.fill('[name="max_depth"]', "2");
  await page.locator("summary", { hasText: "Rating" }).click();
  await page.fill('[name="credit_limit"]', "500");
  await page.getByRole("button", { name: "Create profile" }).click();
  await page.waitForURL("**/profiles");
}

async function abilityOn(page: Page): Promise<string> {
  return (await page.locator('[data-part="ability"]').textContent()) ?? "";
}

it("a new sub-reseller from a profile takes 7 interactions with an invitation, and 9 with a generated password, which works", async () => {
  const { page, context } = await loggedIn("reseller");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const [profile, login] = [`Prepaid reseller EU ${some()}`, `hand-${some()}`];
  await makeProfile(page, profile, ["Sub-customers: Add", "Sub-customers: Edit", "May give its own tariff"]);
  await page.goto("/overview");

  let interactions = 0;
  const hand = async (act: Promise<unknown>) => {
    interactions += 1;
    await act;
  };
  await hand(page.getByRole("link", { name: "Customers", exact: true }).first().click());
  await hand(page.getByRole("link", { name: "New customer" }).click());
  await hand(page.getByLabel("Profile").selectOption({ label: profile }));
  await page.getByText(`Filled in from “${profile}”`).waitFor();
  await hand(page.getByLabel("Name required").fill(`Sub ${login}`));
  await hand(page.getByLabel("Login").fill(login));
  await page.fill('[name="email"]', "somebody@example.com");
  expect(await page.isVisible('[name="web_password"]')).toBe(false);
  const untilInvited = interactions + 2;
  await hand(page.check('[name="first_log_in"][value="password"]'));
  await hand(page.getByRole("button", { name: "Generate a password" }).click());
  const shown = await page.locator('[data-part="shown-once"] output').textContent();
  await hand(page.locator('[data-part="shown-once"]').getByRole("button", { name: "Copy" }).click());
  expect(await page.evaluate(async () => await navigator.clipboard.readText())).toBe(shown);
  expect(await abilityOn(page)).toContain("May add and edit sub-customers.");
  expect(await abilityOn(page)).toContain("up to 2 levels below");
  expect(await abilityOn(page)).toContain("can spend $500.00 on credit");
  await hand(page.getByRole("button", { name: "Create customer" }).click());
  await page.waitForURL(/\/customers\/\d+$/);
  expect([untilInvited, interactions]).toEqual([7, 9]);

  expect(await page.locator('[data-part="summary"]').textContent()).toContain("$500.00");
  expect(page.url()).not.toContain(shown);
  const sub = await person();
  await logIn(sub.page, login, shown ?? "");
  // people who made it know the password
  await sub.page.fill('[name="web_password"]', "my very own choice");
  await sub.page.press('[name="web_password"]', "Enter");
  await sub.page.waitForURL("**/overview");
  await sub.page.goto("/customers/new");
  expect(await sub.page.locator("h1").textContent()).toBe("New customer");
});

it("what was taken from a reseller is marked in its profile and left out of a new customer", async () => {
  const { page } = await loggedIn("reseller");
  const login = `taken-${some()}`;
  await page.goto("/customers/new");
  await page.fill("#field-name", login);
  await givePassword(page, "a good long secret");
  await page.uncheck('[type="checkbox"][name="must_change"]');
  await page.locator("summary", { hasText: "Permissions" }).click();
  for (const box of [
    "Sub-customers: Add",
    "Sub-customers: Delete",
    "Vouchers: Add",
    "May give its own tariff",
  ])
    await page.getByLabel(box, { exact: true }).check();
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  const at = new URL(page.url()).pathname;

  const sub = await person();
  await logIn(sub.page, login, "a good long secret");
  await makeProfile(sub.page, "Mine", ["Sub-customers: Add", "Sub-customers: Delete", "Vouchers: Add"]);

  await page.goto(`${at}/edit`);
  expect(await abilityOn(page)).toContain("May add and delete sub-customers.");
  await page.getByLabel("Sub-customers: Delete", { exact: true }).uncheck();
  await page.getByLabel("Vouchers: Add", { exact: true }).uncheck();
  // the form says so before anybody saves
  expect(await abilityOn(page)).toContain("May add sub-customers.");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(`**${at}`);

  await sub.page.goto("/profiles");
  await sub.page.getByRole("link", { name: "Use: Mine" }).click();
  const marked = sub.page.locator('[data-part="left-out"] li');
  await marked.first().waitFor();
  expect(await marked.allTextContents()).toEqual([
    "Sub-customers: The provider does not have these rights, so they cannot be given: delete.",
    "Vouchers: The provider does not have these rights, so they cannot be given: add.",
  ]);
  await sub.page.fill("#field-name", login);
  await sub.page.check('[name="first_log_in"][value="password"]');
  await sub.page.getByRole("button", { name: "Generate a password" }).click();
  const password = await sub.page.inputValue('[name="web_password"]');
  await sub.page.getByRole("button", { name: "Create customer" }).click();
  // the name is taken, and the form keeps what people typed and what it filled in and generated
  await sub.page.locator('[aria-invalid="true"]').first().waitFor();
  expect(await sub.page.inputValue("#field-name")).toBe(login);
  expect(await sub.page.inputValue('[name="web_password"]')).toBe(password);
  expect(await sub.page.inputValue('[name="credit_limit"]')).toBe("500");
  await sub.page.fill("#field-name", `${login} below`);
  await sub.page.getByRole("button", { name: "Create customer" }).click();
  await sub.page.waitForURL(/\/customers\/\d+$/);
  await sub.page.goto(`${new URL(sub.page.url()).pathname}/permissions`);
  const rowOf = async (area: string) =>
    (
      await sub.page
        .getByRole("row", { name: new RegExp(`^${area} `) })
        .getByRole("cell")
        .allTextContents()
    ).slice(-3);
  expect(await rowOf("Sub-customers")).toEqual(["in force", "not given", "not given"]);
  expect(await rowOf("Vouchers")).toEqual(["not given", "not given", "not given"]);
});

it("with JavaScript switched off: a profile from a customer, a copy, and a generated password that is shown once", async () => {
  const { page } = await person({ javaScriptEnabled: false });
  await logIn(page, "reseller");
  await page.goto("/customers?q=Metro+Calls&direct=1");
  await page.locator("tbody a").first().click();
  const profile = `Like Metro ${some()}`;
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("link", { name: "Save as profile" }).click();
  await page.fill('[name="name"]', profile);
  await page.getByRole("button", { name: "Create profile" }).click();
  await page.waitForURL("**/profiles");
  expect(await page.locator("main li", { hasText: profile }).textContent()).toContain("Credit limit: 100");

  await page.goto("/customers/new");
  await page.getByLabel("Profile").selectOption({ label: profile });
  await page.getByRole("button", { name: "Fill in" }).click();
  await page.getByText(`Filled in from “${profile}”`).waitFor();
  await page.fill('[name="copy"]', "metro CALLS");
  await page.getByRole("button", { name: "Fill in" }).click();
  await page.getByText("Filled in from “Metro Calls”").waitFor();
  expect(await abilityOn(page)).toContain("can spend $100.00 on credit");

  const name = `plain-${some()}`;
  await page.fill("#field-name", name);
  await page.locator("summary", { hasText: "Limits" }).click();
  await page.fill('[name="max_sessions"]', "x");
  await page.check('[name="first_log_in"][value="password"]');
  await page.getByLabel("Generate a password and show it after saving").check();
  await page.getByRole("button", { name: "Create customer" }).click();
  expect(await page.locator('[name="max_sessions"]').getAttribute("aria-invalid")).toBe("true");
  expect(await page.inputValue("#field-name")).toBe(name);
  await page.locator("summary", { hasText: "Limits" }).click();
  await page.fill('[name="max_sessions"]', "7");
  expect(await page.getByLabel("Generate a password and show it after saving").isChecked()).toBe(true);
  await page.getByRole("button", { name: "Create customer" }).click();
  const made = await page.getByTestId("one-time-password").textContent();
  expect(await page.locator("main").textContent()).toContain(`${name} was created`);
  const sub = await person();
  await logIn(sub.page, name, made ?? "");

  await page.goto("/profiles");
  await page.getByRole("link", { name: `Delete: ${profile}` }).click();
  await page.getByRole("button", { name: "Delete profile" }).click();
  await page.waitForURL("**/profiles");
  expect(await page.getByRole("link", { name: profile, exact: true }).count()).toBe(0);
});

it("nobody starts from what is not theirs: a profile or customer that is not there reads the same", async () => {
  const { page } = await loggedIn("reseller");
  const texts = [];
  for (const query of ["profile=999999", "copy=1", "copy=ssp-root", "copy=nobody+has+this", "profile=x"]) {
    expect((await page.goto(`/customers/new?${query}`))?.status()).toBe(200);
    texts.push(await page.locator('[data-part="start-from"] [role="status"]').textContent());
  }
  expect(new Set(texts).size).toBe(1);
  expect((await page.goto("/profiles/999999"))?.status()).toBe(404);
  expect((await page.goto("/profiles/new?from=1"))?.status()).toBe(404);
});
