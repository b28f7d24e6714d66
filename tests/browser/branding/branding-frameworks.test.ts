import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cleanStylesheet } from "@/server/brand/stylesheet/clean-stylesheet";
import { givenBrowser, person } from "../stage/browser";
import { applySheet, type BrandingServer, startBrandingServer } from "./branding-page";

givenBrowser();

const require = createRequire(import.meta.url);

const frameworks = [
  {
    name: "Bootstrap",
    file: require.resolve("bootstrap/dist/css/bootstrap.min.css"),
    page: `<div class="container"><div class="row"><div class="col-6">a</div></div><a class="btn btn-primary" href="#a">b</a>
      <div class="card"><div class="card-body">c</div></div><div class="alert alert-danger">d</div></div>`,
    looks: [
      [".container", "max-width", "1140px"],
      [".col-6", "flex-basis", "auto"],
      [".col-6", "width", "570px"],
      [".btn-primary", "background-color", "rgb(13, 110, 253)"],
      [".btn-primary", "border-top-left-radius", "6px"],
      [".btn-primary", "text-decoration-line", "none"],
      [".card", "display", "flex"],
      [".card-body", "padding-left", "16px"],
      [".alert-danger", "color", "rgb(88, 21, 28)"],
    ],
  },
  {
    name: "Bulma",
    file: require.resolve("bulma/css/bulma.min.css"),
    page: `<div class="columns"><div class="column is-half">a</div><div class="column">b</div></div>
      <button class="button is-primary" type="button">c</button><h1 class="title">d</h1><div class="box">e</div>`,
    looks: [
      [".columns", "display", "flex"],
      [".button.is-primary", "background-color", "rgb(0, 209, 178)"],
      [".button.is-primary", "justify-content", "center"],
      [".title", "font-size", "32px"],
      [".box", "border-top-left-radius", "12px"],
      [".box", "padding-left", "20px"],
    ],
  },
  {
    name: "Pico",
    file: require.resolve("@picocss/pico/css/pico.min.css"),
    page: `<main class="container"><button type="button">a</button><article>b</article>
      <label>c <input type="checkbox" checked></label><progress></progress></main>`,
    looks: [
      ["button", "background-color", "rgb(1, 114, 173)"],
      ["button", "border-top-left-radius", "4px"],
      ["button", "padding-left", "16px"],
      ["article", "margin-bottom", "16px"],
      [".container", "max-width", "1200px"],
      ["input", "appearance", "none"],
    ],
  },
] as const;

let server: BrandingServer;
let page: Page;

// compare the end of transitions; and a rem is always the page's, whatever a brand sets on :root
const frame = `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Frameworks</title>
<style>@layer product, brand; * { transition: none !important; } html { font-size: 16px !important; }</style><link rel="stylesheet" href="data:text/css,"></head>
<body><button class="btn btn-primary button is-primary" id="outside" type="button">outside</button>
<div data-brand-region data-theme="light" style="isolation:isolate;contain:paint"></div></body></html>`;

beforeAll(async () => {
  server = await startBrandingServer(frame);
  ({ page } = await person({
    baseURL: server.base,
    viewport: { width: 1280, height: 800 },
    colorScheme: "light",
  }));
});
afterAll(() => server.stop());

it.each(frameworks)("$name, cleaned, still looks as it does, within the region alone", async (framework) => {
  const given = readFileSync(framework.file, "utf8");
  const begun = performance.now();
  const { css, removed } = cleanStylesheet(given);
  const milliseconds = Math.round(performance.now() - begun);
  const kilobytes = (text: string) => `${Math.round(text.length / 1024)} KiB`;
  console.log(
    `${framework.name}: ${kilobytes(given)} → ${kilobytes(css)} in ${milliseconds} ms, ${removed.length} things removed`,
  );

  await page.goto("/");
  const before = await styleOf("#outside");
  await page.evaluate((inside) => {
    const region = document.querySelector("[data-brand-region]");
    if (region) region.innerHTML = inside;
  }, framework.page);
  await applySheet(page, server.put(css));
  const looks = await look(framework.looks);
  expect(looks).toEqual(framework.looks);
  expect(await styleOf("#outside")).toBe(before);
  expect(server.asked).toEqual([]);
  // without a region and a layer it must look the same
  await applySheet(page, server.put(given));
  expect(await look(framework.looks)).toEqual(looks);
});

type Looks = readonly (readonly [selector: string, property: string, value: string])[];

async function look(asked: Looks): Promise<string[][]> {
  return await page.evaluate(
    (all) =>
      all.map(([selector, property]) => {
        const part = document.querySelector(`[data-brand-region] ${selector}`);
        return [
          selector,
          property,
          part ? getComputedStyle(part).getPropertyValue(property) : "is not there",
        ];
      }),
    asked,
  );
}

/** The whole computed style of a part, as one text. */
async function styleOf(selector: string): Promise<string> {
  return await page.evaluate((asked) => {
    const part = document.querySelector(asked);
    if (!part) return "is not there";
    const style = getComputedStyle(part);
    return [...style].map((property) => `${property}: ${style.getPropertyValue(property)}`).join("; ");
  }, selector);
}
