import { expect, it } from "vitest";
import { operations } from "@/server/doors/operations";
import { givenBrowser, givePassword, loggedIn, person } from "../stage/browser";

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
  await answer.getByRole("link", { name: "“add sub-customers”" }).click();
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
  await plain.page.getByLabel("Sub-customer (ID)").waitFor();
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

it.each([true, false])(
  "the mending link says what is done, and leads to the very box, which is marked and focused (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page: owner } = await loggedIn("reseller");
    const name = `Marked ${Date.now()}`;
    await owner.goto("/customers/new");
    await owner.fill('[name="name"]', name);
    await givePassword(owner, "a good long secret");
    await owner.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
    await owner.getByRole("button", { name: "Create customer" }).click();
    await owner.waitForURL(/\/customers\/\d+$/);
    const { page, context } = await person({ javaScriptEnabled });
    await context.addCookies(await owner.context().cookies());
    const why = `${new URL(owner.url()).pathname}/why-not`;
    for (const [what, label, box] of [
      ["createCustomer", `Give ${name} “add sub-customers”`, "customers_mgmt.1"],
      ["deleteTariff", `Give ${name} “delete tariffs”`, "tariffs_mgmt.4"],
      ["addRoutingGroup", `Give ${name} “Manages routing groups”`, "system_mgmt"],
    ] as const) {
      await page.goto(`${why}?what=${what}`);
      await page.getByRole("link", { name: label }).click();
      await page.waitForURL(/\/edit#field-/);
      const target = page.locator(":target");
      await expect.poll(async () => await target.isVisible()).toBe(true);
      expect(await target.getAttribute("name")).toBe(box);
      await expect
        .poll(async () => await page.evaluate(() => document.activeElement?.matches(":target")))
        .toBe(true);
      const ground = (element: Element) => getComputedStyle(element).backgroundColor;
      const marked = page.locator(":is(td, .field-inline):has(:target)");
      expect(await marked.evaluate(ground)).not.toBe("rgba(0, 0, 0, 0)");
    }
  },
);

it("the list of what can be asked has the twenty most frequent first, then all the others by what they are about", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto(`${await open(page, "Blue Door Bakery")}/why-not`);
  const groups = page.locator('[name="what"] optgroup');
  expect(await groups.first().getAttribute("label")).toBe("Asked most often");
  expect(await groups.first().locator("option").count()).toBe(20);
  const values = await page
    .locator('[name="what"] option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  expect(new Set(values).size).toBe(values.length);
  const asked = Object.keys(operations).filter((name) => name !== "whyNot");
  // what a support session does with itself is asked by nobody
  expect(asked.filter((name) => !values.includes(name)).toSorted()).toEqual(
    ["allowSupportChanges", "endSupport", "extendSupport", "showSupportStyle"].toSorted(),
  );
});
