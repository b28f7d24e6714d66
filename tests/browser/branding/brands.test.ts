import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { brandParts, brandTokenNames } from "@/attributes/brand-contract";
import { noValues } from "@/server/brand/brand-values";
import { makeStyle } from "@/server/brand/make-style";
import { partsTouched, servedCorpus } from "../frame/protected-parts";
import { problemsOf } from "../stage/axe";
import { givenBrowser, loggedIn, logIn, person } from "../stage/browser";
import { createCustomer, newPassword } from "../stage/create-customer";
import { here } from "../stage/here";

givenBrowser();

const password = newPassword;
const some = () => Math.random().toString(36).slice(2, 8);

/** The service on another host name of this machine. */
function at(alias: string): string {
  return here.base.replace("localhost", alias);
}

/** A reseller with a host and a brand of its own, somebody below it, and somebody below that. */
async function branded(page: Page, colour: string) {
  const mark = some();
  const [name, middle, below] = [`Brand ${mark}`, `Middle ${mark}`, `Below ${mark}`];
  const host = `${mark}.localhost`;
  const root = await ownId(page);
  const id = await createCustomer(page, root, name, true);
  const middleId = await createCustomer(page, id, middle, true);
  await createCustomer(page, middleId, below, false);
  await page.goto(`/customers/${id}/edit`);
  await page.locator("summary", { hasText: "Branding" }).click();
  await page.fill('[name="dns_alias"]', host);
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  await page.goto(`/customers/${id}/branding/edit`);
  await page.fill('[name="product_name"]', `${name} Voice`);
  await page.fill('[name="accent"]', colour);
  await page.locator("summary", { hasText: "Links below" }).click();
  await page.fill('[name="footer_label.0"]', "Our terms");
  await page.fill('[name="footer_href.0"]', "https://voice.example/terms");
  await page.locator("summary", { hasText: "Stylesheet" }).click();
  await page.fill('[name="css"]', `[data-part="sign-in"] { background: ${colour} }`);
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/branding$/);
  return { name, middle, below, host, id };
}

async function ownId(page: Page): Promise<string> {
  await page.goto("/overview");
  const href = (await page.locator('nav a[href*="/branding"]').first().getAttribute("href")) ?? "";
  return href.split("/")[2] ?? "";
}

async function tryToLogIn(host: string, login: string): Promise<string> {
  const { page } = await person({ baseURL: at(host) });
  await page.goto("/login");
  await page.fill('[name="login"]', login);
  await page.fill('[name="password"]', password);
  await page.press('[name="password"]', "Enter");
  await Promise.race([
    page.waitForURL("**/overview"),
    page.getByText("Login or password is wrong.").waitFor(),
  ]);
  return new URL(page.url()).pathname;
}

it("two resellers, two hosts, two brands: each one's people log in there and nowhere else, and a third level inherits", async () => {
  const { page } = await loggedIn("ssp-root");
  const [one, other] = [await branded(page, "#0f766e"), await branded(page, "#9d174d")];
  for (const [mine, theirs] of [
    [one, other],
    [other, one],
  ] as const) {
    expect(await tryToLogIn(mine.host, mine.name)).toBe("/overview");
    expect(await tryToLogIn(mine.host, mine.below)).toBe("/overview");
    expect(await tryToLogIn(theirs.host, mine.name)).toBe("/login");
    expect(await tryToLogIn(theirs.host, mine.below)).toBe("/login");
  }
  const colours: Record<string, string> = {
    [one.host]: "rgb(15, 118, 110)",
    [other.host]: "rgb(157, 23, 77)",
  };
  for (const { name, below, host } of [one, other]) {
    const visitor = await person({ baseURL: at(host) });
    await visitor.page.goto("/login");
    expect(await visitor.page.title()).toContain(`${name} Voice`);
    // whatever lies above the ground must let clicks through
    await visitor.page.getByRole("link", { name: "Our terms" }).click({ trial: true });
    const ground = visitor.page.locator('[data-part="sign-in"]');
    expect(await ground.evaluate((part) => getComputedStyle(part).backgroundColor)).toBe(colours[host]);
    // for somebody two levels below, this is the nearest brand above
    await logIn(visitor.page, below, password);
    expect(await visitor.page.locator('[data-part="logo"]').first().textContent()).toBe(`${name} Voice`);
    const current = visitor.page.locator('[aria-current="page"]').first();
    expect(await current.evaluate((link) => getComputedStyle(link).getPropertyValue("--brand-accent"))).toBe(
      host === one.host ? "#0f766e" : "#9d174d",
    );
  }
  // on the service's own host the person still has this brand, but the log-in page has the service's
  const elsewhere = await person();
  await elsewhere.page.goto("/login");
  expect(await elsewhere.page.title()).toContain("Trellis");
  await logIn(elsewhere.page, one.below, password);
  expect(await elsewhere.page.locator('[data-part="logo"]').first().textContent()).toBe(`${one.name} Voice`);
  const accent = () =>
    elsewhere.page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--brand-accent"));
  expect(await accent()).toBe("#0f766e");
}, 180_000);

it("a brand is there in the first frame, in both themes, and what is readable by the editor's word passes axe", async () => {
  const { page } = await loggedIn("ssp-root");
  const { host } = await branded(page, "#0f766e");
  for (const colorScheme of ["light", "dark"] as const) {
    const visitor = await person({ baseURL: at(host), colorScheme });
    const session = await visitor.context.newCDPSession(visitor.page);
    const frames: string[] = [];
    session.on("Page.screencastFrame", ({ data, sessionId }) => {
      frames.push(data);
      void session.send("Page.screencastFrameAck", { sessionId });
    });
    await session.send("Page.startScreencast", { format: "png" });
    await visitor.page.goto("/login");
    await expect.poll(() => frames.length).toBeGreaterThan(0);
    const html = await visitor.page.content();
    expect(html.indexOf('href="/branding/')).toBeGreaterThan(0);
    expect(html.indexOf('href="/branding/')).toBeLessThan(html.indexOf("<body"));
    // the first frame that shows anything must already show the brand's ground
    const shown = await visitor.page.evaluate(async (pictures) => {
      const seen: string[] = [];
      for (const picture of pictures) {
        const image = new Image();
        image.src = `data:image/png;base64,${picture}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const drawing = canvas.getContext("2d");
        drawing?.drawImage(image, 0, 0);
        const [r, g, b] = drawing?.getImageData(20, Math.floor(image.height / 2), 1, 1).data ?? [];
        seen.push(`${r},${g},${b}`);
      }
      return seen;
    }, frames);
    // otherwise frames still arrive while the browser closes
    await session.send("Page.stopScreencast");
    // the browser's own empty page comes first
    const painted = shown.filter((pixel) => !["255,255,255", "0,0,0", "18,18,18"].includes(pixel));
    expect(new Set(painted)).toEqual(new Set(["15,118,110"]));
    expect(await problemsOf(visitor.page)).toEqual([]);
  }
}, 120_000);

it("every part and token of the contract is in the page that it belongs to, and has an effect there", async () => {
  const { page } = await loggedIn("reseller");
  const rule = (part: string) => `[data-part="${part}"] { outline-color: rgb(1, 2, 3) }`;
  for (const [part, { page: path }] of Object.entries(brandParts)) {
    const where = path === "/login" ? (await person()).page : page;
    await where.setViewportSize({ width: part === "drawer" ? 390 : 1280, height: 800 });
    await where.goto(path);
    // the drawer is the navigation, opened on a phone
    if (part === "drawer") await where.locator('[popovertarget="navigation"]').first().click();
    const { css } = makeStyle({ values: noValues, logo_light: null, logo_dark: null, css: rule(part) });
    const colour = await where.evaluate(
      ([name, text]) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text ?? "");
        document.adoptedStyleSheets = [sheet];
        const found = document.querySelector(`[data-part="${name}"]`);
        return found && getComputedStyle(found).outlineColor;
      },
      [part, css],
    );
    // the footer appears if the brand has links
    if (part !== "footer") expect(colour, part).toBe("rgb(1, 2, 3)");
  }
  await page.goto("/overview");
  const values: Record<(typeof brandTokenNames)[number], string> = {
    "--brand-accent": "#9d174d",
    "--brand-on-accent": "#fdf2f8",
    "--brand-surface": "#fdf6e3",
    "--brand-text": "#073642",
    "--brand-dark-surface": "#04211f",
    "--brand-dark-text": "#fdf6e3",
    "--brand-chart": "#9d174d",
    "--brand-chart-rest": "#4c1d95",
    "--brand-font": "system-ui",
    "--brand-radius": "3px",
    "--brand-logo": "url(data:image/png;base64,iVBORw0KGgo=)",
  };
  for (const token of brandTokenNames) {
    const accent = token === "--brand-on-accent" ? "--brand-accent:#9d174d;" : "";
    const css = `:root { ${accent}${token}: ${values[token]} }`;
    const style = makeStyle({ values: noValues, logo_light: null, logo_dark: null, css });
    const changed = await page.evaluate((text) => {
      const look = () =>
        [
          ...document.querySelectorAll(
            "html, .mark, a, nav svg, button, .control, .chart path, .share > span",
          ),
        ].map((one) => {
          const { color, stroke, backgroundColor, backgroundImage, fontFamily, borderRadius } =
            getComputedStyle(one);
          return [color, stroke, backgroundColor, backgroundImage, fontFamily, borderRadius].join();
        });
      const inBoth = () =>
        ["light", "dark"].map((theme) => {
          document.documentElement.dataset.theme = theme;
          return look();
        });
      document.adoptedStyleSheets = [];
      const before = JSON.stringify(inBoth());
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
      return JSON.stringify(inBoth()) !== before;
    }, style.css);
    expect(changed, token).toBe(true);
  }
}, 120_000);

/** Selectors for the parts of a page that no brand may touch. */
const protectedParts: Readonly<Record<string, readonly string[]>> = {
  "/login": ['[name="login"]', '[name="password"]', 'main button[type="submit"]', "main h1"],
  "/customers": ['[data-part="account"]'],
  "/history": ['[data-part="account"]', '[data-part="history"]', "main h1"],
  "/customers/new": ['[data-part="account"]', "main h1", '[name="name"]', "[data-problem]"],
};

it("no stylesheet of the hostile corpus hides, moves or covers a protected part of a page, nor restyles it", async () => {
  const sheets = servedCorpus();
  const { page, context } = await loggedIn("reseller");
  const visitor = await person();
  const elsewhere: string[] = [];
  for (const one of [context, visitor.context])
    one.on("request", (request) => {
      if (!request.url().startsWith(here.base)) elsewhere.push(request.url());
    });
  const found: string[] = [];
  for (const [path, parts] of Object.entries(protectedParts)) {
    const where = path === "/login" ? visitor.page : page;
    await where.goto(path);
    if (path === "/customers/new") {
      await where.getByRole("button", { name: "Create customer" }).click();
      await where.locator("[data-problem]").waitFor();
    }
    const touched = await partsTouched(where, parts, sheets);
    found.push(...touched.map((what) => `${path}: ${what}`));
  }
  console.info(`${sheets.length} stylesheets on ${Object.keys(protectedParts).length} pages`);
  expect(found).toEqual([]);
  expect(elsewhere).toEqual([]);
}, 120_000);

it("a notice stands out of a brand's reach, where it is seen, on a list too", async () => {
  const { page, context } = await loggedIn("reseller");
  await context.addCookies([{ name: "notice", value: "Something was done", url: here.base }]);
  await page.goto("/customers");
  const toast = page.locator(".toast");
  await toast.waitFor();
  expect(await toast.evaluate((one) => one.closest("[data-brand-region]"))).toBeNull();
  const box = await toast.boundingBox();
  expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThan(800);
});

it("the editor shows what it makes of a brand while one types, and a version that was saved is restored", async () => {
  const { page } = await loggedIn("ssp-root");
  const { id, name } = await branded(page, "#0f766e");
  await page.goto(`/customers/${id}/branding/edit`);
  await page.fill('[name="accent"]', "#b91c1c");
  await page.fill(
    '[name="css"]',
    ":root { --brand-surface: #777 }\n.x { background: url(https://evil.example/x) }",
  );
  const findings = page.locator('[data-part="findings"]');
  await findings.getByText("--brand-surface").waitFor();
  await findings.getByText("Line 2, column 6:").waitFor();
  const preview = page.locator("[data-brand-preview]");
  expect(await preview.evaluate((part) => getComputedStyle(part).getPropertyValue("--brand-accent"))).toBe(
    "#b91c1c",
  );
  await page.fill('[name="accent"]', "no colour");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator('[name="accent"][aria-invalid="true"]').waitFor();
  await page.fill('[name="accent"]', "#b91c1c");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/branding$/);
  expect(await page.locator("main dd").allTextContents()).toContain("#b91c1c");
  await page.getByRole("link", { name: "Look at it" }).last().click();
  await page.getByText("This is how the brand was saved then.").waitFor();
  expect(await page.inputValue('[name="accent"]')).toBe("#0f766e");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/branding$/);
  expect(await page.locator("main dd").allTextContents()).toContain("#0f766e");
  expect(await page.locator("main").textContent()).toContain(`${name} Voice`);
}, 120_000);
