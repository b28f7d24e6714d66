import { expect, it } from "vitest";
import { givenBrowser, loggedIn, person } from "./browser";

givenBrowser();

it("a reseller finds its customers from the desk, and sees there whom it opened last", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers?q=Blue+Door+Bakery");
  const path = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
  await page.goto(path);
  await page.locator("h1", { hasText: "Blue Door Bakery" }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Support", exact: true }).click();
  await page.getByRole("heading", { name: "Support", level: 1 }).waitFor();
  // whoever opens the page can type at once
  await page.keyboard.type("metro calls");
  await page
    .getByRole("option", { name: /Metro Calls/ })
    .first()
    .waitFor();
  await page.keyboard.press("Escape");
  await page.goto(`/customers?q=${path.split("/").at(-1)}/`);
  expect(await page.locator("tbody a").first().getAttribute("href")).toBe(path);
});

it("the desk's search is a form before any script, and finds by a place in the tree", async () => {
  const { page } = await person({ javaScriptEnabled: false });
  await page.goto("/login");
  await page.fill('[name="login"]', "reseller");
  await page.fill('[name="password"]', "demo-portal-1");
  await page.press('[name="password"]', "Enter");
  await page.waitForURL("**/overview");
  await page.goto("/support");
  await page.fill('main [name="q"]', "metro calls");
  await page.press('main [name="q"]', "Enter");
  await page.waitForURL("**/customers?q=metro+calls");
  expect(await page.locator("tbody").textContent()).toContain("Metro Calls");
});

it("who has nobody below is told that there is nobody to help yet, and has no link to it", async () => {
  const { page } = await loggedIn("customer");
  expect(await page.getByRole("link", { name: "Support", exact: true }).count()).toBe(0);
  await page.goto("/support");
  await page.getByText("There is nobody to help yet").waitFor();
});
