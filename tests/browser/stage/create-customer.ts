import type { Page } from "playwright-core";
import { givePassword } from "./browser";

/** The password of everybody whom a test creates. */
export const newPassword = "a good long secret";

/** Creates a customer below another, with a lasting password. @returns the address of its page */
export async function createCustomer(
  page: Page,
  parent: string,
  name: string,
  reseller: boolean | "without tariffs",
): Promise<string> {
  await page.goto(`/customers/new?parent=${parent}`);
  await page.fill('[name="name"]', name);
  await givePassword(page, newPassword);
  await page.uncheck('[type="checkbox"][name="must_change"]');
  await page.selectOption('[name="i_tariff"]', { label: "My own tariff" });
  if (reseller) {
    await page.locator("summary", { hasText: "Permissions" }).click();
    const rights = ["Sub-customers: Add", "Sub-customers: Edit"];
    await checkAll(page, reseller === true ? [...rights, "May give its own tariff"] : rights);
  }
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Ticks boxes until all are ticked: a page whose scripts are just starting may undo a click. */
async function checkAll(page: Page, labels: readonly string[]): Promise<void> {
  const boxes = labels.map((label) => page.getByLabel(label, { exact: true }));
  for (;;) {
    for (const box of boxes) if (!(await box.isChecked())) await box.click();
    await page.waitForTimeout(150);
    const checked = await Promise.all(boxes.map(async (box) => await box.isChecked()));
    if (checked.every(Boolean)) return;
  }
}
