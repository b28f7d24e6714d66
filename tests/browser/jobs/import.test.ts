import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

/** A file of customers with names that no other test has. */
function file(...rows: readonly string[]) {
  const text = ["Name,E-mail,City,Provider", ...rows].join("\r\n");
  return { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${text}`) };
}

/** Uploads a file, takes the columns as they are suggested, with the provider's own tariff, and waits for the preview. */
async function checked(page: Page, ...rows: readonly string[]): Promise<void> {
  await page.goto("/jobs/import");
  await page.setInputFiles('input[name="file"]', file(...rows));
  await page.getByRole("button", { name: "Upload" }).click();
  await page.waitForURL(/\/jobs\/import\/\d+\/columns$/);
  await page.getByLabel("Tariff", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await untilSaid(page, /All \d+ rows? (?:is|are) checked/);
}

/** Waits until a page, looked at again and again, says something. */
async function untilSaid(page: Page, what: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload();
        return await page.locator("main").textContent();
      },
      { timeout: 20_000, interval: 500 },
    )
    .toMatch(what);
}

const counted = async (page: Page, name: string) =>
  await page.locator(`[data-count="${name}"] dd`).textContent();

it.each([true, false])(
  "whoever has customers in a file uploads it, says what its columns mean, mends a row and imports them (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    const stamp = `${Date.now().toString(36)}${javaScriptEnabled ? "a" : "b"}`;
    const [good, bad] = [`Imported ${stamp}`, `Mended ${stamp}`];
    await checked(page, `${good},good${stamp}@example.com,Quito,`, `${bad},not an address,Lima,`);
    expect(await counted(page, "create")).toBe("1");
    expect(await counted(page, "problem")).toBe("1");
    const row = page.locator("#row-3");
    await expect.poll(async () => await row.textContent()).toContain("is not an e-mail address");
    await row.getByLabel("E-mail", { exact: true }).fill(`mended${stamp}@example.com`);
    await row.getByRole("button", { name: "Save and check again" }).click();
    await untilSaid(page, /To create2/);
    await page.getByRole("button", { name: "Start the import" }).click();
    await untilSaid(page, /Done/);
    for (const [name, city] of [
      [good, "Quito"],
      [bad, "Lima"],
    ] as const) {
      await page.goto(`/customers?q=${encodeURIComponent(name)}&columns=city`);
      expect(await page.locator("tbody tr").first().textContent()).toContain(city);
    }
  },
);

/** Those of some log-ins whose customers are there, and blocked. */
async function blockedOf(...logins: readonly string[]): Promise<[login: string, blocked: boolean][]> {
  return await inDatabase(here.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ login: string; blocked: boolean }>(
      `SELECT w.login, EXISTS (SELECT FROM blocks b WHERE b.i_customer = w.i_customer) AS blocked
         FROM web_users w WHERE w.login = ANY ($1) ORDER BY w.login`,
      [logins],
    );
    return rows.map(({ login, blocked }) => [login, blocked]);
  });
}

it.each([
  ["as MagnusBilling writes it", "Username;Email;Credit;Agent;Status;Type paid", ["1", "4"], null],
  ["as somebody says it", "Login,E-mail,Name,Provider,Standing,City", ["open", "closed"], "Standing"],
] as const)(
  "whoever was blocked where a file comes from is blocked here, %s",
  async (_how, header, [active, blocked], byHand) => {
    const { page } = await loggedIn("reseller");
    const stamp = Date.now().toString(36);
    const [one, other] = [`on${stamp}`, `off${stamp}`];
    const lines =
      byHand === null
        ? [`${one};${one}@example.com;0;;${active};0`, `${other};${other}@example.com;0;;${blocked};0`]
        : [
            `${one},${one}@example.com,${one},,${active},`,
            `${other},${other}@example.com,${other},,${blocked},`,
          ];
    await page.goto("/jobs/import");
    await page.setInputFiles('input[name="file"]', {
      name: "users.csv",
      mimeType: "text/csv",
      buffer: Buffer.from([header, ...lines].join("\n")),
    });
    await page.getByRole("button", { name: "Upload" }).click();
    await page.waitForURL(/\/columns$/);
    if (byHand !== null) await page.getByLabel(byHand).selectOption({ label: "State (active or blocked)" });
    await page.getByLabel("Tariff", { exact: true }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Check all rows" }).click();
    await page.waitForURL(/\/jobs\/\d+$/);
    await untilSaid(page, /To create2/);
    await page.getByRole("button", { name: "Start the import" }).click();
    await untilSaid(page, /Done/);
    expect(await blockedOf(one, other)).toEqual([
      [other, true],
      [one, false],
    ]);
  },
);

/** Imports a file with generated passwords. */
async function imported(page: Page, mode: "create" | "update", ...rows: readonly string[]): Promise<void> {
  await page.goto("/jobs/import");
  await page.setInputFiles('input[name="file"]', file(...rows));
  await page.getByRole("button", { name: "Upload" }).click();
  await page.waitForURL(/\/columns$/);
  await page.locator(`[name="mode"][value="${mode}"]`).check();
  await page.locator('[name="first"][value="generated"]').check();
  await page.getByLabel("Tariff", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await untilSaid(page, /rows? (?:is|are) checked/);
  await page.getByRole("button", { name: "Start the import" }).click();
  await untilSaid(page, /Done/);
}

it.each([true, false])(
  "generated passwords are downloaded once, after which the page says so (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { page } = await loggedIn("reseller", { javaScriptEnabled });
    await imported(page, "create", `Passworded ${Date.now().toString(36)},,Quito,`);
    const button = page.getByRole("button", { name: "Download the passwords" });
    const waiting = page.waitForEvent("download");
    await button.click();
    expect((await waiting).suggestedFilename()).toContain("passwords");
    // without a script the page does not know yet
    if (!javaScriptEnabled) await button.click();
    await page.getByText("were downloaded already").first().waitFor();
    expect(page.url()).toMatch(/\/jobs\/\d+$/);
    await page.reload();
    expect(await button.count()).toBe(0);
  },
);

it("an import that made no customer offers no passwords", async () => {
  const { page } = await loggedIn("reseller");
  await imported(page, "create", `Once ${Date.now().toString(36)},nowhere,Quito,`);
  expect(await page.locator("main").textContent()).not.toContain("Passwords");
});

it("a file of another program is named, with what was translated", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/jobs/import");
  await page.setInputFiles('input[name="file"]', {
    name: "users.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Username;Email;Credit;Agent;Status;Type paid\nu1;u1@example.com;0;admin;1;0"),
  });
  await page.getByRole("button", { name: "Upload" }).click();
  await page.waitForURL(/\/columns$/);
  const notice = page.locator('[data-part="program"]');
  expect(await notice.textContent()).toContain("A file of MagnusBilling");
  expect(await notice.textContent()).toContain("admin");
});

it("a tree below new providers says how their customers get a tariff, and links it", async () => {
  const { page } = await loggedIn("reseller");
  const stamp = Date.now().toString(36);
  const [top, below] = [`Top ${stamp}`, `Below ${stamp}`];
  await checked(
    page,
    `${top},top${stamp}@example.com,Quito,`,
    `${below},below${stamp}@example.com,Lima,${top}`,
  );
  expect(await counted(page, "problem")).toBe("1");
  const link = page.getByRole("link", { name: "May give its own tariff" }).first();
  await link.click();
  await page.waitForURL(/\/columns#field-use_own_tariff$/);
  await page.locator("#field-use_own_tariff").check();
  await page.getByRole("button", { name: "Check all rows" }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await untilSaid(page, /To create2/);
});

it("rows with a problem are mended in their file, which is uploaded again", async () => {
  const { page } = await loggedIn("reseller");
  const stamp = Date.now().toString(36);
  const name = `In file ${stamp}`;
  await checked(page, `${name},nowhere,Quito,`);
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the rows with a problem" }).click();
  const stream = await (await waiting).createReadStream();
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece));
  const text = Buffer.concat(pieces).toString();
  expect(text).toContain("“nowhere” is not an e-mail address");
  const mended = text.replace(",nowhere,", `,mended${stamp}@example.com,`);
  await page.setInputFiles('input[name="file"]', {
    name: "import-problems.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(mended),
  });
  const taken = page.waitForResponse(/\/mended$/);
  await page.getByRole("button", { name: "Upload mended rows" }).click();
  await taken;
  await untilSaid(page, /To create1/);
});

it("a row with more cells than columns shows those beyond, and is mended by emptying them", async () => {
  const { page } = await loggedIn("reseller");
  const stamp = Date.now().toString(36);
  await checked(page, `Smith ${stamp},smith${stamp}@example.com,Quito,,Ltd,more`);
  const row = page.locator("#row-2");
  const [first, second] = [1, 2].map((number) => row.getByLabel(`Cell ${number} beyond the columns`));
  expect([await first?.inputValue(), await second?.inputValue()]).toEqual(["Ltd", "more"]);
  await first?.fill("");
  await second?.fill("");
  await row.getByRole("button", { name: "Save and check again" }).click();
  await untilSaid(page, /To create1/);
});

it("a file that is none is refused beside its field, and nothing is kept", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/jobs/import");
  await page.setInputFiles('input[name="file"]', {
    name: "customers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj"),
  });
  await page.getByRole("button", { name: "Upload" }).click();
  await page.getByRole("main").getByRole("alert").waitFor();
  expect(page.url()).toMatch(/\/jobs\/import$/);
});

it("whoever may neither create nor change customers finds no way to import any", async () => {
  const { page } = await loggedIn("customer");
  await page.goto("/customers");
  expect(await page.getByRole("link", { name: "Import", exact: true }).count()).toBe(0);
  expect((await page.request.get("/jobs/import")).status()).toBe(403);
  // nor is told to select any
  await page.goto("/jobs");
  const main = page.locator("main");
  expect(await main.textContent()).toContain("No jobs yet");
  expect(await main.textContent()).not.toContain("Select customers");
  expect(await main.getByRole("link").count()).toBe(0);
});
