import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn, person } from "../stage/browser";
import { fieldsOf, send } from "./by-hand";

givenBrowser();

async function idOf(page: Page, name: string): Promise<string> {
  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  return (await page.locator("tbody a").first().getAttribute("href"))?.split("/").at(-1) ?? "";
}

it("an action called by hand by the wrong person, or about a neighbour's customer, is refused as on the page, and nothing changes", async () => {
  const root = await loggedIn("ssp-root");
  const reseller = await loggedIn("reseller", { javaScriptEnabled: false });
  const customer = await loggedIn("customer");
  const stranger = await person();
  const neighbour = await idOf(root.page, "Thames Voice");
  const own = await idOf(reseller.page, "Harbour Telecom");
  const login = "Thames Voice";

  await reseller.page.goto(`/customers/${own}/edit`);
  const edit = { ...(await fieldsOf(reseller.page, "Save changes")), city: "Nowhere" };
  await reseller.page.goto(`/customers/${own}/one-time-password`);
  const oneTime = await fieldsOf(reseller.page, "Make a one-time password");
  await reseller.page.goto("/customers/new");
  const create = {
    ...(await fieldsOf(reseller.page, "Create customer")),
    name: "Zqhandmade",
    first_log_in: "password",
    web_password: "a good long secret",
    i_tariff: "",
  };
  await reseller.page.goto(`/customers/${own}/delete`);
  const remove = { ...(await fieldsOf(reseller.page, "Delete customer")), confirm: "Harbour Telecom" };

  const notYours = "This does not exist, or it is not yours.";
  const tries: [Page, string, Record<string, string>, string][] = [
    [reseller.page, `/customers/${own}/edit`, { ...edit, i_customer: neighbour }, notYours],
    [reseller.page, `/customers/${own}/one-time-password`, { ...oneTime, web_login: login }, notYours],
    [
      reseller.page,
      "/customers/new",
      { ...create, parent: neighbour },
      "This is neither yours nor below you.",
    ],
    [reseller.page, `/customers/${own}/delete`, { ...remove, i_customer: neighbour }, notYours],
  ];
  for (const [page, path, fields, text] of tries) {
    expect(await send(page, path, fields), `${path} ${text}`).toContain(text);
  }
  // these two cannot even see the pages, so whatever the answer, nothing may have changed
  for (const { page } of [customer, stranger]) {
    await send(page, `/customers/${own}/edit`, edit);
    await send(page, "/customers/new", { ...create, parent: own });
    await send(page, `/customers/${own}/delete`, remove);
    expect(await send(page, `/customers/${own}/one-time-password`, oneTime)).not.toContain(
      'data-part="shown-once"',
    );
  }
  await root.page.goto(`/customers/${neighbour}`);
  expect(await root.page.locator("main").textContent()).not.toContain("Nowhere");
  expect((await root.page.goto(`/customers/${own}`))?.status()).toBe(200);
  expect(await root.page.locator("main").textContent()).not.toContain("Nowhere");
  await root.page.goto("/customers?q=Zqhandmade");
  expect(await root.page.locator("main").textContent()).toContain("Nothing found");
});

it("an attribute that a form does not offer is not changed by sending it all the same", async () => {
  const customer = await loggedIn("customer", { javaScriptEnabled: false });
  await customer.page.goto("/preferences");
  const fields = await fieldsOf(customer.page, "Save");
  await send(customer.page, "/preferences", {
    ...fields,
    credit_limit: "999",
    customers_mgmt: "7",
    "was:customers_mgmt": "0",
    "customers_mgmt.1": "1",
    city: "Kyoto",
  });
  await customer.page.goto("/overview");
  expect(await customer.page.locator("main").textContent()).not.toContain("999");
});

it("a form whose hidden id is not one is told that what it is about is not there, not to look at its entries", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  const own = await idOf(page, "Harbour Telecom");
  await page.goto(`/customers/${own}/edit`);
  const fields = { ...(await fieldsOf(page, "Save changes")), city: "Nowhere" };
  const unfit = "What this form is about was not found, so nothing was changed. Reload the page.";
  const absent = "This does not exist, or it is not yours.";
  for (const [id, text] of [
    ["99999999999", unfit],
    ["-99999999999", unfit],
    ["text", unfit],
    ["-1", absent],
    ["2147483647", absent],
  ] as const) {
    const html = await send(page, `/customers/${own}/edit`, { ...fields, i_customer: id });
    expect(html, id).toContain(text);
    expect(html, id).not.toContain(">Some entries need your attention<");
  }
});
