import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here as served } from "../stage/here";

givenBrowser();

const button = async (page: Page, name: string) =>
  await page.getByRole("button", { name, exact: true }).click();

/** Brings about in the database what would take days, or a receiver of the public internet. */
const query = async (statement: string) =>
  await inDatabase(served.ownerUrl, async (client) => await client.query(statement));

/** Adds a webhook that leads nowhere, and opens its page. @returns its secret */
async function add(page: Page): Promise<string> {
  await page.goto("/api/webhooks/new");
  await page.fill('[name="url"]', "https://nobody.invalid/hook");
  await button(page, "Add webhook");
  const secret =
    (await page
      .getByText(/^whsec_/)
      .first()
      .textContent()) ?? "";
  await page.getByRole("link", { name: "Done" }).click();
  await page.waitForURL("**/api/webhooks");
  await page.locator("main tbody a").last().click();
  await page.waitForURL(/\/api\/webhooks\/\d+$/);
  return secret;
}

it("an administrator adds a webhook, sends an example, checks its signature, replaces its secret, switches it off and on, and deletes it", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/api");
  await page.getByRole("link", { name: "Webhooks", exact: true }).click();
  await page.waitForURL("**/api/webhooks");
  await page.goto("/api/webhooks/new");
  await page.fill('[name="url"]', "https://10.0.0.1/hook");
  await button(page, "Add webhook");
  await page.locator(".field-problem", { hasText: "no address of the public internet" }).waitFor();
  const secret = await add(page);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await page.content()).not.toContain(secret);

  await page.selectOption('[name="event"]', "money.payment");
  await button(page, "Send an example");
  await page.waitForURL(/\/messages\/\d+$/);
  // the program sends it by itself, and the page moves with it
  await page.locator("main dl", { hasText: "its name leads nowhere" }).waitFor();
  await page.locator("main ol details[open]", { hasText: "Nothing was answered." }).waitFor();
  const [headers = "", body = ""] = await page.locator("main pre").allTextContents();
  expect(JSON.parse(body)).toMatchObject({ type: "money.payment", data: { example: true } });
  const message = page.url();
  await page.goto(message.replace(/messages\/\d+$/, "check"));
  await page.fill('[name="headers"]', headers);
  await page.fill('[name="body"]', `${body} `);
  await button(page, "Check a signature");
  await page.getByText("The body is not the one that was sent.").waitFor();
  await page.fill('[name="body"]', body);
  await button(page, "Check a signature");
  await page.getByText("The signature holds").waitFor();

  await page.goto(message);
  await button(page, "Send again");
  await page.getByText("1 message is sent again").first().waitFor();

  const here = message.replace(/\/messages\/\d+$/, "");
  await page.goto(`${here}/rotate`);
  await button(page, "New secret");
  expect(
    await page
      .getByText(/^whsec_/)
      .first()
      .textContent(),
  ).not.toBe(secret);
  await page.goto(`${here}/edit`);
  // there is nothing to choose while all are told
  await page.locator("summary", { hasText: "Money" }).waitFor({ state: "hidden" });
  await page.getByLabel("Only these").check();
  await button(page, "Save");
  await page.locator(".field-problem", { hasText: "Choose at least one event." }).waitFor();
  await page.locator("summary", { hasText: "Money" }).click();
  await page.check('[name="events.money.*"]');
  await page.selectOption('[name="reach"]', "direct");
  await button(page, "Save");
  await page.waitForURL(here);
  expect(await page.locator("main dl").textContent()).toContain("Money");

  await button(page, "Switch off");
  await page.getByText("This webhook is off.").waitFor();
  await button(page, "Switch on and send what it missed");
  await button(page, "Switch off");
  await page.goto(`${here}/delete`);
  await button(page, "Delete webhook");
  await page.waitForURL("**/api/webhooks");
  expect((await page.goto(here))?.status()).toBe(404);
});

it("all of it is there before JavaScript", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  await add(page);
  await button(page, "Send an example");
  await page.waitForURL(/\/messages\/\d+$/);
  await expect
    .poll(async () => {
      await page.getByRole("link", { name: "Refresh" }).click();
      return await page.locator("main").textContent();
    })
    .toContain("its name leads nowhere");
  await page.goto(page.url().replace(/\/messages\/\d+$/, "/edit"));
  await page.locator("summary", { hasText: "Money" }).waitFor({ state: "hidden" });
  await page.getByLabel("Only these").check();
  await button(page, "Save");
  await page.getByText("Choose at least one event.").first().waitFor();
});

it("a message that may not be told of says why, and has no button that sends it again", async () => {
  const { page } = await loggedIn("reseller");
  await add(page);
  await button(page, "Send an example");
  await page.waitForURL(/\/messages\/\d+$/);
  const i_message = page.url().split("/").at(-1);
  await query(`UPDATE webhook_messages SET state = 'withheld' WHERE i_message = ${Number(i_message)}`);
  await page.reload();
  await page.getByText("Nothing is sent: a webhook tells what you can read in your history").waitFor();
  expect(await page.getByRole("button", { name: "Send again" }).count()).toBe(0);
  await page.goto(page.url().replace(/\/messages\/\d+$/, "?state=withheld"));
  await page.locator("main tbody", { hasText: "not for you to read now" }).waitFor();
});

it("the overview says by what a webhook was switched off: it answered 410, or nothing got through", async () => {
  const { page } = await loggedIn("reseller");
  await add(page);
  const i_endpoint = Number(page.url().split("/").at(-1));
  const off = async (why: string) =>
    await query(
      `UPDATE webhook_endpoints SET state = 'off', why = '${why}', off_at = now() WHERE i_endpoint = ${i_endpoint}`,
    );
  await off("gone");
  await page.goto("/overview");
  await page.getByText("A webhook was switched off: it answered that it is gone (410).").waitFor();
  expect(await page.getByText("nothing got through").count()).toBe(0);
  await off("failing");
  await page.goto("/overview");
  await page.getByText("A webhook was switched off, since nothing got through.").waitFor();
  await page.goto(`/api/webhooks/${i_endpoint}/delete`);
  await button(page, "Delete webhook");
});

it.each([
  ["en", "light"],
  ["ru", "dark"],
] as const)("axe finds nothing wrong with its pages in %s, %s", async (locale, colorScheme) => {
  const { page } = await loggedIn("reseller", { locale, colorScheme });
  await page.goto("/api/webhooks/new");
  expect(await problemsOf(page)).toEqual([]);
  await page.fill('[name="url"]', "https://nobody.invalid/hook");
  await page.locator("form.form button[type=submit]").click();
  await page
    .getByText(/^whsec_/)
    .first()
    .waitFor();
  expect(await problemsOf(page)).toEqual([]);
  await page.goto("/api/webhooks");
  expect(await problemsOf(page)).toEqual([]);
  await page.locator("main tbody a").last().click();
  await page.waitForURL(/\/api\/webhooks\/\d+$/);
  const here = page.url();
  await page.locator('form:has([name="event"]) button[type=submit]').click();
  await page.waitForURL(/\/messages\/\d+$/);
  expect(await problemsOf(page)).toEqual([]);
  for (const part of ["", "/edit", "/rotate", "/delete", "/check"]) {
    await page.goto(`${here}${part}`);
    expect(await problemsOf(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(here);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
