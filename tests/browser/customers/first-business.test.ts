import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { givenBrowser, givePassword, person } from "../stage/browser";

givenBrowser();

let program: ChildProcess;
let folder = "";
let base = "";
let oneTime = "";

/** Starts the program as an owner does for real use: DEMO=0, in an empty folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trellis-empty-"));
  program = spawn(process.execPath, ["scripts/start.mjs"], {
    env: { ...process.env, DATA_DIR: folder, PORT: "0", DEMO: "0", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await new Promise<string>((done, failed) => {
    let text = "";
    program.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (/ready at http\S+[\s\S]*one-time password \S+/.test(text)) done(text);
    });
    program.once("exit", () => failed(new Error(text)));
  });
  base = (/ready at (http:\S+)/.exec(said)?.[1] ?? "").replace("127.0.0.1", "localhost");
  oneTime = /one-time password (\S+)/.exec(said)?.[1] ?? "";
});

afterAll(async () => {
  program.kill("SIGTERM");
  await new Promise((done) => program.once("exit", done));
  await rm(folder, { recursive: true, force: true });
});

async function comeIn(page: Page, login: string, once: string, password: string): Promise<void> {
  await page.goto("/login");
  await page.fill('[name="login"]', login);
  await page.fill('[name="password"]', once);
  await page.press('[name="password"]', "Enter");
  await page.waitForURL("**/choose-password");
  await page.fill('[name="web_password"]', password);
  await page.press('[name="web_password"]', "Enter");
  await page.waitForURL("**/overview");
}

async function addTariff(page: Page, name: string): Promise<void> {
  await page.goto("/tariffs");
  await page.getByRole("button", { name: "New tariff" }).click();
  await page.getByLabel("Name").first().fill(name);
  await page.getByRole("button", { name: "Add tariff" }).click();
  await page.getByRole("cell", { name, exact: true }).waitFor();
}

async function addCustomer(page: Page, name: string, tariff: string): Promise<void> {
  await page.goto("/customers/new");
  await page.fill('[name="name"]', name);
  await page.selectOption('[name="i_tariff"]', { label: `${tariff} · USD` });
  await givePassword(page, "a good long secret");
  await page.uncheck('[type="checkbox"][name="must_change"]');
  await page.locator("summary", { hasText: "Permissions" }).click();
  for (const box of ["Sub-customers: Add", "Sub-customers: Edit", "Tariffs: Add"]) {
    const found = page.getByLabel(box, { exact: true });
    if (await found.isEnabled().catch(() => false)) await found.check();
  }
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
}

it("without a demonstration root logs in by its one-time password, makes a tariff and a first reseller, who makes a tariff and a customer", async () => {
  const root = await person({ baseURL: base });
  await comeIn(root.page, "ssp-root", oneTime, "the owner's own password");
  expect(await root.page.locator("main").textContent()).toContain("No sub-customers yet");
  await addTariff(root.page, "Wholesale");
  await addCustomer(root.page, "First Reseller", "Wholesale");

  const reseller = await person({ baseURL: base });
  await reseller.page.goto("/login");
  await reseller.page.fill('[name="login"]', "First Reseller");
  await reseller.page.fill('[name="password"]', "a good long secret");
  await reseller.page.press('[name="password"]', "Enter");
  await reseller.page.waitForURL("**/overview");
  await reseller.page.goto("/customers/new");
  expect(await reseller.page.locator("main").textContent()).toContain(
    "A new customer needs a tariff, and there is none to give yet.",
  );
  await addTariff(reseller.page, "Retail");
  await addCustomer(reseller.page, "First Customer", "Retail");
  await reseller.page.goto("/customers");
  expect(await reseller.page.locator("tbody tr").count()).toBe(1);
});
