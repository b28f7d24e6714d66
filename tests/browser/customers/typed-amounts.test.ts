import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { send } from "../frame/by-hand";
import { givenBrowser, loggedIn } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

/** Where people type an amount of a customer, by page and fields, and where we store it. */
const places = [
  { page: "payment", kept: { amount: lastEntry }, more: {} },
  { page: "credit", kept: { amount: lastEntry }, more: {} },
  { page: "charge", kept: { amount: lastEntry }, more: {} },
  { page: "correct", kept: { balance: column("balance") }, more: { payment_notes: "counted" } },
  { page: "credit-limit", kept: { credit_limit: column("credit_limit") }, more: {} },
  {
    page: "edit",
    kept: Object.fromEntries(
      [
        "credit_limit",
        "min_payment_amount",
        "commission_size",
        "overcommit_limit",
        "max_calls_per_second",
      ].map((name) => [name, column(name)]),
    ),
    more: {},
  },
  { page: "billing", kept: { low_balance_threshold: threshold }, more: {} },
] as const satisfies readonly Place[];

type Place = {
  readonly page: string;
  readonly kept: Readonly<Record<string, Reader>>;
  readonly more: Readonly<Record<string, string>>;
};

type Reader = (i_customer: number) => Promise<number>;

const scene: { en?: Page; ru?: Page; i_customer: number } = { i_customer: 0 };

beforeAll(async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  await page.goto("/customers/new");
  const name = `Typed ${Date.now()}`;
  const i_tariff = await page
    .locator('[name="i_tariff"] option', { hasText: "Retail USD" })
    .getAttribute("value");
  const fields = {
    name,
    i_tariff: i_tariff ?? "",
    first_log_in: "password",
    web_password: "a good long secret",
    credit_limit: "$1,000.50",
  };
  await sent(page, "/customers/new", fields);
  scene.i_customer = await one(`SELECT i_customer AS value FROM customers WHERE name = '${name}'`);
  scene.en = page;
  const russian = await loggedIn("reseller", { javaScriptEnabled: false });
  scene.ru = russian.page;
  await russian.context.addCookies([{ name: "lang", value: "ru", url: here.base }]);
});

describe("an amount is read alike wherever a person types it", () => {
  it("on a new customer with its groups and its currency, and in no other currency", async () => {
    const { en, i_customer } = scene;
    expect(await column("credit_limit")(i_customer)).toBe(1000.5);
    const answer = await sent(en, `/customers/${i_customer}/credit-limit`, { credit_limit: "€5" });
    expect(answer).toContain("The customer&#x27;s currency is USD, not €.");
    expect(await column("credit_limit")(i_customer)).toBe(1000.5);
  });

  it.each<Place>(places)("below 1 where it begins with 0 and a sign, on $page", async (place) => {
    for (const [language, text, value] of [
      ["en", "0,500", 0.5],
      ["ru", "0.250", 0.25],
    ] as const) {
      await sent(scene[language], at(place), { ...typedOn(place, text), ...place.more });
      for (const [field, read] of Object.entries(place.kept))
        expect(await read(scene.i_customer), `${field}: ${text} in ${language}`).toBe(value);
    }
  });

  it.each<Place>(places)(
    "not at all where it has two readings, which are both told, on $page",
    async (place) => {
      for (const [language, text, words] of [
        ["ru", "1.234", "«1.234» можно понять как 1,234 или 1\u00a0234."],
        ["en", "1234,567", "“1234,567” can mean 1,234.567 or 1,234,567."],
      ] as const) {
        const answer = await sent(scene[language], at(place), { ...typedOn(place, text), ...place.more });
        expect(answer).toContain(words);
        expect(answer).toContain('aria-invalid="true"');
      }
      for (const [field, read] of Object.entries(place.kept))
        expect(await read(scene.i_customer), field).toBe(0.25);
    },
  );

  it("in a form that shows it by the language's own sign, and keeps it when nothing is touched", async () => {
    const { en, ru, i_customer } = scene;
    await sent(en, `/customers/${i_customer}/edit`, { min_payment_amount: "1234.567" });
    const page = await (await shown(ru).request.get(`/customers/${i_customer}/edit`)).text();
    expect(page).toContain('value="1234,567"');
    await sent(ru, `/customers/${i_customer}/edit`, { city: "Oslo" });
    expect(await column("min_payment_amount")(i_customer)).toBe(1234.567);
  });
});

it("amounts in a list of values begin where the other values do", async () => {
  const page = shown(scene.en);
  await page.goto(`/customers/${scene.i_customer}/billing`);
  const lists = await page.locator("main dl").evaluateAll((all) =>
    all.map((list) =>
      [...list.querySelectorAll("dd")].map((value) => {
        const text = document.createTreeWalker(value, NodeFilter.SHOW_TEXT).nextNode();
        const range = document.createRange();
        if (text) range.selectNode(text);
        return Math.round(range.getBoundingClientRect().left);
      }),
    ),
  );
  expect(lists.flat().length).toBeGreaterThan(5);
  for (const starts of lists) expect(new Set(starts).size).toBe(1);
});

function at({ page }: Place): string {
  return `/customers/${scene.i_customer}/${page}`;
}

function typedOn({ kept }: Place, text: string): Record<string, string> {
  return Object.fromEntries(Object.keys(kept).map((field) => [field, text]));
}

/** Fills in and sends the form that has the first of these fields, as a browser without scripts does. */
async function sent(
  person: Page | undefined,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const page = shown(person);
  await page.goto(path);
  const field = page.locator(`[name="${Object.keys(fields)[0]}"]`);
  const form = page.locator("form", { has: field }).last();
  const given = await form.evaluate(
    // the locator finds forms; nobody chose a picture
    (element) =>
      [...new FormData(element as HTMLFormElement)].filter(([, value]) => typeof value === "string") as [
        string,
        string,
      ][],
  );
  const { pathname, search } = new URL(page.url());
  return await send(page, pathname + search, { ...Object.fromEntries(given), ...fields });
}

function shown(person: Page | undefined): Page {
  if (!person) throw new Error("people are logged in before the tests");
  return person;
}

async function one(sql: string): Promise<number> {
  const { rows } = await inDatabase(here.ownerUrl, async (client) => await client.query(sql));
  return Number(rows[0]?.value);
}

function column(name: string): Reader {
  return async (i_customer) =>
    await one(`SELECT ${name} AS value FROM customers WHERE i_customer = ${i_customer}`);
}

async function lastEntry(i_customer: number): Promise<number> {
  return await one(
    `SELECT abs(amount) AS value FROM ledger WHERE i_customer = ${i_customer} ORDER BY place DESC LIMIT 1`,
  );
}

async function threshold(i_customer: number): Promise<number> {
  return await one(
    `SELECT low_balance_threshold AS value FROM customer_preferences WHERE i_customer = ${i_customer}`,
  );
}
