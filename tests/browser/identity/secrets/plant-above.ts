import type { Page } from "playwright-core";
import { givePassword } from "../../stage/browser";
import { mailTo } from "./mails";
import type { Program } from "./program";
import { typeJudged } from "./type-judged";
import { mark } from "./vault";

/** What a reseller typed for others and learned, as far as later steps need it. */
export type Planted = {
  /** a customer's login and name, page and e-mail address */
  readonly login: string;
  readonly at: string;
  readonly email: string;
  /** not a secret: appears in a name and in the note of a payment */
  readonly harmless: string;
  readonly password: string;
  /** shown first, then replaced by the mailed one */
  readonly shown: string;
  readonly mailed: string;
  readonly invitation: string;
  readonly colleague: string;
  readonly colleaguesPassword: string;
  readonly apiPassword: string;
};

/** Everything that a reseller types or learns on the web: for customers, web users and its own programs. */
export async function plantAbove(program: Program, page: Page): Promise<Planted> {
  const { vault, folder } = program;
  const harmless = mark();
  const login = `planted ${harmless}`;
  const email = `${harmless.toLowerCase()}@example.com`;
  const at = await createCustomer(page, {
    name: login,
    email,
    password: vault.type("new customer's password"),
  });
  await refuseCreation(page, login, vault.type("password of a customer whose name is taken"));
  await refuseCreation(page, mark(), vault.typeShort("new customer's password, too short"));
  await refuseCreation(page, mark(), `${vault.type("password with a control character")}\u0007`);
  const password = vault.type("password typed on edit");
  await page.goto(`${at}/edit`);
  await typeJudged(page, password);
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(`**${at}`);

  const colleague = `colleague ${harmless}`;
  const colleaguesPassword = vault.type("new web user's password");
  await addWebUser(page, at, { login: colleague, password: colleaguesPassword });
  const invited = `invited.${email}`;
  await addWebUser(page, at, { login: `invited ${harmless}`, email: invited });
  const invitation = linkOf(program, await mailTo(folder, "invitation", invited), "invitation");

  const shown = vault.keep("one-time, shown", "one-time password, shown", await makeOneTime(page, at));
  await page.goto(`${at}/one-time-password`);
  await page.check('[name="send"][value="mail"]');
  await page.getByRole("button", { name: "Make a one-time password" }).click();
  await page.locator('[role="status"]').first().waitFor();
  const mailed = /\b[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{4}\b/.exec(
    await mailTo(folder, "one_time_password", email),
  );
  vault.keep("one-time, mailed", "one-time password, mailed", mailed?.[0] ?? "");

  await page.goto(`${at}/payment`);
  await page.fill('[name="amount"]', "7");
  await page.fill('[name="payment_notes"]', harmless);
  await page.getByRole("button", { name: "Book payment" }).click();
  await page.waitForURL(/\/receipt\/\d+$/);
  const apiPassword = await plantApiPasswords(program, page);
  await plantKeys(program, page);
  return {
    login,
    at,
    email,
    harmless,
    password,
    shown,
    mailed: mailed?.[0] ?? "",
    invitation,
    colleague,
    colleaguesPassword,
    apiPassword,
  };
}

async function createCustomer(
  page: Page,
  { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
): Promise<string> {
  await fillNew(page, name, password);
  await page.fill('[name="email"]', email);
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  return new URL(page.url()).pathname;
}

async function refuseCreation(page: Page, name: string, password: string): Promise<void> {
  await fillNew(page, name, password);
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.locator("[data-problem]").waitFor();
}

async function fillNew(page: Page, name: string, password: string): Promise<void> {
  await page.goto("/customers/new");
  await page.fill('[name="name"]', name);
  await givePassword(page, password);
  await page.selectOption('[name="i_tariff"]', { label: "Planted · USD" });
}

/** Creates somebody with a typed password, or invites them by e-mail. */
async function addWebUser(
  page: Page,
  at: string,
  { login, email, password }: { readonly login: string; readonly email?: string; readonly password?: string },
): Promise<void> {
  await page.goto(`${at}/web-users/new`);
  await page.fill('[name="web_login"]', login);
  if (email !== undefined) await page.fill('[name="email"]', email);
  if (password !== undefined) {
    await givePassword(page, password);
    await page.uncheck('[type="checkbox"][name="must_change"]');
  }
  await page.getByRole("button", { name: "Add web user" }).click();
  await page.waitForURL(/web-users\/\d+$/);
}

async function makeOneTime(page: Page, at: string): Promise<string> {
  await page.goto(`${at}/one-time-password`);
  await page.getByRole("button", { name: "Make a one-time password" }).click();
  return (await page.getByTestId("one-time-password").textContent()) ?? "";
}

/** Sets the reseller's own API password: a too short one, a generated one, and a typed one, which stays. */
async function plantApiPasswords({ vault }: Program, page: Page): Promise<string> {
  await page.goto("/api/xmlapi");
  await page.fill('[name="api_password"]', vault.typeShort("API password, too short"));
  await page.getByRole("button", { name: "Set API password" }).click();
  await page.locator("[data-problem]").waitFor();
  await page.goto("/api/xmlapi");
  await page.getByRole("button", { name: "Make one for me" }).click();
  const made = (await page.locator("output").textContent()) ?? "";
  vault.keep("made for the API", "API password that was made", made);
  await page.goto("/api/xmlapi");
  const typed = vault.type("API password");
  await page.fill('[name="api_password"]', typed);
  await page.getByRole("button", { name: "Set API password" }).click();
  await page.getByText("The API password was set").waitFor();
  return typed;
}

/** Makes a key of the reseller's, and its successor. */
async function plantKeys({ vault }: Program, page: Page): Promise<void> {
  await page.goto("/api/keys/new");
  await page.fill('[name="name"]', "Planted");
  await page.getByLabel("Customers: read", { exact: true }).check();
  await page.getByRole("button", { name: "Make key" }).click();
  vault.keep("key of a program", "key that was made", (await page.locator("output").textContent()) ?? "");
  await page.goto("/api");
  await page.getByRole("link", { name: "Rotate Planted" }).click();
  await page.getByRole("button", { name: "Rotate" }).click();
  vault.keep("key of a program", "its successor", (await page.locator("output").textContent()) ?? "");
}

/** Takes the link from a mail, points it at the recorder, and remembers it and its token. */
export function linkOf({ vault, base }: Program, mail: string, name: string): string {
  const found = /\/link\/open\?token=([\w-]+)/.exec(mail);
  vault.keep("link", `link: ${name}`, found?.[1] ?? "");
  return `${base}${found?.[0]}`;
}
