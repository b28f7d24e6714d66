import { expect, it } from "vitest";
import { givenBrowser, loggedIn, logIn, person } from "../stage/browser";
import { createCustomer, newPassword } from "../stage/create-customer";

givenBrowser();

it("a new reseller that may not add tariffs is told whom to ask, and no page leads it to a refusal", async () => {
  const { page: root } = await loggedIn("ssp-root");
  const name = `Zsteps ${Math.random().toString(36).slice(2, 8)}`;
  await createCustomer(root, "1", name, "without tariffs");
  const { page } = await person({ javaScriptEnabled: false });
  await logIn(page, name, newPassword);
  for (const path of ["/overview", "/customers", "/customers/new", "/tree"]) {
    await page.goto(path);
    expect(await page.locator("main").textContent(), path).toContain(
      "Your provider can give you the right to add tariffs.",
    );
  }
  const id = (await page.locator('nav a[href$="/branding"]').first().getAttribute("href"))?.split("/")[2];
  const paths = [
    "/overview",
    "/customers",
    "/customers/new",
    "/profiles",
    "/tree",
    "/blocked",
    "/statement",
    "/history",
    "/preferences",
  ];
  const own = [
    "",
    "/billing",
    "/permissions",
    "/limits",
    "/self-care",
    "/branding",
    "/web-users",
    "/ledger",
    "/notes",
  ];
  const links = new Map<string, string>();
  for (const path of [...paths, ...own.map((tab) => `/customers/${id}${tab}`)]) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    const hrefs = await page
      .locator("main a[href^='/']")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    for (const href of hrefs) links.set(href, path);
  }
  const refused: string[] = [];
  for (const [href, path] of links)
    if ((await page.request.get(href)).status() === 403) refused.push(`${path} leads to ${href}`);
  expect(refused).toEqual([]);
});
