import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";
import { giveJobs, moveJob, refuseRow, takeJobsAway, workOn } from "./given-jobs";

givenBrowser();

afterEach(async () => await inDatabase(here.ownerUrl, takeJobsAway));

const given = async () => await inDatabase(here.ownerUrl, giveJobs);
const move = async (...[i_job, done, ends]: [number, number, boolean?]) =>
  await inDatabase(here.ownerUrl, async (owner) => await moveJob(owner, i_job, done, ends));

const change = async (act: Parameters<typeof inDatabase<void>>[1]) => await inDatabase(here.ownerUrl, act);

const badge = (page: Page) => page.locator('[data-part="job-badge"]');

it("the running jobs stand first and move by themselves; one that ends goes to the others, and a notice says so", async () => {
  const { running, done } = await given();
  const { page } = await loggedIn("reseller");
  await page.goto("/jobs");
  const table = page.getByRole("region", { name: "Running" });
  await table.getByText("40 of 100").waitFor();
  expect(await page.locator("main table a[href^='/jobs/']").first().getAttribute("href")).toBe(
    `/jobs/${running}`,
  );
  await move(running, 55);
  await table.getByText("55 of 100").waitFor();
  await badge(page).getByText("55").waitFor();
  await move(running, 100, true);
  await table.waitFor({ state: "detached" });
  await page.locator(".toast", { hasText: "93 changed" }).waitFor();
  await badge(page).waitFor({ state: "detached" });
  const ended = page.getByRole("region", { name: "Ended" });
  expect(await ended.locator("tbody a").count()).toBeGreaterThanOrEqual(2);
  expect(done).toBeGreaterThan(0);
  // once
  await page.goto("/jobs");
  expect(await page.locator(".toast").count()).toBe(0);
});

it("a job's page moves by itself, and its badge leads there from anywhere", async () => {
  const { running } = await given();
  const { page } = await loggedIn("reseller");
  await page.goto("/tariffs");
  await badge(page).click();
  await page.waitForURL(`/jobs/${running}`);
  await page.getByText("40 of 100").waitFor();
  await move(running, 61);
  await page.getByText("61 of 100").waitFor();
  await move(running, 100, true);
  await page.locator('[data-part="job-standing"]', { hasText: "Done" }).waitFor();
  await page.locator(".toast", { hasText: "93 changed" }).waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator(".toast").waitFor({ state: "detached" });
});

it("the rows and reasons of a job that runs come with its figures", async () => {
  const { running } = await given();
  const { page } = await loggedIn("reseller");
  await page.goto(`/jobs/${running}?outcome=waiting`);
  const row = page.getByRole("link", { name: "Customer 41", exact: true });
  await row.waitFor();
  await change(async (owner) => await refuseRow(owner, running, 41));
  await page.getByText("41 of 100").waitFor();
  await row.waitFor({ state: "detached" });
});

it("the figures of a paused job move on until what was begun is done", async () => {
  const { running } = await given();
  await change(async (owner) => await workOn(owner, running, true));
  const { page } = await loggedIn("reseller");
  await page.goto(`/jobs/${running}`);
  await page.getByRole("button", { name: "Pause" }).click();
  const standing = page.locator('[data-part="job-standing"]');
  await standing.getByText("Paused").waitFor();
  await move(running, 48);
  await page.getByText("48 of 100").waitFor();
  await move(running, 49);
  await change(async (owner) => await workOn(owner, running, false));
  await page.getByText("49 of 100").waitFor();
});

it("beyond a thousand a preview says about how many, and exactly how many of those who were looked at", async () => {
  const { running } = await given();
  const preview = {
    ...{ at: new Date().toISOString(), total: 2_606, about: false, examined: 1_000, last: 1, ended: true },
    ...{ changed: 900, unchanged: 0, refused: 100, below: null, counted: [], funds: [], booked: [] },
    groups: [
      {
        why: {
          code: 409,
          message: "",
          attribute: null,
          key: "changed_since",
          values: { attributes: "city" },
        },
        ...{ count: 100, customers: [], mend: null },
      },
    ],
  };
  await change(async (owner) => {
    await owner.query("UPDATE jobs SET state = 'draft', preview = $2 WHERE i_job = $1", [running, preview]);
  });
  const { page } = await loggedIn("reseller");
  await page.goto(`/jobs/${running}`);
  const count = page.locator('[data-count="changed"]');
  expect(await count.textContent()).toBe("Will changeabout 2,345900 of 1,000");
  const said = page.locator('[data-part="preview"]');
  expect(await said.textContent()).toContain("Reckoned from the first 1,000 of 2,606 · as of");
  // whom nobody can mend, it says what to do
  expect(await said.textContent()).toContain("Change it on the customer’s page");
});

it("the preview of an undoing says which job it undoes, what that was, and that the undoing itself is for good", async () => {
  const { done } = await given();
  const { page } = await loggedIn("reseller");
  await page.goto(`/jobs/${done}`);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForURL((url) => url.pathname !== `/jobs/${done}`);
  const undoing = page.url();
  await page.getByRole("heading", { name: `Undo “Block” (job ${done})` }).waitFor();
  const main = page.locator("main");
  expect(await main.textContent()).toContain("jobs made by hand");
  expect(await main.textContent()).toContain("The undoing itself cannot be undone.");
  expect(await main.getByRole("link", { name: `Block (job ${done})` }).count()).toBe(1);
  await page.getByRole("button", { name: "Throw away" }).click();
  await page.waitForURL(`/jobs/${done}`);
  expect(undoing).not.toBe(page.url());
});

it("a plain reload shows how far it is without JavaScript, and pause, go on and stop are forms", async () => {
  const { running } = await given();
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  await page.goto(`/jobs/${running}`);
  await page.getByText("40 of 100").waitFor();
  expect(await badge(page).getAttribute("href")).toBe(`/jobs/${running}`);
  await move(running, 70);
  await page.getByRole("link", { name: "Show the latest" }).click();
  await page.getByText("70 of 100").waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator('[data-part="job-standing"]', { hasText: "Paused" }).waitFor();
  expect(await badge(page).count()).toBe(0);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("What is done stays.").waitFor();
  await page.locator('[data-part="sure"]').getByRole("button", { name: "Stop" }).click();
  await page.locator('[data-part="job-standing"]', { hasText: "Stopped" }).waitFor();
  expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(0);
});

it("the report is a list: by outcome, page by page, and as a file", async () => {
  const { done } = await given();
  const { page, context } = await loggedIn("reseller");
  await page.goto(`/jobs/${done}`);
  const report = page.getByRole("region", { name: "Results by customer" });
  expect(await report.locator("tbody tr").count()).toBe(50);
  await page.locator('a[rel="next"]').click();
  await page.waitForURL(/after=/);
  await report.getByText("Customer 51", { exact: true }).waitFor();
  await page.goto(`/jobs/${done}?outcome=refused`);
  expect(await report.locator("tbody tr").count()).toBe(2);
  await report.getByText("It is no longer there.").first().waitFor();
  const file = await context.request.get(`/jobs/${done}/export?format=csv`);
  expect(file.headers()["content-disposition"]).toMatch(/filename="job-\d+-.*\.csv"/);
  const lines = (await file.text()).trimEnd().split("\r\n");
  expect(lines).toHaveLength(121);
  expect(lines[1]).toMatch(/^1,Customer 1,Refused,,,It is no longer there\.,/);
  const sheet = await context.request.get(`/jobs/${done}/export?format=xlsx`);
  expect(sheet.headers()["content-type"]).toContain("spreadsheetml");
});

it("nobody but the people of its customer finds a job: not a sub-customer, not one who has none", async () => {
  const { done } = await given();
  const { page } = await loggedIn("customer");
  for (const path of ["", "/rows", "/progress", "/export"])
    expect((await page.request.get(`/jobs/${done}${path}`)).status()).toBe(404);
  await page.goto("/overview");
  expect(await page.locator('nav a[href="/jobs"]').count()).toBe(0);
});

it.each([
  ["light", 1280],
  ["dark", 1280],
  ["light", 390],
  ["dark", 390],
] as const)("the pages of jobs can be used by everybody, %s at %i", async (colorScheme, width) => {
  const { running, done } = await given();
  const { page } = await loggedIn("reseller", { colorScheme, viewport: { width, height: 800 } });
  for (const path of ["/jobs", `/jobs/${running}`, `/jobs/${done}`]) {
    await page.goto(path);
    expect(await problemsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
