import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn } from "../stage/browser";

givenBrowser();

/** Creates a sub-customer of the reseller with a balance of zero. */
async function newCustomer(page: Page): Promise<string> {
  await page.goto("/customers/new");
  await page.fill('[name="name"]', `Payer ${Date.now()} ${Math.random().toString(36).slice(2, 6)}`);
  await givePassword(page, "a good long secret");
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  return new URL(page.url()).pathname;
}

/** Reads the rows of a customer's ledger, except the opening. */
async function bookings(page: Page, at: string): Promise<number> {
  await page.goto(`${at}/ledger`);
  return (await page.locator("table tbody tr").count()) - 1;
}

it("a payment is booked in five interactions, shown before, and once however often its button is clicked", async () => {
  const { page } = await loggedIn("reseller");
  const at = await newCustomer(page);
  await page.getByRole("link", { name: "Payment" }).click();
  const amount = page.getByLabel("Amount, USD");
  await amount.waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("amount");
  await amount.fill("1,000.50");
  expect(await page.locator('[data-part="funds-preview"]').textContent()).toMatch(/\$0\.00 → \$1,000\.50/);
  await page.getByLabel("Note").fill("Invoice 7");
  await page.getByRole("button", { name: "Book payment" }).dblclick();
  await page.waitForURL(/\/receipt\/\d+$/);
  const receipt = page.url();
  const text = (await page.locator("main").textContent()) ?? "";
  for (const part of ["Payment booked: $1,000.50", "$0.00 → $1,000.50", "Invoice 7", "Balance after"])
    expect(text).toContain(part);

  const file = await page.request.get(`${receipt}/pdf`);
  expect(file.headers()["content-type"]).toBe("application/pdf");
  expect(file.headers()["content-disposition"]).toBe(
    `attachment; filename="receipt-${receipt.split("/").at(-1)}.pdf"`,
  );
  expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");

  // on paper the receipt stands alone
  await page.emulateMedia({ media: "print" });
  // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered is printed
  const printed = await page.evaluate(() => document.body.innerText);
  for (const part of ["Seller", "Buyer", "$1,000.50", "Invoice 7"]) expect(printed).toContain(part);
  for (const part of ["Print", "Download", "Customers", "Log out", "Send the receipt", "booked:"])
    expect(printed).not.toContain(part);
  await page.emulateMedia({ media: null });

  // go back to the form and send it again
  await page.goBack();
  await amount.waitFor();
  await amount.fill("1000.50");
  await page.getByRole("button", { name: "Book payment" }).click();
  await page.waitForURL(receipt);
  expect(await bookings(page, at)).toBe(1);
});

it("without JavaScript as well: one who goes back is told, and books nothing more", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  const at = await newCustomer(page);
  await page.goto(`${at}/charge`);
  await page.fill('[name="amount"]', "20");
  await page.getByRole("button", { name: "Book charge" }).click();
  await page.waitForURL(/\/receipt\/\d+$/);
  const receipt = page.url();
  await page.goBack();
  await page.reload();
  expect(await page.locator("main").textContent()).toContain("This form was booked already: $20.00");
  await page.fill('[name="amount"]', "20");
  await page.getByRole("button", { name: "Book charge" }).click();
  await page.waitForURL(receipt);
  expect(await bookings(page, at)).toBe(1);

  // a new form has a new key
  await page.goto(`${at}/correct`);
  await page.fill('[name="balance"]', "+5 or so");
  await page.getByRole("button", { name: "Correct balance" }).click();
  expect(await page.locator('[name="balance"]').getAttribute("aria-invalid")).toBe("true");
  expect(await page.inputValue('[name="balance"]')).toBe("+5 or so");
  await page.fill('[name="balance"]', "+5");
  await page.fill('[name="payment_notes"]', "counted again");
  await page.getByRole("button", { name: "Correct balance" }).click();
  await page.waitForURL(/\/receipt\/\d+$/);
  expect(await page.locator("main").textContent()).toContain("Balance corrected by $5.00: −$20.00 → −$15.00");

  await page.goto(at);
  await page.locator('[data-part="summary"] a').click();
  await page.fill('[name="credit_limit"]', "+500");
  await page.fill('[name="until"]', "2040-01-31T18:00");
  await page.getByRole("button", { name: "Change credit limit" }).click();
  await page.waitForURL(`**${at}`);
  expect(await page.locator("main").textContent()).toContain("$500.00");
  expect(await page.locator('[data-part="summary"]').textContent()).toContain("then $0.00");
});

it("the credit limit is raised in place by keyboard, and what it leads to is shown before", async () => {
  const { page } = await loggedIn("reseller");
  const at = await newCustomer(page);
  await page.goto(`${at}/billing`);
  const link = page.locator('[data-part="summary"] a');
  await link.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Change credit limit" });
  await dialog.locator('[name="credit_limit"]').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "credit_limit");
  await page.keyboard.type("+500");
  expect(await dialog.locator('[data-part="funds-preview"]').textContent()).toMatch(
    /Credit limit\$0\.00 → \$500\.00Available\$0\.00 → \$500\.00/,
  );
  await page.keyboard.press("Enter");
  await page.getByText("Credit limit: $0.00 → $500.00. Available: $500.00.").waitFor();
  await dialog.waitFor({ state: "hidden" });
  expect(new URL(page.url()).pathname).toBe(`${at}/billing`);
  expect(await link.textContent()).toContain("$500.00");

  // the field shows what is wrong and keeps what the person typed
  await link.click();
  await dialog.locator('[name="credit_limit"]').fill("-600");
  await dialog.locator('[name="note"]').fill("a note");
  await page.keyboard.press("Enter");
  await dialog.locator('[name="credit_limit"][aria-invalid="true"]').waitFor();
  expect(await dialog.locator('[name="credit_limit"]').inputValue()).toBe("-600");
  expect(await dialog.locator('[name="note"]').inputValue()).toBe("a note");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("$500.00");
});
