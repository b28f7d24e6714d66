import { expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";

givenBrowser();

/** What a page shows of the fields of a new customer: their names, values and standing. */
const fieldsOf = () =>
  [...document.querySelectorAll<HTMLInputElement>("main form [name]:not([type=hidden])")].map((field) => [
    field.name,
    field.type === "checkbox" ? String(field.checked) : field.value,
    field.disabled,
  ]);

it("the fields of a new customer are each reader's own, and work in the browser", async () => {
  const seen = [];
  for (const [login, locale] of [
    ["reseller", "en-GB"],
    ["reseller", "en-GB"],
    ["ssp-root", "en-GB"],
    ["reseller", "ru-RU"],
  ] as const) {
    const { page } = await loggedIn(login, { locale });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    await page.goto("/customers/new");
    // comes with JavaScript alone, once the page is taken over
    await page.locator("table input:not([name])").first().waitFor({ state: "attached" });
    seen.push({
      fields: await page.evaluate(fieldsOf),
      title: await page.locator("details h2").first().textContent(),
    });
    expect(errors).toEqual([]);
    await page
      .locator("summary", { has: page.locator("h2") })
      .first()
      .click();
    const ability = page.locator('[data-part="ability"]');
    const said = await ability.textContent();
    const box = page.locator('[name="customers_mgmt.1"]');
    await box.evaluate((field) => field.closest("details")?.setAttribute("open", ""));
    await box.check();
    // says what the customer can do now
    await expect.poll(async () => await ability.textContent()).not.toBe(said);
    expect(await ability.locator("li").count()).toBeGreaterThan(2);
    await expect
      .poll(async () => await page.locator("details summary").allTextContents())
      .toContainEqual(expect.stringMatching(/: 1$/));
  }
  const [first, second, root, russian] = seen;
  expect(second).toEqual(first);
  // root may give more than a reseller
  expect(root?.fields).not.toEqual(first?.fields);
  expect(russian?.title).toMatch(/[а-я]/i);
});

it("whoever moves to the form of a new customer reads there what one that was loaded says", async () => {
  const { page } = await loggedIn("reseller");
  const ability = page.locator('[data-part="ability"]');
  await page.goto("/customers/new");
  const loaded = await ability.textContent();
  await page.goto("/customers");
  await page.getByRole("link", { name: "New customer" }).first().click();
  // its texts are fetched on the way
  await expect.poll(async () => await ability.textContent()).toBe(loaded);
});
