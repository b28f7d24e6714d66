import { readdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn, logIn, person } from "../stage/browser";
import { createCustomer, newPassword } from "../stage/create-customer";

givenBrowser();

/** The name of the field that has the focus; '' if none has. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(() => document.activeElement?.getAttribute("name") ?? "");
}

/** The first field of each page before log-in, and of each page for one thing; null: it never has one. */
const begins: Readonly<Record<string, string | null>> = {
  "/api/v1/problems/[key]": null,
  "/choose-password": "web_password",
  "/confirm": "current_password",
  "/confirm/done": null,
  "/forgotten": "login",
  "/link": "web_password",
  "/login": "login",
  "/second-factor": "code",
};

it("each page before log-in names the field that it begins with", () => {
  const pages = readdirSync("app/(sign-in)", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("/page.tsx"))
    .map((file) => `/${file.replace("/page.tsx", "")}`);
  expect(pages.toSorted()).toEqual(Object.keys(begins).toSorted());
});

it.each([true, false])(
  "a page for one thing has the focus in its first field (JavaScript: %j)",
  async (javaScriptEnabled) => {
    const nobody = await person({ javaScriptEnabled });
    for (const path of ["/login", "/forgotten"]) {
      await nobody.page.goto(path);
      // without a script the browser does it, once it has drawn the page
      await expect.poll(async () => await focused(nobody.page), { message: path }).toBe(begins[path]);
    }
    const { page } = await loggedIn("customer", { javaScriptEnabled });
    await page.goto("/confirm");
    await expect.poll(async () => await focused(page)).toBe(begins["/confirm"]);
  },
);

it("whoever chooses a password of their own types it at once, and after a refusal again", async () => {
  const { page: root } = await loggedIn("ssp-root");
  const name = `Zfocus ${Math.random().toString(36).slice(2, 8)}`;
  const id = await createCustomer(root, "1", name, false);
  await root.goto(`/customers/${id}/one-time-password`);
  await root.getByRole("button", { name: "Make a one-time password" }).click();
  const oneTime = await root
    .locator('[data-part="shown-once"] code, [data-part="shown-once"] output')
    .first()
    .textContent();
  const { page } = await person();
  await page.goto("/login");
  await page.fill('[name="login"]', name);
  await page.fill('[name="password"]', (oneTime ?? "").trim());
  await page.press('[name="password"]', "Enter");
  await page.waitForURL("**/choose-password");
  await expect.poll(async () => await focused(page)).toBe("web_password");
  await page.keyboard.type("short");
  await page.keyboard.press("Enter");
  await page.locator('[aria-invalid="true"]').waitFor();
  await expect.poll(async () => await focused(page)).toBe("web_password");
  // the field is empty again, so nothing but the refusal is said about it
  await expect.poll(async () => await page.locator('[data-part="password-meter"]').textContent()).toBe("");
});

it("a new customer's name is within two Tabs of the beginning of the content", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers/new");
  await page.locator("#content").focus();
  const passed: string[] = [];
  for (let tabs = 0; tabs < 2; tabs += 1) {
    await page.keyboard.press("Tab");
    passed.push(await focused(page));
  }
  expect(passed).toContain("name");
});

it("a form that is sent after the log-in has ended stays as it was typed, and goes on after a log-in in another window", async () => {
  const { page, context } = await loggedIn("reseller");
  await page.goto("/customers/new");
  await page.fill('[name="name"]', "Kept although nobody was there");
  await context.clearCookies({ name: /session/ });
  await page.getByRole("button", { name: "Create customer" }).click();
  const link = page.getByRole("link", { name: "Log in in another window" });
  await link.waitFor();
  expect(await page.inputValue('[name="name"]')).toBe("Kept although nobody was there");
  const [other] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await other.fill('[name="login"]', "reseller");
  await other.fill('[name="password"]', "demo-portal-1");
  await other.press('[name="password"]', "Enter");
  await other.getByRole("heading", { name: "You are logged in" }).waitFor();
  await other.close();
  await page.fill('[name="name"]', "Thames Voice");
  await page.getByRole("button", { name: "Create customer" }).click();
  // the form went out with a log-in again, so the page now marks wrong values beside their fields
  await page.locator('[aria-invalid="true"]').first().waitFor();
  expect(await link.count()).toBe(0);
});

it("before JavaScript such a form is answered with what was typed, and no secret", async () => {
  const { page, context } = await loggedIn("reseller", { javaScriptEnabled: false });
  await page.goto("/customers/new");
  await page.fill('[name="name"]', "Kept although nobody was there");
  await page.check('[name="first_log_in"][value="password"]');
  await page.fill('[name="web_password"]', "a secret that nobody shows");
  await context.clearCookies({ name: /session/ });
  await page.getByRole("button", { name: "Create customer" }).click();
  expect(await page.locator("h1").textContent()).toBe("Your log-in has ended");
  const text = (await page.locator("body").textContent()) ?? "";
  expect(text).toContain("Kept although nobody was there");
  expect(text).not.toContain("a secret that nobody shows");
});

it("whose log-in a block ended reads so where they log in again", async () => {
  const { page: root } = await loggedIn("ssp-root");
  const name = `Zended ${Math.random().toString(36).slice(2, 8)}`;
  const id = await createCustomer(root, "1", name, false);
  const { page } = await person();
  await logIn(page, name, newPassword);
  await root.goto(`/customers/${id}/block`);
  await root.getByLabel("Non-payment").check();
  await root.getByLabel("Text for the customer").fill("Please pay the last bill.");
  await root.getByRole("button", { name: "Block customer" }).click();
  await root.waitForURL((url) => !url.pathname.endsWith("/block"));
  await page.goto("/overview");
  expect(new URL(page.url()).pathname).toBe("/login");
  expect(await page.locator("main").textContent()).toContain("Please pay the last bill.");
  // the answer to the next try says the same, and it is said once
  await page.fill('[name="login"]', name);
  await page.fill('[name="password"]', newPassword);
  await page.press('[name="password"]', "Enter");
  await page.locator("[data-problem]", { hasText: "Please pay the last bill." }).waitFor();
  expect(await page.getByText("Please pay the last bill.").filter({ visible: true }).count()).toBe(1);
});
