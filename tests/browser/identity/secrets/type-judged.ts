import type { Page } from "playwright-core";
import { vi } from "vitest";

/** Types a new password and waits until the page accepts it. Types again if the page's script had not started. */
export async function typeJudged(page: Page, password: string): Promise<void> {
  const field = page.locator('[name="web_password"]');
  const fine = page.locator('[data-part="password-meter"]', { hasText: "This password will do." });
  await vi.waitFor(
    async () => {
      await field.fill("");
      await field.fill(password);
      await fine.waitFor({ timeout: 3_000 });
    },
    { timeout: 20_000 },
  );
}
