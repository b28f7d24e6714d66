import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, logIn, person } from "../stage/browser";
import { createCustomer, newPassword } from "../stage/create-customer";

givenBrowser();

/** A new customer of root, to which nobody has logged in yet. */
async function newCustomer(): Promise<{ root: Page; i_customer: string; login: string }> {
  const { page: root } = await loggedIn("ssp-root");
  const login = `Person ${Math.random().toString(36).slice(2, 9)}`;
  return { root, login, i_customer: await createCustomer(root, "1", login, false) };
}

/** Adds another web user. */
async function colleague(root: Page, i_customer: string, level: string): Promise<string> {
  const login = `${level} ${Math.random().toString(36).slice(2, 9)}`;
  await root.goto(`/customers/${i_customer}/web-users/new`);
  await root.fill('[name="web_login"]', login);
  await root.selectOption('[name="access_level"]', level);
  await givePassword(root, newPassword);
  await root.uncheck('[type="checkbox"][name="must_change"]');
  await root.getByRole("button", { name: "Add web user" }).click();
  await root.waitForURL(/\/web-users\/\d+$/);
  return login;
}

const speaks = async (page: Page) => await page.locator("html").getAttribute("lang");
const tabsOf = async (page: Page) =>
  (
    await page
      .getByRole("navigation", { name: "Parts of the preferences" })
      .getByRole("link")
      .allTextContents()
  ).slice(0, 2);

it("where nobody chose a language the portal speaks as the log-in page did; what was chosen holds, and a button pressed at the log-in goes before it", async () => {
  const { root, i_customer, login } = await newCustomer();
  const { page } = await person({ locale: "ru-RU" });
  await logIn(page, login, newPassword);
  expect(await speaks(page)).toBe("ru");
  const { page: english } = await person({ locale: "en-GB" });
  await logIn(english, login, newPassword);
  expect(await speaks(english)).toBe("en");

  // the parent chooses it for the customer
  await root.goto(`/customers/${i_customer}/edit`);
  await root
    .locator("details", { has: root.locator('[name="i_lang"]') })
    .evaluate((fold) => fold.setAttribute("open", ""));
  await root.selectOption('[name="i_lang"]', "ru");
  await root.getByRole("button", { name: "Save" }).first().click();
  await root.waitForURL(/\/customers\/\d+(\/[a-z-]+)?$/);
  await english.context().clearCookies();
  await logIn(english, login, newPassword);
  expect(await speaks(english)).toBe("ru");

  // a language chosen on the log-in page stays; the next log-in has the one set for the person
  await english.context().clearCookies();
  await english.goto("/login");
  await english.getByRole("button", { name: "Русский" }).click();
  await english.getByRole("button", { name: "Войти", exact: true }).waitFor();
  await english.getByRole("button", { name: "English" }).click();
  await english.getByRole("button", { name: "Log in", exact: true }).waitFor();
  await logIn(english, login, newPassword);
  expect(await speaks(english)).toBe("en");
  await english.context().clearCookies({ name: /session/ });
  await logIn(english, login, newPassword);
  expect(await speaks(english)).toBe("ru");
});

it.each([true, false])(
  "whoever is alone has one page; among several each has a page of their own, and an administrator the company's (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { root, i_customer, login } = await newCustomer();
    const { page } = await person({ javaScriptEnabled });
    await logIn(page, login, newPassword);
    for (const old of ["/preferences/mine", "/preferences/company"]) {
      await page.goto(old);
      expect(new URL(page.url()).pathname).toBe("/preferences");
    }
    expect(await tabsOf(page)).toEqual(["General", "Password"]);
    expect(await page.locator('[name="i_lang"]').count()).toBe(1);
    // nor are there two settings if the provider looks after the log-in
    await root.goto(`/customers/${i_customer}/web-users`);
    await root.getByRole("link", { name: login }).last().click();
    await root.waitForURL(/\/web-users\/\d+$/);
    expect(await root.locator('[name="i_lang"]').count()).toBe(0);

    const reporter = await colleague(root, i_customer, "REPORTER");
    const { page: theirs } = await person({ javaScriptEnabled });
    await logIn(theirs, reporter, newPassword);
    await theirs.goto("/preferences");
    expect(await tabsOf(theirs)).toEqual(["Personal", "Password"]);
    expect(await theirs.locator('[name="i_lang"] option').first().textContent()).toBe(
      "As your company: English",
    );
    await theirs.goto("/preferences/company");
    await theirs.getByText("Your access level Reporter does not allow this.").waitFor();
    // a language of one's own, then the company's again: the portal speaks each at once
    for (const [value, save, saved, spoken] of [
      ["ru", "Save", "Настройки сохранены", "ru"],
      ["", "Сохранить", "Your preferences were saved", "en"],
    ] as const) {
      await theirs.goto("/preferences");
      await theirs.selectOption('[name="i_lang"]', value);
      await theirs.getByRole("button", { name: save, exact: true }).first().click();
      await theirs.getByText(saved).first().waitFor();
      expect(await speaks(theirs)).toBe(spoken);
    }

    await page.goto("/preferences");
    expect(await tabsOf(page)).toEqual(["Personal", "Company"]);
    await page.getByRole("link", { name: "Company" }).click();
    await page.waitForURL("**/preferences/company");
    await page.selectOption('[name="i_lang"]', "ru");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page
      .getByText(/Your preferences were saved|Настройки сохранены/)
      .first()
      .waitFor();
    expect(new URL(page.url()).pathname).toBe("/preferences/company");
    await theirs.goto("/preferences");
    expect(await theirs.locator('[name="i_lang"] option').first().textContent()).toBe(
      "As your company: Русский",
    );
    // this browser shows another language than the one set, and the page says so
    await theirs.getByText("This browser shows English").waitFor();
  },
);

it.each([true, false])(
  "one's preferences are one form with one button, and a mistake in one group saves none of them (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { login } = await newCustomer();
    const { page } = await person({ javaScriptEnabled });
    await logIn(page, login, newPassword);
    const save = page.getByRole("button", { name: "Save" });
    const shown = async () => [
      await page.inputValue('[name="city"]'),
      await page.inputValue('[name="low_balance_threshold"]'),
    ];
    await page.goto("/preferences");
    expect(await save.count()).toBe(1);
    await page.fill('[name="city"]', "Bodø");
    await page.fill('[name="low_balance_threshold"]', "some");
    await save.click();
    await page.locator('[name="low_balance_threshold"][aria-invalid="true"]').waitFor();
    expect(await shown()).toEqual(["Bodø", "some"]);
    await page.goto("/preferences");
    expect(await shown()).toEqual(["", ""]);
    await page.fill('[name="city"]', "Bodø");
    await page.fill('[name="low_balance_threshold"]', "-5");
    await save.click();
    await page.getByText("Your preferences were saved").first().waitFor();
    await page.goto("/preferences");
    expect(await shown()).toEqual(["Bodø", "-5"]);
  },
);
