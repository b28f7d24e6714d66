import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";

export interface BrandingServer {
  readonly base: string;
  /** every request except those for the page and its stylesheets */
  readonly asked: string[];
  /** @returns the address of the stylesheet */
  readonly put: (css: string) => string;
  readonly stop: () => void;
}

/** Starts a server for one page and the stylesheets to try on it. */
export async function startBrandingServer(page: string): Promise<BrandingServer> {
  const asked: string[] = [];
  const sheets: string[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? "";
    const sheet = /^\/sheets\/(\d+)\.css$/.exec(url)?.[1];
    if (sheet !== undefined) {
      response.setHeader("Content-Type", "text/css; charset=utf-8");
      response.end(sheets[Number(sheet)]);
    } else if (url === "/") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(page);
    } else {
      asked.push(url);
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // a listening server has an AddressInfo
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    asked,
    put: (css) => `/sheets/${sheets.push(css) - 1}.css`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Replaces the brand's stylesheet and waits until the new one applies. */
export async function applySheet(page: Page, href: string): Promise<void> {
  await page.evaluate(async (address) => {
    const old = document.querySelector("link[rel=stylesheet]");
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    const there = new Promise((loaded) => {
      link.onload = loaded;
      link.onerror = loaded;
    });
    old?.replaceWith(link);
    await there;
  }, href);
}

/** The product's structure around a brand: the region, and protected parts outside and above it. */
export const brandedPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Brand</title><link rel="icon" href="data:,">
<style>
@layer product, brand;
@layer product {
  body { margin: 0; font: 14px/20px sans-serif; }
  [data-brand-region] { display: block; isolation: isolate; contain: layout paint; min-width: 0; }
}
.above { position: relative; z-index: 1; height: 120px; }
.safe { position: absolute; width: 180px; height: 80px; top: 20px; color: white; }
.safe:nth-child(1) { left: 20px; background: #0a5; }
.safe:nth-child(2) { left: 220px; background: #05a; }
.safe:nth-child(3) { left: 420px; background: #a05; }
@keyframes turn { to { opacity: 1; } }
.turns { animation: turn 1s infinite; }
</style>
<link rel="stylesheet" href="data:text/css,"></head>
<body>
<div class="above"><div class="safe">Who I am</div><div class="safe turns">Support, for 59 minutes</div>
<div class="safe"><button type="button">Confirm</button></div></div>
<div data-brand-region>
  <div class="part a b y x" title="a" data-part="content" data-value="a" data-secret="a"><p>A part <a href="#here">with a link</a></p>
    <div class="part b"><q>quoted</q><ul><li>one</li><li>two</li></ul></div></div>
  <div data-protected><p>Protected, inside</p></div>
  <form><input name="words" value="abc" required><input name="secret" type="password" value="swordfish">
    <input name="agreed" type="checkbox"><button type="button" popovertarget="menu">Menu</button></form>
  <svg width="9" height="9"><path d="M0 0h9"/></svg>
</div>
<div class="part a b y x" title="a"><p>Beside the region <a href="#there">with a link</a></p><div class="part b"></div></div>
</body></html>`;
