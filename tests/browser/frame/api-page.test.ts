import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { authorization } from "../../xmlapi/stage/digest-client";
import { givenBrowser, givePassword, logIn, person } from "../stage/browser";
import { here } from "../stage/here";

givenBrowser();

/** Makes a reseller for one test, so that tests do not share an API password. */
async function reseller(options: Parameters<typeof person>[0] = {}): Promise<{ page: Page; login: string }> {
  const above = await person();
  await logIn(above.page, "reseller");
  const login = `api reseller ${Date.now()}`;
  await above.page.goto("/customers/new");
  await above.page.fill('[name="name"]', login);
  await givePassword(above.page, "a good long secret");
  await above.page.uncheck('[type="checkbox"][name="must_change"]');
  await above.page.locator("summary", { hasText: "Permissions" }).click();
  await above.page.getByLabel("May use the API").check();
  await above.page.getByRole("button", { name: "Create customer" }).click();
  await above.page.waitForURL(/\/customers\/\d+$/);
  const { page } = await person(options);
  await logIn(page, login, "a good long secret");
  return { page, login };
}

/** Calls a method as a program does, at the address that the page shows. @returns the text of the answer */
async function call(page: Page, username: string, password: string, method: string): Promise<string> {
  const endpoint = await saidBeside(page, "Address");
  const body = `<methodCall><methodName>${method}</methodName></methodCall>`;
  const challenge = (await fetch(endpoint, { method: "POST", body })).headers.get("www-authenticate");
  const nonce = /nonce="([^"]+)"/.exec(challenge ?? "")?.[1] ?? "";
  const headers = { authorization: authorization({ username, password }, { nonce }) };
  const answer = await fetch(endpoint, { method: "POST", body, headers });
  return `${answer.status} ${await answer.text()}`;
}

/** Reads what the page shows beside a label. */
async function saidBeside(page: Page, label: string): Promise<string> {
  const row = page.locator("dl > div", { has: page.locator("dt", { hasText: new RegExp(`^${label}$`) }) });
  return ((await row.locator("dd code, dd > span > span:first-child").first().textContent()) ?? "").trim();
}

it("a reseller with API access sets an API password on its page; a digest call with it works, and is then among the last calls", async () => {
  const { page, login } = await reseller();
  await page.getByRole("link", { name: "API", exact: true }).first().click();
  await page.waitForURL("**/api");
  await page.getByRole("link", { name: "XML-RPC", exact: true }).click();
  await page.waitForURL("**/api/xmlapi");
  expect(await saidBeside(page, "Address")).toBe(`${here.base}/xmlapi/xmlapi`);
  expect(await saidBeside(page, "Login")).toBe(login);
  expect(await saidBeside(page, "API password")).toBe("not set");
  expect(await page.locator("main").textContent()).toContain("No calls yet.");

  await page.fill('[name="api_password"]', "short");
  await page.getByRole("button", { name: "Set API password" }).click();
  await page.locator(".field-problem", { hasText: "At least 8 characters." }).waitFor();
  await page.fill('[name="api_password"]', "a password for programs");
  await page.getByRole("button", { name: "Set API password" }).click();
  await page.getByText("The API password was set").waitFor();
  expect(await saidBeside(page, "API password")).toBe("set by you");
  expect(await page.content()).not.toContain("a password for programs");

  expect(await call(page, login, "a password for programs", "listCustomers")).toMatch(/^200 .*<string>OK</s);
  expect(await call(page, login, "a password for programs", "deleteCustomer")).toContain("<int>400</int>");
  expect(await call(page, login, "another password", "listCustomers")).toMatch(/^401 /);

  const rows = page.getByRole("region", { name: "Last calls" }).locator("tbody tr");
  // the program writes calls down within about a second
  const refreshed = async () => {
    await page.getByRole("link", { name: "Refresh" }).click();
    return await rows.count();
  };
  await expect.poll(refreshed, { timeout: 30_000, interval: 500 }).toBe(2);
  const texts = await rows.allTextContents();
  expect(texts[0]).toMatch(/deleteCustomer.*fault 400.*127\.0\.0\.1/);
  expect(texts[1]).toMatch(/listCustomers.*answered.*127\.0\.0\.1/);
});

it("without JavaScript an API password is made, shown once, and works; the examples bear the reader's own address and login", async () => {
  const { page, login } = await reseller({ javaScriptEnabled: false });
  await page.goto("/api/xmlapi");
  await page.getByRole("button", { name: "Make one for me" }).click();
  const made = (await page.locator("output").textContent()) ?? "";
  expect(made).toMatch(/^[\w-]{24}$/);
  expect(await call(page, login, made, "listCustomers")).toMatch(/^200 .*<string>OK</s);
  await page.goto("/api/xmlapi");
  expect(await page.content()).not.toContain(made);
  for (const language of ["curl", "Python", "PHP", "TypeScript"]) {
    const program = await page
      .getByRole("region", { name: language, exact: true, includeHidden: true })
      .textContent();
    expect(program).toContain(`${here.base}/xmlapi/xmlapi`);
    expect(program).toContain(login);
  }
});

it("of a customer without API access the entry leads to webhooks, which need none; the addresses say what is missing and whom to ask", async () => {
  const { page } = await person();
  await logIn(page, "customer");
  expect(await page.getByRole("link", { name: "API", exact: true }).first().getAttribute("href")).toBe(
    "/api/webhooks",
  );
  for (const path of ["/api", "/api/xmlapi"]) {
    await page.goto(path);
    const main = (await page.locator("main").textContent()) ?? "";
    expect(main).toContain("You lack the right to use the API. Ask your provider for it.");
    expect(main).toContain("Only your provider can switch it on.");
    expect(main).not.toMatch(/\/xmlapi\/xmlapi|New key/);
  }
});
