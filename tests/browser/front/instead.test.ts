import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn, person } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

const banner = ".support-banner";

/** Opens the portal of the first customer in the list by its form. @returns its address */
async function openSomebody(page: Page): Promise<string> {
  await page.goto("/customers?direct=1");
  const customer = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
  await page.goto(`${customer}/open-as`);
  await page.fill('[name="reason"]', "To look at what is refused");
  await page.getByRole("button", { name: "Open the portal" }).click();
  await page.locator(banner).waitFor();
  return customer;
}

it("what a support session may not see is refused in its frame, with 403, before any script", async () => {
  const { page } = await loggedIn("ssp-root", { javaScriptEnabled: false });
  const customer = await openSomebody(page);
  for (const tab of ["/web-users", "/notes"]) {
    expect((await page.goto(customer + tab))?.status(), tab).toBe(403);
    expect(await page.locator("h1").textContent()).toBe("Not allowed");
    expect(await page.locator("main").textContent()).toContain("A support session does not reach this");
    expect(await page.locator(banner).count()).toBe(1);
    expect(await page.getByRole("navigation").first().isVisible()).toBe(true);
  }
});

it("whoever follows a link within the portal to what is refused reads the same", async () => {
  const { page } = await loggedIn("ssp-root");
  const customer = await openSomebody(page);
  await page.goto(customer);
  // a page that was opened before the session may still link there
  type Routed = { readonly next: { readonly router: { readonly push: (to: string) => void } } };
  await page.evaluate((to) => (window as unknown as Routed).next.router.push(to), `${customer}/notes`);
  await page.getByRole("heading", { name: "Not allowed" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`${customer}/notes`);
});

it("whoever lacks a right, or a level, is told so with 403 at the address itself", async () => {
  const { page } = await loggedIn("customer", { javaScriptEnabled: false });
  for (const path of ["/customers/new", "/tariffs", "/routing-groups"]) {
    expect((await page.goto(path))?.status(), path).toBe(403);
    expect(await page.locator("main").textContent(), path).toContain("Ask your provider for it.");
  }
  // only the front leads there
  expect((await page.goto("/instead"))?.status()).toBe(404);
});

it("a form that another site sends does nothing, and says so with 403", async () => {
  const { page } = await person();
  for (const origin of ["https://evil.example", "null", "http://localhost:1"]) {
    const response = await page.request.post("/login", { multipart: { login: "a" }, headers: { origin } });
    expect(response.status(), origin).toBe(403);
    expect(await response.text()).toContain("This form was sent from another site");
  }
});

it("a page that fails says so before any script, with the reference under which it is in the log", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  const rename = async (from: string, to: string) =>
    await inDatabase(
      here.ownerUrl,
      async (client) => await client.query(`ALTER TABLE ${from} RENAME TO ${to}`),
    );
  await rename("notes", "notes_away");
  try {
    await page.goto("/customers?direct=1");
    const customer = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
    expect((await page.goto(`${customer}/notes`))?.status()).toBe(500);
    expect(await page.locator("h1").textContent()).toBe("Something went wrong");
    const reference = (await page.locator("main code").textContent()) ?? "";
    expect(reference).toMatch(/^\w{8,}$/);
    expect(readFileSync(here.printed, "utf8")).toContain(`"reference":"${reference}"`);
  } finally {
    await rename("notes_away", "notes");
  }
});
