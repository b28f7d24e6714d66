import { Secret, TOTP } from "otpauth";
import type { BrowserContext, Page } from "playwright-core";
import { logIn, person } from "../../stage/browser";
import { mailTo } from "./mails";
import { linkOf, type Planted } from "./plant-above";
import type { Program } from "./program";

/** Everything that a person types or learns about themselves, without JavaScript. They are logged in at the end. */
export async function plantOwn(program: Program, planted: Planted): Promise<BrowserContext> {
  const { vault, base } = program;
  const { login } = planted;
  const { page, context } = await person({ baseURL: base, javaScriptEnabled: false });
  const typedAsLogin = vault.type("password typed into the field of the login", "login");
  for (const [who, what] of [
    [login, vault.type("wrong password")],
    [typedAsLogin, vault.type("password beside a login that nobody has")],
    // a newer one replaced it
    [login, planted.shown],
  ] as const)
    await fail(page, "/login", { login: who, password: what });
  await logIn(page, login, planted.mailed);
  await fail(page, "/choose-password", {
    web_password: vault.typeShort("chosen password, too short"),
  });
  let own = vault.type("chosen password");
  await submit(page, { web_password: own });
  await page.waitForURL("**/overview");

  await fail(page, "/preferences/password", {
    current_password: vault.type("wrong present password"),
    web_password: vault.type("new password beside a wrong present one"),
  });
  const changed = vault.type("changed password");
  await page.goto("/preferences/password");
  await submit(page, { current_password: own, web_password: changed });
  await page.getByText("Your password was changed").first().waitFor();
  own = changed;

  const { secret, codes } = await plantFactor(program, page);
  await page.request.post("/logout", { maxRedirects: 0, headers: { origin: base } });
  await plantSecondSteps(program, page, { login, own, secret, codes });
  await fail(page, "/confirm?next=/preferences/factors", {
    current_password: vault.type("wrong password at the confirmation"),
  });
  await page.goto("/confirm?next=/preferences/factors");
  await submit(page, { current_password: own });
  await page.waitForURL("**/preferences/factors");
  await plantAddress(program, page, planted.email);
  return context;
}

/** Sets up an authenticator: its secret, a wrong code, a right one, and the recovery codes. */
async function plantFactor({ vault }: Program, page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.goto("/preferences/factors");
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  await page.waitForURL("**/totp");
  const shown = (await page.locator('[data-part="totp-secret"]').textContent()) ?? "";
  const secret = vault.keep("totp", "secret of an authenticator", shown.replace(/\s/g, ""));
  await fail(page, "/preferences/factors/totp", { code: vault.typeShort("wrong code, confirming") });
  await submit(page, { code: vault.keep("code", "right code, confirming", codeOf(secret, -1)) });
  const codes = await page.locator('[data-part="shown-once"] li').allTextContents();
  for (const [index, code] of codes.entries()) vault.keep("recovery", `recovery code ${index}`, code);
  return { secret, codes };
}

/** Logs in with the second factor, with wrong and right codes and recovery codes. */
async function plantSecondSteps(
  { vault }: Program,
  page: Page,
  {
    login,
    own,
    secret,
    codes,
  }: {
    readonly login: string;
    readonly own: string;
    readonly secret: string;
    readonly codes: readonly string[];
  },
): Promise<void> {
  await logIn(page, login, own);
  await fail(page, "/second-factor", { code: vault.typeShort("wrong code") });
  await fail(page, "/second-factor", { recovery: vault.type("wrong recovery code") });
  await submit(page, { code: vault.keep("code", "right code", codeOf(secret)) });
  await page.waitForURL("**/overview");
  await page.request.post("/logout", { maxRedirects: 0 });
  await logIn(page, login, own);
  await page.goto("/second-factor");
  await submit(page, { recovery: codes[0] ?? "" });
  await page.waitForURL("**/overview");
}

/** Changes the person's own address, confirms it by one link, and undoes it by another. */
async function plantAddress(program: Program, page: Page, email: string): Promise<void> {
  const other = `other.${email}`;
  await page.goto("/preferences");
  // an only user has the company's addresses on the same page
  await page.fill("#address-email", other);
  await page.getByRole("button", { name: "Send the link" }).click();
  for (const [kind, to] of [
    ["verify_email", other],
    ["email_changed", email],
  ] as const) {
    await page.goto(linkOf(program, await mailTo(program.folder, kind, to), kind));
    await page.locator('form[data-part="form"] [type="submit"]').click();
    await page.locator('[role="status"]').first().waitFor();
  }
}

/** Chooses a password by an invitation and by a link for a forgotten one, and once types a password as the login. */
export async function plantByLinks(program: Program, planted: Planted): Promise<void> {
  const { vault, base, folder } = program;
  const { page } = await person({ baseURL: base, javaScriptEnabled: false });
  await page.goto(planted.invitation);
  await fail(page, "/link", { web_password: vault.typeShort("password by an invitation, too short") });
  await submit(page, { web_password: vault.type("password by an invitation") });
  await page.waitForURL("**/overview");
  await page.context().clearCookies();
  await page.goto("/forgotten");
  await submit(page, { login: vault.type("password typed in place of a forgotten one's login") });
  await page.goto("/forgotten");
  await submit(page, { login: `invited ${planted.harmless}` });
  const mail = await mailTo(folder, "reset_link", `invited.${planted.email}`);
  await page.goto(linkOf(program, mail, "reset"));
  await submit(page, { web_password: vault.type("password by a link") });
  await page.waitForURL("**/overview");
}

/** Fills in and sends the form of the page that has these fields. */
async function submit(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  const names = Object.keys(fields);
  for (const name of names) {
    const field = page.locator(`form[data-part="form"] [name="${name}"]`);
    const fold = page.locator("details", { has: field });
    if ((await fold.count()) > 0 && !(await field.isVisible())) await fold.locator("summary").first().click();
    await field.fill(fields[name] ?? "");
  }
  await page
    .locator(`form:has([name="${names.at(-1)}"]) [type="submit"]`)
    .first()
    .click();
}

/** The same on a separate page, for forms that we refuse. */
async function fail(page: Page, path: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(path);
  await submit(page, fields);
  // a message in a closed part of the page is hidden with it
  await page.locator("[data-problem]").waitFor({ state: "attached" });
}

/** The code that an authenticator shows. @param steps how many half minutes from now */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}
