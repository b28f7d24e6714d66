import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, person } from "./browser";

givenBrowser();

/** Finds the page of a customer of the demonstration the way a person does. */
async function open(page: Awaited<ReturnType<typeof loggedIn>>["page"], name: string): Promise<string> {
  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).first().click();
  await page.waitForURL(/\/customers\/\d+$/);
  return page.url();
}

it("'he cannot add sub-customers' is explained in two steps from the customer's page, with what mends it", async () => {
  const { page } = await loggedIn("reseller");
  // use a new customer, because what we mend here stays mended
  await page.goto("/customers/new");
  await page.fill('[name="name"]', `Cannot Add ${Date.now()}`);
  await givePassword(page, "a good long secret");
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  await page.getByRole("link", { name: "Why not?" }).click();
  const answer = page.getByRole("region", { name: "Answer" });
  await answer.getByText("The right to add sub-customers is missing.").waitFor();
  await answer.getByRole("link", { name: "Edit" }).first().click();
  await page.waitForURL(/\/edit#field-customers_mgmt$/);
  await page.getByLabel("Sub-customers: Add").check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  await page.getByRole("link", { name: "Why not?" }).click();
  await answer.getByText("own tariff may not be passed on").waitFor();
  expect(await answer.textContent()).not.toContain("The right to add sub-customers is missing.");
});

it("another question is an address: who and what, asked without JavaScript too", async () => {
  const { page } = await loggedIn("reseller");
  const at = await open(page, "Blue Door Bakery");
  const plain = await person({ javaScriptEnabled: false });
  await plain.context.addCookies(await page.context().cookies());
  await plain.page.goto(`${at}/why-not`);
  await plain.page.selectOption('[name="who"]', "api");
  await plain.page.selectOption('[name="what"]', { label: "Delete a sub-customer" });
  await plain.page.getByRole("button", { name: "Explain" }).click();
  expect(new URL(plain.page.url()).search).toBe("?who=api&what=deleteCustomer");
  expect(await plain.page.locator('[data-part="verdict"]').textContent()).toContain(
    "API access is switched off.",
  );
  // there is no sub-customer that the question could be about
  await plain.page.getByLabel("Sub-customer (id)").waitFor();
});

it("a refusal shows its reference; whoever quotes it finds by it what was refused and why; a stranger does not", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers/new");
  await page.fill('[name="name"]', "Metro Calls");
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await givePassword(page, "a good long secret");
  await page.getByRole("button", { name: "Create customer" }).click();
  const reference = (await page.locator('[data-part="reference"]').textContent()) ?? "";
  expect(reference).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);

  const operator = await loggedIn("ssp-root");
  await operator.page.goto(`/customers?q=${reference.toLowerCase()}`);
  await operator.page.getByRole("link", { name: `See why (${reference})` }).click();
  await operator.page.getByRole("heading", { name: `Refusal ${reference}` }).waitFor();
  const told = await operator.page.locator("main").textContent();
  expect(told).toContain("Create a sub-customer");
  expect(told).toContain("reseller · Acme Voice");
  expect(told).toContain("409");
  await operator.page.getByRole("link", { name: "Would it still be refused?" }).click();
  await operator.page.getByRole("region", { name: "Answer" }).waitFor();

  const stranger = await loggedIn("customer");
  expect((await stranger.page.goto(`/refusals/${reference}`))?.status()).toBe(404);
});
