import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cleanStylesheet } from "@/server/brand/stylesheet/clean-stylesheet";
import { fc } from "@/tests/chance";
import { corpus } from "../../branding-corpus";
import { ownFile } from "../../branding-corpus/files";
import { mutated } from "../../branding-corpus/mutated";
import { givenBrowser, person } from "../stage/browser";
import { applySheet, type BrandingServer, brandedPage, startBrandingServer } from "./branding-page";

givenBrowser();

let server: BrandingServer;
let page: Page;
/** Every request, to any host. */
const requested: string[] = [];
let unbranded: Seen;

beforeAll(async () => {
  server = await startBrandingServer(brandedPage);
  const made = await person({ baseURL: server.base, viewport: { width: 700, height: 500 } });
  page = made.page;
  await made.context.route("**", async (route) => {
    const url = route.request().url();
    if (url.startsWith(server.base)) await route.continue();
    else await route.abort();
  });
  page.on("request", (request) => requested.push(request.url()));
  await page.goto("/");
  unbranded = await look();
});
afterAll(() => server.stop());

const sheets = Object.entries(corpus).flatMap(([group, all]) =>
  all.map(({ name, css }) => ({
    name: `${group}, ${name}`,
    css: cleanStylesheet(css, { files: new Set([ownFile]) }).css,
  })),
);
/** Most of these are removed completely, and an empty stylesheet cannot change the look. */
const left = sheets.filter(({ css }) => css !== "");

it("a hostile stylesheet, cleaned, sends no request and hides no protected part", async () => {
  const begun = performance.now();
  const harm: string[] = [];
  for (const { name, css } of [{ name: "nothing", css: "" }, ...left]) {
    const { leaks, seen } = await tryOut(css);
    for (const leak of leaks) harm.push(`${name}: asked for ${leak}`);
    if (seen.parts !== unbranded.parts) harm.push(`${name}: ${seen.parts} instead of ${unbranded.parts}`);
    if (!seen.pixels.equals(unbranded.pixels)) harm.push(`${name}: looks otherwise`);
  }
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  console.log(`${sheets.length} hostile stylesheets, ${left.length} of which leave something: ${seconds} s`);
  expect(harm).toEqual([]);
});

it("hostile stylesheets, mixed, cut and escaped, are cleaned to what a browser reads as ours, and match nothing outside", async () => {
  const some = fc
    .sample(mutated, 2_000)
    .map((css) => cleanStylesheet(css, { files: new Set([ownFile]) }).css);
  const colonInName = cleanStylesheet(".part\\:{color:red}").css;
  const all = [...left.map(({ css }) => css), ...some.filter((css) => css !== ""), colonInName];
  const { wrong, rules } = await page.evaluate(readAsBrowser, all);
  expect(wrong).toEqual([]);
  expect(rules).toBeGreaterThan(all.length);
});

it.each([
  ["an address", ".part{background:url(http://evil.example/a)}"],
  ["an address by a state", "input:checked{background:url(/leak/a)}"],
])("%s that is not cleaned is seen to ask: the test would tell", async (_, css) => {
  expect((await tryOut(css)).leaks).toHaveLength(1);
});

it.each([
  ["a region moved up", "[data-brand-region]{margin-top:-90px;background:red;z-index:2;position:relative}"],
  ["a cover", "body::after{content:'';position:fixed;inset:0;background:red;z-index:9}"],
  ["an invisible cover", "body::after{content:'';position:fixed;inset:0;z-index:9}"],
  ["a page that is not seen", "html{opacity:0}"],
  ["keyframes of the same name", "@keyframes turn{from,to{opacity:0}}"],
])("%s that is not cleaned is seen to hide: the test would tell", async (_, css) => {
  const { seen } = await tryOut(css);
  expect(seen.parts === unbranded.parts && seen.pixels.equals(unbranded.pixels)).toBe(false);
});

it("a protected part inside the region is no selector's subject", async () => {
  await applySheet(page, server.put(cleanStylesheet("*,:not(b){border:9px solid red;width:1px}").css));
  const borders = await page.evaluate(() =>
    [".part", "[data-protected]", "[data-protected] *"].map((selector) => {
      const part = document.querySelector(selector);
      return part && getComputedStyle(part).borderTopWidth;
    }),
  );
  expect(borders).toEqual(["9px", "0px", "0px"]);
});

/**
 * Runs in the browser and reads stylesheets with its parser. Each must be one layer, and no selector may match anything
 * outside of the region.
 */
function readAsBrowser(sheets: readonly string[]): { wrong: string[]; rules: number } {
  const wrong: string[] = [];
  let rules = 0;
  const outside = [...document.querySelectorAll("*")].filter((one) => !one.closest("[data-brand-region]"));
  const kept = [...document.querySelectorAll("[data-protected], [data-protected] *")];
  for (const css of sheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const [layer, ...others] = sheet.cssRules;
    if (!(layer instanceof CSSLayerBlockRule) || layer.name !== "brand" || others.length) wrong.push(css);
    const open: CSSRule[] = [...sheet.cssRules];
    for (let rule = open.pop(); rule; rule = open.pop()) {
      if ("cssRules" in rule && rule.cssRules instanceof CSSRuleList && !(rule instanceof CSSKeyframesRule))
        open.push(...rule.cssRules);
      if (!(rule instanceof CSSStyleRule)) continue;
      rules += 1;
      // test the element of a pseudo-element; note that the class `a:`, written `.a\:`, does not begin one
      const selector = rule.selectorText.replace(/(\\.)|::[\w-]+/g, "$1");
      if ([...outside, ...kept].some((one) => one.matches(selector))) wrong.push(rule.cssText);
      // string by string, since a string may hold what reads like an address; `#url(` and `curl(` are none either
      for (const [, call, inside = ""] of rule.cssText.matchAll(/((?<![#\w-])url\()?"((?:[^"\\]|\\.)*)"/gs))
        if (call && !/^(?:data:image|\/branding\/files)/.test(inside)) wrong.push(rule.cssText);
    }
  }
  return { wrong, rules };
}

interface Seen {
  /** the box of each protected part, and whether it is on top at its centre and corners */
  readonly parts: string;
  readonly pixels: Buffer;
}

async function tryOut(css: string): Promise<{ leaks: readonly string[]; seen: Seen }> {
  requested.length = 0;
  server.asked.length = 0;
  await applySheet(page, server.put(css));
  await act();
  const seen = await look();
  const mine = [`${server.base}/sheets/`, `${server.base}${ownFile}`];
  const leaks = new Set([
    ...requested.filter((url) => !mine.some((start) => url.startsWith(start))),
    ...server.asked.filter((path) => path !== ownFile).map((path) => server.base + path),
  ]);
  return { leaks: [...leaks], seen };
}

/** Does what a person does in the region: moves the pointer over it, types, ticks the box. */
async function act(): Promise<void> {
  await page.mouse.move(60, 160);
  await page.mouse.move(60, 260);
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>("[name=agreed]")?.click();
    document.querySelector<HTMLInputElement>("[name=words]")?.focus();
  });
  await page.keyboard.type("x");
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>("[name=secret]")?.focus();
    document.querySelector("form")?.reportValidity();
  });
}

async function look(): Promise<Seen> {
  const parts = await page.evaluate(async () => {
    scrollTo(0, 0);
    // after two frames the browser has requested whatever the style loads
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [...document.querySelectorAll(".safe")].map((part) => {
      const { left, top, right, bottom } = part.getBoundingClientRect();
      const places = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 1, top + 1],
        [right - 2, top + 1],
        [left + 1, bottom - 2],
        [right - 2, bottom - 2],
      ] as const;
      const met = places.every(([x, y]) => part.contains(document.elementFromPoint(x, y)));
      return `${left},${top},${right},${bottom} ${met ? "met" : "covered"}`;
    });
  });
  const pixels = await page.screenshot({ clip: { x: 0, y: 0, width: 620, height: 118 } });
  return { parts: parts.join("; "), pixels };
}
