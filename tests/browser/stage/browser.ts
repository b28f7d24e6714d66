import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, afterEach, expect } from "vitest";
import { filledIn } from "../../ground/plain-browser";
import { findChromium } from "./find-chromium";
import { here } from "./here";

/** What the content security policy blocked. It must be empty after every test with a browser. */
const violations: string[] = [];
let running: Promise<Browser> | undefined;

/** Real Chromium, one per test file. */
async function browser(): Promise<Browser> {
  running ??= launch();
  return await running;
}

async function launch(): Promise<Browser> {
  const { executablePath, environment } = findChromium();
  return await chromium.launch({
    executablePath,
    env: { ...process.env, ...environment },
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Call this at the top of a file that uses the browser. */
export function givenBrowser(): void {
  afterEach(() => {
    expect(violations.splice(0)).toEqual([]);
  });
  afterAll(async () => await (await running)?.close());
}

/** Opens a fresh browser profile: no cookies, nothing remembered. */
export async function person(
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await (await browser()).newContext({
    baseURL: here.base,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  context.setDefaultTimeout(20_000);
  context.on("console", (message) => {
    const text = message.text();
    // some tests try to frame the portal on purpose
    if (/content.security.policy/i.test(text) && !text.includes("frame-ancestors")) violations.push(text);
  });
  return { context, page: await context.newPage() };
}

/** Logs in as a person does. */
export async function logIn(page: Page, login: string, password = "demo-portal-1"): Promise<void> {
  await page.goto("/login");
  await page.fill('[name="login"]', login);
  await page.fill('[name="password"]', password);
  await page.press('[name="password"]', "Enter");
  await page.waitForURL((url) => url.pathname !== "/login" && url.pathname !== "/");
}

/** Logs in by sending the form as a browser without scripts does, and opens the first page. */
export async function loggedIn(
  login: string,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const made = await person(options);
  await made.page.goto(await sendLogIn(made.context, login, "demo-portal-1"));
  return made;
}

/** Waits for the page to which the log-in leads. */
export async function sendLogIn(
  { request }: Pick<BrowserContext, "request">,
  login: string,
  password: string,
): Promise<string> {
  const form = await request.get("/login");
  const answer = await request.post("/login", {
    multipart: filledIn(await form.text(), { login, password }),
    headers: { origin: new URL(form.url()).origin },
    maxRedirects: 0,
  });
  const { location } = answer.headers();
  if (location === undefined) throw new Error(`${login} was not logged in: ${answer.status()}`);
  return location;
}

/** On a form for a new person: chooses a password instead of an invitation. */
export async function givePassword(page: Page, password: string): Promise<void> {
  await page.check('[name="first_log_in"][value="password"]');
  await page.fill('[name="web_password"]', password);
}
