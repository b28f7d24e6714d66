import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn, logIn, person } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

it("a call is found by words, read about, and tried with a key for a quarter of an hour that only reads", async () => {
  const { page } = await loggedIn("reseller");
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await page.goto("/api");
  await page.getByRole("link", { name: "Reference", exact: true }).click();
  await page.getByRole("heading", { name: "Calls" }).waitFor();
  expect(await problemsOf(page)).toEqual([]);
  await page.getByText("Events of webhooks").click();
  await page.locator('a[href="/api/reference/on_money_payment"]').click();
  await page.getByRole("heading", { level: 1, name: "money.payment" }).waitFor();
  expect(await page.locator("main").textContent()).toContain('"type": "money.payment"');
  expect(await problemsOf(page)).toEqual([]);
  await page.goBack();
  await page.getByLabel("Search for calls").fill("get /customers/{c} attributes");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.waitForURL("**/api/reference?q=**");
  await page.locator('a[href="/api/reference/getCustomerInfo"]').click();
  await page.getByRole("heading", { level: 1, name: "getCustomerInfo" }).waitFor();
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Make one for 15 minutes, reading only" }).click();
  await page.getByText("A key that reads for 15 minutes is in the field.").waitFor();
  await page.getByLabel("{c}").fill("self");
  await page.getByRole("button", { name: "Send GET" }).click();
  await page.locator('[data-part="status"]').waitFor();
  expect(await page.locator('[data-part="status"]').textContent()).toBe("200 OK");
  expect(await page.getByRole("region", { name: "Answer", exact: true }).textContent()).toContain(
    '"name": "Acme Voice"',
  );
  await page.getByLabel("Key", { exact: true }).fill("trk_wrong");
  await page.getByRole("button", { name: "Send GET" }).click();
  await expect.poll(() => page.locator('[data-part="status"]').textContent()).toBe("401 Unauthorized");
  expect(violations).toEqual([]);
});

it("the key for trying stays for the other calls, a new one ends it, one that writes asks first who it is, and lists mark them", async () => {
  const userAgent = "Trying calls";
  const { page } = await loggedIn("reseller", { userAgent });
  const keyNow = () => page.getByLabel("Key", { exact: true }).inputValue();
  await page.goto("/api/reference/getCustomerInfo");
  await page.getByRole("button", { name: "Make one for 15 minutes, reading only" }).click();
  await expect.poll(keyNow).toMatch(/^trk_/);
  const first = await keyNow();
  expect(await page.getByRole("button", { name: "Make one that writes, too" }).count()).toBe(0);
  await page.getByRole("link", { name: "Reference", exact: true }).last().click();
  await page.getByLabel("Search for calls").fill("note");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\?q=note/);
  await page.locator('a[href="/api/reference/addNote"]').click();
  await page.getByRole("heading", { level: 1, name: "addNote" }).waitFor();
  await expect.poll(keyNow).toBe(first);
  await page.getByText("A key that reads for 15 minutes is in the field.").waitFor();

  await inDatabase(here.ownerUrl, (client) =>
    client.query("UPDATE sessions SET fresh_until = NULL WHERE user_agent = $1", [userAgent]),
  );
  await page.getByRole("button", { name: "Make one that writes, too" }).click();
  await page.waitForURL(/\/confirm\?next=%2Fapi%2Freference%2FaddNote/);
  await page.fill('[name="current_password"]', "demo-portal-1");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "addNote" }).waitFor();
  await page.getByRole("button", { name: "Make one that writes, too" }).click();
  await page.getByText("A key that reads and writes for 15 minutes is in the field.").waitFor();
  const second = await keyNow();
  expect(await problemsOf(page)).toEqual([]);
  const statusWith = (key: string) =>
    page.evaluate(
      async (given) => (await fetch("/api/v1/me", { headers: { authorization: `Bearer ${given}` } })).status,
      key,
    );
  expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
  await page.getByLabel("{c}").fill("self");
  await page.getByLabel("Body", { exact: true }).fill('{"text": "Tried out"}');
  await page.getByRole("button", { name: "Send POST" }).click();
  await page.locator('[data-part="status"]').waitFor();
  expect(await page.locator('[data-part="status"]').textContent()).toBe("201 Created");

  await page.goto("/api");
  const row = page.getByRole("region", { name: "Keys", exact: true }).locator("tr", {
    hasText: second.slice(0, 12),
  });
  expect(await row.textContent()).toContain("to try calls with");
});

it("without JavaScript every call is found and read about, in Russian too, and the file is there for anybody", async () => {
  const { page } = await person({ javaScriptEnabled: false, locale: "ru" });
  expect((await page.request.get("/api/v1/openapi.json")).status()).toBe(200);
  await logIn(page, "reseller");
  await page.goto("/api/reference?q=payments");
  await page.locator('a[href="/api/reference/customerAddFunds"]').click();
  await page.getByRole("heading", { level: 1, name: "customerAddFunds" }).waitFor();
  expect(await page.locator("main").textContent()).toContain("POST /api/v1/customers/{c}/payments");
  expect(await page.locator("main").textContent()).toContain("JavaScript");
  // each language's program and the form have its example, and what one gives is explained in the reader's words
  expect(await page.locator("textarea").inputValue()).toContain('"payment_notes": "Invoice 17"');
  await page.goto("/api/reference/createCustomer");
  expect(await page.locator("main").textContent()).toContain(
    "сумма 1 (добавлять), 2 (изменять) и 4 (удалять)",
  );
  expect((await page.goto("/api/reference/nothing"))?.status()).toBe(404);
});
