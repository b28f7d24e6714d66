import { type PlainBrowser, plainBrowser } from "./plain-browser";
import { runToTheEnd, type Trellis } from "./trellis";

const chosen = "a quiet harbour at dawn";
const changed = new Set<string>();

/**
 * Logs root in: on a new data folder with the one-time password that the start or `npm run root-password` printed, later
 * with the password that it chose then.
 */
export async function logInAsRoot(trellis: Trellis, folder: string): Promise<PlainBrowser> {
  const browser = plainBrowser(trellis.address);
  await browser.get("/login");
  if (changed.has(folder)) {
    const { status, html } = await browser.submit({ login: "ssp-root", password: chosen });
    if (status !== 303) throw new Error(`not logged in: ${status} ${html}`);
    return browser;
  }
  const printed = printedIn(trellis.said()) ?? printedIn(await newOneTimePassword(folder)) ?? "";
  const entered = await browser.submit({ login: "ssp-root", password: printed });
  if (entered.location === null)
    throw new Error(`not logged in with ${printed}: ${entered.status} ${entered.html}`);
  await browser.get(entered.location);
  const choice = await browser.submit({ web_password: chosen });
  if (choice.status !== 303) throw new Error(`no password chosen: ${choice.status} ${choice.html}`);
  changed.add(folder);
  return browser;
}

/** Adds a tariff. @returns whether the program acknowledged it */
export async function addTariff(browser: PlainBrowser, name: string): Promise<boolean> {
  await browser.get("/tariffs");
  const { status } = await browser.submit({ name, currency: "USD" }, "i_tariff");
  return status === 303;
}

/** Runs `npm run root-password`. @returns what it prints */
export async function newOneTimePassword(folder: string): Promise<string> {
  return (await runToTheEnd({ DATA_DIR: folder }, "--root-password")).said;
}

/** Finds the one-time password in the output of a start. */
export function printedIn(text: string): string | undefined {
  return /one-time password (\S+) /.exec(text)?.[1];
}
