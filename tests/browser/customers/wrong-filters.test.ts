import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { givenBrowser, loggedIn } from "../stage/browser";
import { here } from "../stage/here";

givenBrowser();

const scene: { page?: Page; ledger: string } = { ledger: "" };

beforeAll(async () => {
  const { page } = await loggedIn("reseller", { javaScriptEnabled: false });
  await page.goto("/customers");
  const href = await page.locator("main table tbody a").first().getAttribute("href");
  Object.assign(scene, { page, ledger: `${href}/ledger` });
});

/** Each filter of each list with a value that it cannot read; for choices, one that is not among them. */
const lists = {
  "/customers": {
    direct: "perhaps",
    blocked: "2",
    i_tariff: "cheap",
    currency: "XYZ",
    right: "everything",
    needs: "love",
    min: "much",
    max: "1,2,3",
  },
  "/statement": { since: "someday", until: "2026-02-30", period: "always", everyone: "perhaps" },
  "/history": { what: "nothing", changed: "colour", door: "window", since: "2026-13-01", until: "tomorrow" },
  "/blocked": { reason: "mood", who: "them" },
  ledger: { kind: "gift", since: "someday", until: "31.12.2026", min_amount: "much", max_amount: "12-" },
} as const;

describe("what a filter cannot read is said beside it, and no other list is shown or exported in its place", () => {
  it.each(
    Object.entries(lists).flatMap(([list, filters]) =>
      Object.entries(filters).map(([name, value]) => ({ list, name, value })),
    ),
  )("$name=$value of $list", async ({ list, name, value }) => {
    const page = shown();
    const path = list === "ledger" ? scene.ledger : list;
    await page.goto(`${path}?${new URLSearchParams({ [name]: value })}`);
    const field = page.locator(`[data-part="filters"] [name="${name}"]`);
    if (name === "period" || name === "direct" || name === "everyone")
      expect(await page.locator(".field-problem").count()).toBe(1);
    else {
      expect(await field.getAttribute("aria-invalid")).toBe("true");
      expect(await field.inputValue()).toBe(value);
      const problem = await field.getAttribute("aria-describedby");
      expect((await page.locator(`#${problem}`).textContent())?.length).toBeGreaterThan(5);
    }
    expect(await page.locator("main tbody tr, [data-part='history'] li").count()).toBe(0);
    if (list === "/blocked") return;
    const file = await page.request.get(`${path}/export?${new URLSearchParams({ [name]: value })}`);
    expect([file.status(), (await file.text()).startsWith(`${name}: `)]).toEqual([400, true]);
  });
});

it("amounts of filters are read in the reader's language, and each list counts what it says", async () => {
  const page = shown();
  const listed = async (query: string, lang = "en") => {
    await page.context().addCookies([{ name: "lang", value: lang, url: here.base }]);
    await page.goto(`/customers?columns=id&sort=balance&${query}`);
    return await page.locator("main tbody td:first-child > a:first-of-type").allTextContents();
  };
  const expected = await listed("min=1.5&max=300");
  expect(expected.length).toBeGreaterThan(0);
  expect(expected).not.toEqual(await listed("max=300"));
  for (const lang of ["en", "ru"])
    for (const query of ["min=1,5&max=300", "min=1.50&max=300,00", "min=$1,5&max=0300"])
      expect(await listed(query, lang), `${query} in ${lang}`).toEqual(expected);
  expect(await listed("min=1,500")).toEqual(await listed("min=1500"));
  expect(await listed("min=1,500", "ru")).toEqual(await listed("min=1.5", "ru"));
  expect(await listed("min=1.500", "ru")).toEqual([]);
  expect(await page.locator("#filter-min-problem").textContent()).toBe(
    "Баланс: «1.500» можно понять как 1,5 или 1\u00a0500. Введите то, что имеете в виду.",
  );
  // in another currency than the chosen one
  expect(await listed("currency=USD&min=€5")).toEqual([]);
  expect(await page.locator("#filter-min-problem").count()).toBe(1);
});

it("of a filter that an address has twice each value is said, and none is dropped", async () => {
  const page = shown();
  await page.goto("/customers?currency=USD&currency=EUR");
  expect(await page.locator('[name="currency"]').getAttribute("aria-invalid")).toBe("true");
  expect(await page.locator("main tbody tr").count()).toBe(0);
});

it("days out of order are told in every list that has them", async () => {
  const page = shown();
  for (const list of ["/history", "/statement", scene.ledger]) {
    await page.goto(`${list}?since=2026-02-02&until=2026-02-01`);
    expect(await page.locator('[name="until"]').getAttribute("aria-invalid"), list).toBe("true");
    await page.goto(`${list}?since=2026-02-02&until=2026-02-02`);
    expect(await page.locator('[name="until"]').getAttribute("aria-invalid"), list).toBe(null);
  }
});

function shown(): Page {
  if (!scene.page) throw new Error("the reseller is logged in before the tests");
  return scene.page;
}
