import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn, logIn, person } from "../stage/browser";

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

it("without JavaScript every call is found and read about, in Russian too, and the file is there for anybody", async () => {
  const { page } = await person({ javaScriptEnabled: false, locale: "ru" });
  expect((await page.request.get("/api/v1/openapi.json")).status()).toBe(200);
  await logIn(page, "reseller");
  await page.goto("/api/reference?q=payments");
  await page.locator('a[href="/api/reference/customerAddFunds"]').click();
  await page.getByRole("heading", { level: 1, name: "customerAddFunds" }).waitFor();
  expect(await page.locator("main").textContent()).toContain("POST /api/v1/customers/{c}/payments");
  expect(await page.locator("main").textContent()).toContain("JavaScript");
  expect((await page.goto("/api/reference/nothing"))?.status()).toBe(404);
});
