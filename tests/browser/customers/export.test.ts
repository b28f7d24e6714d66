import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { readTable } from "../../read-table";
import { tablesOf } from "../../table-readers";
import { givenBrowser, loggedIn, person } from "../stage/browser";
import { exportAs } from "../stage/list-bar";

givenBrowser();

/** Clicks a download. @returns the rows of the file, titles first, and its name */
async function download(page: Page, link: string): Promise<{ name: string; rows: string[][] }> {
  const [file] = await Promise.all([page.waitForEvent("download"), exportAs(page, link)]);
  return { name: file.suggestedFilename(), rows: await readTable(await readFile(await file.path())) };
}

/** Collects the names in the list from all its pages. */
async function listed(page: Page, path: string): Promise<string[]> {
  const names: string[] = [];
  for (let next: string | null = path; next; ) {
    await page.goto(next);
    // the first link is the name's; a mark of what stops a customer may lead elsewhere
    const cells = page.locator("tbody tr td:first-child");
    names.push(
      ...(await cells.evaluateAll((all) => all.map((cell) => cell.querySelector("a")?.textContent ?? ""))),
    );
    const link = page.getByRole("link", { name: /^(Next|Дальше)/ });
    next = (await link.count()) ? await link.getAttribute("href") : null;
  }
  return names;
}

it("a reseller downloads the list of its customers, without a script, as CSV and as XLSX: everybody whom the pages show, and nobody else", async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  const names = await listed(page, "/customers");
  // belongs to a neighbouring reseller
  expect(names).not.toContain("Thames Voice");
  await page.goto("/customers");
  for (const [format, extension] of [
    ["CSV", "csv"],
    ["XLSX", "xlsx"],
  ]) {
    const { name, rows } = await download(page, `Export as ${format}`);
    expect(name).toMatch(new RegExp(`^customers-\\d{4}-\\d\\d-\\d\\d\\.${extension}$`));
    expect(rows[0]).toEqual([
      "Name",
      "Provider",
      "Balance",
      "Credit limit",
      "Available",
      "Currency",
      "State",
    ]);
    expect(rows.slice(1).map(([customer]) => customer)).toEqual(names);
    for (const [, , ...amounts] of rows.slice(1))
      for (const amount of amounts.slice(0, 3)) expect(amount).toMatch(/^-?\d+(\.\d{1,6})?$/);
  }
});

it("contact data of those below the direct level is in no export", async () => {
  const { page } = await loggedIn("reseller");
  const columns = ["id", "parent", "company", "email", "phone", "city"].map((name) => `columns=${name}`);
  const direct = new Set(await listed(page, "/customers?direct=1"));
  await page.goto(`/customers?${columns.join("&")}`);
  for (const format of ["CSV", "XLSX"]) {
    const { rows } = await download(page, `Export as ${format}`);
    const [titles = [], ...customers] = rows;
    const place = (title: string) => titles.indexOf(title);
    const isDirect = ([name = ""]: string[]) => direct.has(name);
    const below = customers.filter((row) => !isDirect(row));
    expect(below.length).toBeGreaterThan(0);
    for (const row of below)
      for (const title of ["Company", "E-mail", "Phone", "City"]) expect(row[place(title)]).toBe("");
    expect(customers.filter(isDirect).some((row) => row[place("E-mail")] !== "")).toBe(true);
  }
});

it("filters, sorting, columns and language of the page are those of the file", async () => {
  const { page } = await loggedIn("reseller", { locale: "ru-RU" });
  await page.context().addCookies([{ name: "lang", value: "ru", url: page.url() }]);
  const path = "/customers?direct=1&sort=balance&order=desc&columns=balance&columns=created";
  const names = await listed(page, path);
  await page.goto(path);
  expect(await page.locator("html").getAttribute("lang")).toBe("ru");
  for (const format of ["CSV", "XLSX"]) {
    const { rows } = await download(page, `Экспорт в ${format}`);
    expect(rows[0]).toEqual(["Имя", "Баланс", "Валюта", "Создан"]);
    expect(rows.slice(1).map(([name]) => name)).toEqual(names);
    for (const [, , , created] of rows.slice(1)) expect(created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  }
});

it("the history is downloaded in words, a row for each attribute that changed", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/history?what=createCustomer");
  const { name, rows } = await download(page, "Export as CSV");
  expect(name).toMatch(/^history-/);
  expect(rows[0]).toEqual([
    "When",
    "Who",
    "Through",
    "What",
    "Customer",
    "ID",
    "Attribute",
    "Before",
    "After",
    "Currency",
  ]);
  expect(new Set(rows.slice(1).map((row) => row[3])).size).toBe(1);

  await page.goto("/history?what=updateCustomer");
  const changes = (await download(page, "Export as XLSX")).rows;
  const balances = changes.filter((row) => row[6] === "Balance");
  expect(balances.length).toBeGreaterThan(0);
  for (const row of balances) {
    expect(row[7]).toMatch(/^-?\d+(\.\d{1,6})?$/);
    expect(row[9]).toMatch(/^[A-Z]{3}$/);
  }
});

it("whoever is not logged in gets no file, and a customer gets nobody else's rows", async () => {
  const stranger = await person();
  for (const path of ["/customers/export", "/history/export"]) {
    const answer = await stranger.context.request.get(path);
    expect(answer.status()).toBe(401);
    expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  }
  const { context } = await loggedIn("customer");
  const answer = await context.request.get("/customers/export?format=csv");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  expect((await answer.text()).trim().split("\r\n")).toHaveLength(1);
});

it.for(["en", "ru"])("every download is opened by two other programs, in %s", async (lang, { skip }) => {
  const { page, context } = await loggedIn("ssp-root");
  await context.addCookies([{ name: "lang", value: lang, url: page.url() }]);
  await page.goto("/customers");
  const customer = (await page.locator("tbody tr td:first-child a").first().getAttribute("href")) ?? "";
  for (const address of [
    "/customers/export",
    `${customer}/ledger/export`,
    `${customer}/history/export`,
    "/statement/export",
    "/history/export?what=createCustomer",
    "/support/sessions/export",
  ]) {
    for (const extension of ["csv", "xlsx"]) {
      const answer = await context.request.get(address, { params: { format: extension } });
      expect(answer.status(), address).toBe(200);
      const bytes = await answer.body();
      const own = await readTable(bytes);
      const [python, hucre] = await tablesOf(bytes, extension, skip);
      expect(python?.rows[0], address).toEqual(own[0]);
      expect(python?.rows.length, address).toBe(own.length);
      expect(hucre?.rows, address).toEqual(python?.rows);
      expect(hucre?.sheet).toBe(python?.sheet);
      expect(python?.sheet, address).not.toMatch(/^(history|история|журнал)$/i);
    }
  }
});

it("a reseller downloads everything that an import needs, in its language, and the file names what the list does not show", async () => {
  const { page } = await loggedIn("reseller");
  await page.goto("/customers");
  for (const format of ["CSV", "XLSX"]) {
    const { rows } = await download(page, `${format}, everything that an import needs`);
    expect(rows[0]).toEqual(
      expect.arrayContaining(["ID", "Name", "Provider", "Tariff", "Country or region", "Time zone"]),
    );
    expect(rows[0]).not.toEqual(expect.arrayContaining(["Password"]));
    expect(rows.length).toBeGreaterThan(2);
  }
});
