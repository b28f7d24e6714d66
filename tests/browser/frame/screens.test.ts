import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, person } from "../stage/browser";
import { differing, onePicture, shrunk } from "../stage/pictures";
import { type Program, startProgram } from "../stage/program";

givenBrowser();

// what other tests create would be in the pictures
let program: Program;
beforeAll(async () => {
  program = await startProgram(inject("untouched"));
});
afterAll(async () => await program.end());

/** Where the references stand: a quarter as wide as the screen, so that they are small. `UPDATE=1` draws them anew. */
const folder = "tests/browser/frame/screens";
/** What a page should not have become: the reference, the page, and where they differ. */
const toLookAt = ".build/screens";

const screens = ["light", "dark", "phone", "russian", "yellow"] as const;
type Screen = (typeof screens)[number];

/** How much of a picture may differ; letters are left out, since no two machines draw them alike. */
const mostDiffering = 0.003;

const tried: string[] = [];

const contact = {
  company_name: "Screen and Sons",
  first_name: "Ada",
  last_name: "Screen",
  street_addr: "1 Long Street",
  postal_code: "N1 9GU",
  city: "London",
  country: "United Kingdom",
  phone: "+44 20 7946 0000",
};

/** Draws a page in each way: in the brand's colours, on a phone in our own, and in a yellow brand. Text and what depends on the day's data are left out. */
async function drawn(page: Page, path: string): Promise<Record<Screen, string>> {
  const open = async (lang: string) => {
    await page.context().addCookies([{ name: "lang", value: lang, url: page.url() }]);
    await page.goto(path);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        `*, *::before { color: transparent !important; caret-color: transparent !important; transition: none !important }
         ::placeholder { color: transparent !important }
         .rows td, .rows td a { white-space: nowrap !important; overflow: hidden }
         .rows td:first-child > :not(a:first-of-type) { display: none }
         .chart svg :is(path, rect, circle), .overview-rest, [data-part="attention"], .badge, .mark, img, iframe {
           visibility: hidden !important;
         }`,
      );
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    });
  };
  const shot = async () => await shrunk(page, 4);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  await open("en");
  const light = await shot();
  await page.emulateMedia({ colorScheme: "dark" });
  const dark = await shot();
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(setAccent, ["#facc15", "#000000"] as const);
  const yellow = await shot();
  // without a brand's accent it is our own
  await page.evaluate(setAccent, ["initial", "initial"] as const);
  await page.setViewportSize({ width: 390, height: 800 });
  const phone = await shot();
  await page.setViewportSize({ width: 1280, height: 800 });
  await open("ru");
  return { light, dark, yellow, phone, russian: await shot() };
}

function setAccent([accent, on]: readonly [accent: string, on: string]): void {
  document.documentElement.style.setProperty("--brand-accent", accent);
  document.documentElement.style.setProperty("--brand-on-accent", on);
}

async function compare(page: Page, name: string, path: string): Promise<void> {
  const found: string[] = [];
  mkdirSync(folder, { recursive: true });
  for (const [screen, picture] of Object.entries(await drawn(page, path))) {
    const file = `${name}-${screen}.png`;
    tried.push(file);
    const known = readdirSync(folder).includes(file);
    if (process.env.UPDATE || !known) {
      writeFileSync(`${folder}/${file}`, Buffer.from(picture, "base64"));
      if (!known && !process.env.UPDATE) found.push(`${file} had no reference`);
      continue;
    }
    const reference = readFileSync(`${folder}/${file}`, "base64");
    const { part, marked } = await differing(page, reference, picture);
    if (part <= mostDiffering) continue;
    mkdirSync(toLookAt, { recursive: true });
    const side = await onePicture(page, [reference, picture, marked]);
    writeFileSync(`${toLookAt}/${file}`, Buffer.from(side, "base64"));
    found.push(`${file}: ${(part * 100).toFixed(1)} % is another; see ${toLookAt}/${file}`);
  }
  expect(found).toEqual([]);
}

it("the log-in looks as it did", async () => {
  const { page } = await person({ baseURL: program.base });
  await page.goto("/login");
  await compare(page, "log-in", "/login");
});

it("nine pages of a reseller look as they did", async () => {
  const { page } = await loggedIn("reseller", { baseURL: program.base });
  await page.goto("/customers?direct=1&q=Murcia+Networks");
  const reseller = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
  // a customer that nobody else changes, as nobody does what is below the reseller above
  await page.goto("/customers/new");
  await page.fill('[name="name"]', `Screen ${Date.now()}`);
  await givePassword(page, "a good long secret");
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await page.locator("summary", { hasText: "Contact" }).first().click();
  for (const [name, value] of Object.entries(contact)) await page.fill(`[name="${name}"]`, value);
  await page.getByRole("button", { name: "Create customer", exact: true }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  const customer = new URL(page.url()).pathname;
  const problems: unknown[] = [];
  for (const [name, path] of [
    ["overview", "/overview"],
    ["customers", "/customers"],
    ["customer", customer],
    ["permissions", `${customer}/permissions`],
    ["new-customer", "/customers/new"],
    ["preferences", "/preferences"],
    ["history", `${customer}/history`],
    ["statement", `/statement?of=${reseller.split("/").at(-1)}`],
    ["api", "/api/xmlapi"],
  ] as const)
    await compare(page, name, path).catch((error: unknown) => problems.push(error));
  expect(problems).toEqual([]);
}, 240_000);

afterAll(() => {
  // what nobody compares is no reference
  expect(readdirSync(folder).toSorted()).toEqual(tried.toSorted());
});
