import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routeOf, routesInFolder } from "../frame/every-page";
import { givenBrowser, loggedIn, person } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";
import { filterBy } from "../stage/list-bar";
import { settled, watched } from "./live-list";
import { fillLists, type Place, takeBack } from "./long-lists";

givenBrowser();

let seen: Place;
let hidden: Place;
beforeAll(async () => {
  ({ seen, hidden } = await inDatabase(here.ownerUrl, fillLists));
});
afterAll(async () => await inDatabase(here.ownerUrl, takeBack));

/** A list that has several pages. */
type List = {
  readonly path: (of: Place) => string;
  /** narrows it: a filter and what to choose there; without, one to take off */
  readonly narrow?: readonly [name: string, value?: string];
};

const lists: Readonly<Record<string, List>> = {
  customers: { path: () => "/customers", narrow: ["needs", "low"] },
  history: { path: () => "/history", narrow: ["door", "system"] },
  "history of a customer": {
    path: ({ i_customer }) => `/customers/${i_customer}/history`,
    narrow: ["changed", "city"],
  },
  statement: { path: () => "/statement?period=this_year&everyone=1", narrow: ["everyone"] },
  ledger: {
    path: ({ i_customer }) => `/customers/${i_customer}/ledger`,
    narrow: ["kind", "opening"],
  },
  "blocked customers": { path: () => "/blocked", narrow: ["reason", "fraud"] },
  notes: { path: ({ i_customer }) => `/customers/${i_customer}/notes` },
  "support sessions": { path: () => "/support/sessions" },
  jobs: { path: () => "/jobs" },
  "report of a job": { path: ({ i_job }) => `/jobs/${i_job}`, narrow: ["outcome", "refused"] },
  "log of a webhook": { path: ({ i_endpoint }) => `/api/webhooks/${i_endpoint}` },
  "steps of a support session": { path: ({ reference }) => `/support/sessions/${reference}` },
};

const shownIn = async (page: Page) => {
  await settled(page);
  return await page
    .locator(".live-list :is(tbody tr, .entries > li, [data-part=notes] > li)")
    .allTextContents();
};

/** Opens a page and waits until its script runs. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() =>
    Object.keys(document.querySelector(".live-list") ?? {}).some((key) => key.startsWith("__reactProps")),
  );
}

const next = async (page: Page) => {
  await page.locator('.live-list a[rel="next"]').click();
  await page.waitForURL(/[?&]after=/);
};

async function narrowed(page: Page, [name, value]: NonNullable<List["narrow"]>): Promise<void> {
  const before = page.url();
  if (value === undefined) await page.locator(`[data-filter="${name}"] .chip-off`).click();
  else await filterBy(page, name, value);
  await page.waitForURL((url) => url.href !== before);
}

it.each(Object.entries(lists))(
  "%s: the next page and a filter fetch rows alone, Back returns, and without JavaScript the rows are the same",
  async (_name, { path, narrow }) => {
    const at = path(seen);
    // both first, since logging in is in the history
    const [{ page, context }, plain] = [
      await loggedIn("reseller"),
      await loggedIn("reseller", { javaScriptEnabled: false }),
    ];
    await open(page, at);
    const asked = watched(page);
    const steps = [{ url: page.url(), shown: await shownIn(page) }];
    const moves = [next, ...(narrow ? [(one: Page) => narrowed(one, narrow)] : [])];
    for (const move of moves) {
      await move(page);
      const shown = await shownIn(page);
      expect(asked(), page.url()).toEqual({ rows: 1, pages: 0 });
      expect(shown).not.toEqual(steps.at(-1)?.shown);
      steps.push({ url: page.url(), shown });
    }
    const [first, second] = steps.map(({ shown }) => shown);
    expect(second).not.toEqual([]);
    expect(first).not.toContain(second?.at(-1));
    expect(second).not.toContain(first?.at(-1));
    for (const { url, shown } of steps.slice(0, -1).toReversed()) {
      await page.goBack();
      await page.waitForURL(url);
      expect(await shownIn(page)).toEqual(shown);
    }
    expect(asked().pages).toBe(0);
    await plain.page.goto(at);
    expect(await shownIn(plain.page)).toEqual(first);
    await next(plain.page);
    expect(plain.page.url()).toBe(steps[1]?.url);
    expect(await shownIn(plain.page)).toEqual(second);
    for (const { url, shown } of steps.slice(2)) {
      await plain.page.goto(url);
      expect(await shownIn(plain.page)).toEqual(shown);
    }
    for (const one of [context, plain.context]) await one.close();
  },
);

const rowsOf = ({ path }: List, place: Place) => path(place).replace(/(?=\?|$)/, "/rows");

it("these are all lists that answer rows alone, and no page turns its pages otherwise", () => {
  const tried = Object.values(lists).map((list) => routeOf(rowsOf(list, seen).split("?")[0] ?? ""));
  expect(tried.toSorted()).toEqual(
    routesInFolder()
      .filter((route) => route.endsWith("/rows"))
      .toSorted(),
  );
  const files = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => [file, readFileSync(`app/${file}`, "utf8")] as const);
  const paged = files.filter(([, text]) => text.includes("<Pages "));
  expect(paged.length).toBe(tried.length - 1);
  expect(paged.filter(([, text]) => !text.includes("<LiveList ")).map(([file]) => file)).toEqual([]);
});

it("rows alone are for those who may read the page: nobody else's, no neighbour's", async () => {
  const [{ context: nobody }, { context: reseller }] = [await person(), await loggedIn("reseller")];
  const made = {
    i_customer: 999_999_999,
    reference: "ZZZZZZZZ",
    i_job: 999_999_999,
    i_endpoint: 999_999_999,
  };
  const doors = Object.values(lists).map((list) => [seen, hidden, made].map((place) => rowsOf(list, place)));
  const statementOf = ({ i_customer }: Place) => `/statement/rows?of=${i_customer}`;
  doors.push([seen, hidden, made].map(statementOf));
  for (const [own = "", foreign = "", missing = ""] of doors) {
    expect((await nobody.request.get(own)).status(), own).toBe(401);
    if (foreign === own) continue;
    // not by a filter that is wrong either
    for (const query of ["", `${foreign.includes("?") ? "&" : "?"}since=someday`]) {
      const [one, other] = [
        await reseller.request.get(foreign + query),
        await reseller.request.get(missing + query),
      ];
      expect([one.status(), await one.text()], foreign + query).toEqual([404, await other.text()]);
    }
  }
});
