import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

let made = 0;

function freshKeyName(): string {
  made += 1;
  return `Key ${made} ${Math.random().toString(36).slice(2, 8)}`;
}

const textOfKey = /^trk_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/;

/** Fills the form and sends it. @returns the key's text, which is shown once */
async function makeKey(page: Page, name: string): Promise<string> {
  await page.goto("/api/keys/new");
  await page.fill('[name="name"]', name);
  await page.getByLabel("Customers: read", { exact: true }).check();
  await page.getByLabel("Money: read and write").check();
  await page.getByRole("button", { name: "Make key" }).click();
  return (await page.locator("output").textContent()) ?? "";
}

async function rows(sql: string, ...values: readonly string[]): Promise<unknown[]> {
  return await inDatabase(here.ownerUrl, async (client) => (await client.query(sql, [...values])).rows);
}

function rowOf(page: Page, name: string) {
  return page.getByRole("region", { name: "Keys", exact: true }).locator("tbody tr", { hasText: name });
}

it("a person makes a key, which is shown once; rotates it; and ends it on a page that says what follows", async () => {
  const { page } = await loggedIn("reseller");
  const name = freshKeyName();
  await page.goto("/api/keys/new");
  expect(await problemsOf(page)).toEqual([]);
  await page.fill('[name="name"]', name);
  await page.fill('[name="networks"]', "somewhere");
  await page.getByRole("button", { name: "All areas: read", exact: true }).click();
  await page.getByRole("button", { name: "Make key" }).click();
  await page.locator(".field-problem", { hasText: "“somewhere” is no address" }).waitFor();
  // what was chosen stays
  expect(await page.getByLabel("Notes: read", { exact: true }).isChecked()).toBe(true);
  expect(await problemsOf(page)).toEqual([]);
  await page.fill('[name="networks"]', "192.0.2.0/24");
  await page.getByRole("button", { name: "Make key" }).click();
  const text = (await page.locator("output").textContent()) ?? "";
  expect(text).toMatch(textOfKey);
  expect(await page.getByRole("button", { name: "Copy" }).count()).toBe(1);
  expect(await problemsOf(page)).toEqual([]);
  await page.reload();
  expect(await page.content()).not.toContain(text.slice(13));

  await page.goto("/api");
  const row = rowOf(page, name);
  expect(await row.textContent()).toMatch(/trk_\w{8}_….*Reads: everything.*From 192\.0\.2\.0\/24.*never/);
  expect(await page.content()).not.toContain(text.slice(13));
  expect(await problemsOf(page)).toEqual([]);
  await row.getByRole("link", { name: `Rotate ${name}` }).click();
  await page.waitForURL(/rotate$/);
  await page.selectOption('[name="overlap_hours"]', "1");
  expect(await page.locator('[name="overlap_hours"] option:checked').textContent()).toMatch(
    /^1 hour, until .*\d:\d\d/,
  );
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "Rotate" }).click();
  const next = (await page.locator("output").textContent()) ?? "";
  expect(next).toMatch(textOfKey);
  await page.reload();
  expect(await page.content()).not.toContain(next.slice(13));
  expect(await page.getByText("The key has a successor already.").count()).toBe(1);

  await page.goto("/api");
  expect(await rowOf(page, name).count()).toBe(2);
  await rowOf(page, name)
    .first()
    .getByRole("link", { name: `End ${name}` })
    .click();
  await page.waitForURL(/end$/);
  expect(await page.locator("main").textContent()).toContain(
    "What it replaced, and what replaced it, ends too.",
  );
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.getByText("The key has ended").waitFor();
  expect(await rowOf(page, name).count()).toBe(0);
  const fold = page.locator("details", { hasText: "No longer valid" });
  if (!(await fold.evaluate((one) => one.hasAttribute("open")))) await fold.locator("summary").click();
  const over = page.getByRole("region", { name: "No longer valid" }).locator("tr", { hasText: name });
  expect(await over.first().textContent()).toContain("ended by its owner");
});

it("a key is renamed and narrowed by a click, offers nothing wider, and its page says what it can and its last calls", async () => {
  const { page } = await loggedIn("reseller");
  const name = freshKeyName();
  const text = await makeKey(page, name);
  await page.goto("/api");
  await rowOf(page, name).getByRole("link", { name, exact: true }).click();
  await page.waitForURL(/\/api\/keys\/\d+$/);
  const answer = await page.evaluate(
    async (key) =>
      (await fetch("/api/v1/customers?limit=1", { headers: { authorization: `Bearer ${key}` } })).status,
    text,
  );
  expect(answer).toBe(200);
  const calls = page.getByRole("region", { name: "Last calls" }).locator("tbody tr");
  const refreshed = async () => {
    await page.getByRole("link", { name: "Refresh" }).click();
    return await calls.count();
  };
  await expect.poll(refreshed, { timeout: 30_000, interval: 500 }).toBe(1);
  expect(await calls.first().textContent()).toContain("findCustomers");
  expect(await problemsOf(page)).toEqual([]);

  await page.getByRole("link", { name: "Change", exact: true }).click();
  await page.waitForURL(/edit$/);
  expect(await page.getByLabel("Customers: read and write").isDisabled()).toBe(true);
  expect(await page.getByLabel("Notes: read", { exact: true }).count()).toBe(0);
  expect(await problemsOf(page)).toEqual([]);
  await page.fill('[name="name"]', `${name} less`);
  await page.getByLabel("Money: read", { exact: true }).check();
  await page.fill('[name="networks"]', "192.0.2.0/24");
  await page.selectOption('[name="days"]', "7");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The key is changed").waitFor();
  const main = (await page.locator("main").textContent()) ?? "";
  expect(main).toMatch(/Reads: Customers, Money.*192\.0\.2\.0\/24/s);
  await page.getByRole("link", { name: "Change", exact: true }).click();
  await page.fill('[name="networks"]', "");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator(".field-problem", { hasText: "A key never becomes wider" }).waitFor();
  await page.goto("/history");
  expect(await page.locator("main").textContent()).toMatch(
    /Reads: Customers\. Writes|Reads: Customers; Writes: Money/,
  );
});

it("whoever rotates a key whose predecessor is still taken reads before that it ends at once, and until when it is taken else", async () => {
  const { page } = await loggedIn("reseller");
  const name = freshKeyName();
  await makeKey(page, name);
  for (const isFirst of [true, false]) {
    await page.goto("/api");
    await rowOf(page, name)
      .getByRole("link", { name: `Rotate ${name}` })
      .click();
    await page.waitForURL(/rotate$/);
    const warned = page.getByText(/^trk_\w{8}_…, which this key replaced, is still taken until .*\d:\d\d/);
    expect(await warned.count()).toBe(isFirst ? 0 : 1);
    expect(await problemsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Rotate" }).click();
    await page.locator("output").waitFor();
  }
});

it("the last calls of all programs say by which door and with which key they came, and show those of one door", async () => {
  const { page } = await loggedIn("reseller");
  const text = await makeKey(page, freshKeyName());
  await page.goto("/api/calls?door=rest");
  await page.evaluate(
    async (key) => void (await fetch("/api/v1/me", { headers: { authorization: `Bearer ${key}` } })),
    text,
  );
  const row = page
    .getByRole("region", { name: "Last calls" })
    .locator("tbody tr", { hasText: text.slice(0, 12) });
  const refreshed = async () => {
    await page.getByRole("link", { name: "Refresh" }).click();
    return await row.count();
  };
  await expect.poll(refreshed, { timeout: 30_000, interval: 500 }).toBe(1);
  expect(await row.textContent()).toMatch(/REST.*getOwnStanding/);
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "XML-RPC", exact: true }).last().click();
  await page.waitForURL(/door=api/);
  expect(await row.count()).toBe(0);
});

it("who ends a key sees what was made with it and stays, before and after, with a link to each", async () => {
  const { page } = await loggedIn("reseller");
  const name = freshKeyName();
  await page.goto("/api/keys/new");
  await page.fill('[name="name"]', name);
  await page.getByRole("button", { name: "All areas: read and write", exact: true }).click();
  await page.getByRole("button", { name: "Make key" }).click();
  const key = (await page.locator("output").textContent()) ?? "";
  const say = async (path: string, data: object) => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await page.request.post(`/api/v1${path}`, { headers, data });
    expect(answer.status()).toBe(201);
    return await answer.json();
  };
  const { i_endpoint } = await say("/webhooks", { url: "https://thief.example.com/x" });
  const web_login = `stays-${name.slice(-6)}`;
  const { i_web_user, i_customer } = await say("/customers/self/web-users", { web_login });
  const links = async () => {
    const made = page.locator("main dd li a");
    return await made.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  };
  const expected = [`/api/webhooks/${i_endpoint}`, `/customers/${i_customer}/web-users/${i_web_user}`];
  await page.goto("/api");
  await rowOf(page, name)
    .getByRole("link", { name: `End ${name}` })
    .click();
  await page.waitForURL(/end$/);
  await page.getByText("It goes on without the key.").waitFor();
  expect(await links()).toEqual(expected);
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole("button", { name: "End", exact: true }).click();
  await page.waitForURL(/\/keys\/\d+$/);
  const ended = page.url();
  await page.getByText("The key has ended").waitFor();
  expect(await links()).toEqual(expected);
  expect(await problemsOf(page)).toEqual([]);
  for (const [href, button] of [
    [expected[0], "Delete webhook"],
    [expected[1], "Delete web user"],
  ] as const) {
    await page.goto(`${href}/delete`);
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/delete"));
  }
  await page.goto(ended);
  await page.getByText("This key is no longer valid").waitFor();
  expect(await page.getByText("It goes on without the key.").count()).toBe(0);
});

it("without a script a key is made and shown once, too, and a form that is sent again makes no second", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  const name = freshKeyName();
  const text = await makeKey(page, name);
  expect(text).toMatch(textOfKey);
  // the browser sends the form again
  await page.reload();
  expect(await page.content()).not.toContain(text.slice(13));
  expect(await page.getByText("This form was sent already.").count()).toBe(1);
  expect(await rows("SELECT 1 FROM api_keys WHERE name = $1", name)).toHaveLength(1);
  await page.goto("/api");
  await rowOf(page, name)
    .getByRole("link", { name: `End ${name}` })
    .click();
  await page.getByRole("button", { name: "End", exact: true }).click();
  expect(await rowOf(page, name).count()).toBe(0);
});

it("by keyboard alone the areas are chosen, and the key is made", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/api/keys/new");
  const name = freshKeyName();
  // the first field has the focus
  await page.keyboard.type(name);
  await page.getByLabel("Customers: nothing").focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.getByLabel("Customers: read", { exact: true }).isChecked()).toBe(true);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await page.getByLabel("Money: read and write").isChecked()).toBe(true);
  await page.keyboard.press("Enter");
  expect(await page.locator("output").textContent()).toMatch(textOfKey);
  // the way on has the focus
  await page.keyboard.press("Enter");
  await page.waitForURL("**/api");
  expect(await rowOf(page, name).textContent()).toMatch(/Reads: Customers.*Writes: Money/);
});

it("on a phone, in the dark and in Russian no page is wider than the window, nor hard to read", async () => {
  const { page, context } = await loggedIn("reseller", {
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
  });
  const name = freshKeyName();
  await makeKey(page, name);
  const widest = async () => await page.evaluate(() => document.documentElement.scrollWidth);
  expect(await widest()).toBe(390);
  const { origin } = new URL(page.url());
  await context.addCookies([{ name: "language", value: "ru", url: origin }]);
  await page.goto("/api");
  const key = await rowOf(page, name).getByRole("link").first().getAttribute("href");
  for (const path of ["/api", "/api/keys/new", "/api/calls", `${key}`, `${key}/edit`]) {
    await page.goto(path);
    expect([path, await widest()]).toEqual([path, 390]);
    expect(await problemsOf(page)).toEqual([]);
  }
});

it("whoever chooses a new password reads which keys go on, and can end them with it", async () => {
  const { page } = await loggedIn("reseller");
  const name = freshKeyName();
  await makeKey(page, name);
  // as if its owner had set the password of the demonstration
  await rows("UPDATE api_keys SET credential_set_by = NULL WHERE name = $1", name);
  await page.goto("/preferences/password");
  expect(await page.getByRole("checkbox", { name: /End my (\d+ )?API keys?, too/ }).isChecked()).toBe(false);
  expect(await page.locator('[data-part="keys"]').textContent()).toContain(`${name} (trk_`);
  expect(await problemsOf(page)).toEqual([]);
});
