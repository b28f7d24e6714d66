import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, logIn, person } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

it("logging in, creating, editing and deleting work with JavaScript switched off", async () => {
  const { page } = await person({ javaScriptEnabled: false });
  await page.goto("/login");
  await page.fill('[name="login"]', "reseller");
  await page.fill('[name="password"]', "wrong password");
  await page.press('[name="password"]', "Enter");
  expect(await page.locator("main").textContent()).toContain("Login or password is wrong.");
  expect(await page.inputValue('[name="login"]')).toBe("reseller");
  await logIn(page, "reseller");

  const name = `Plain ${Date.now()}`;
  await page.goto("/customers/new");
  await page.fill('[name="name"]', name);
  await givePassword(page, "short");
  await page.getByRole("button", { name: "Create customer" }).click();
  expect(await page.locator('[name="web_password"]').getAttribute("aria-invalid")).toBe("true");
  expect(await page.inputValue('[name="name"]')).toBe(name);
  await page.fill('[name="web_password"]', "long enough by far");
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  const at = new URL(page.url()).pathname;

  await page.goto(`${at}/edit`);
  await page.locator("summary", { hasText: "Identity" }).click();
  await page.fill('[name="description"]', "a note");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(`**${at}`);
  expect(await page.locator("main").textContent()).toContain("a note");

  await page.goto(`${at}/delete`);
  await page.fill('[name="confirm"]', name);
  await page.getByRole("button", { name: "Delete customer" }).click();
  await page.waitForURL("**/customers");
  expect((await page.goto(at))?.status()).toBe(404);
});

it("a form that comes too late leads to the page that asks for the password, and from there back to the form", async () => {
  const userAgent = `late ${Date.now()}`;
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false, userAgent });
  await page.goto("/customers?q=Harbour+Telecom");
  const at = await page.locator("tbody a").first().getAttribute("href");
  await page.goto(`${at}/delete`);
  await page.fill('[name="confirm"]', "Harbour Telecom");
  await inDatabase(here.ownerUrl, (client) =>
    client.query("UPDATE sessions SET fresh_until = NULL WHERE user_agent = $1", [userAgent]),
  );
  await page.getByRole("button", { name: "Delete customer" }).click();
  await page.fill('[name="current_password"]', "demo-portal-1");
  await page.press('[name="current_password"]', "Enter");
  await page.waitForURL(`**${at}/delete`);
  expect(await page.locator('[name="confirm"]').isVisible()).toBe(true);
});
