import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { givenBrowser, givePassword, loggedIn, logIn, person } from "../stage/browser";
import { inDatabase } from "../stage/database";
import { here } from "../stage/here";

givenBrowser();

const typed = "a good long secret";
const chosen = "my very own choice";
let made = 0;

/** Creates a customer of the demonstration's reseller, whose person can choose a password later. */
async function newCustomer(): Promise<{ login: string; email: string; page: Page; address: string }> {
  made += 1;
  const login = `day ${Math.random().toString(36).slice(2, 8)} ${made}`;
  const email = `${login.replaceAll(" ", ".")}@example.com`;
  const { page } = await loggedIn("reseller");
  await page.goto("/customers/new");
  await page.fill('[name="name"]', login);
  await givePassword(page, typed);
  await page.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  await page.fill('[name="email"]', email);
  await page.getByRole("button", { name: "Create customer" }).click();
  await page.waitForURL(/\/customers\/\d+$/);
  return { login, email, page, address: new URL(page.url()).pathname };
}

/** The code that an authenticator shows. @param steps how many half minutes from now */
function codeOf(secret: string, steps = 0): string {
  const key = Secret.fromBase32(secret.replace(/\s/g, ""));
  return new TOTP({ secret: key }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** Waits for a mail to an address. @returns the link in the newest */
async function mailedLink(email: string, words: RegExp): Promise<string> {
  const folder = join(here.folder, "mail");
  let link = "";
  await expect
    .poll(
      async () => {
        const names = (await readdir(folder).catch(() => [])).toSorted(
          (one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10),
        );
        for (const name of names) {
          const text = (await readFile(join(folder, name), "utf8"))
            .replace(/=\r?\n/g, "")
            .replaceAll("=3D", "=");
          if (text.includes(`To: ${email}`) && words.test(text))
            link = /https?:\/\/\S+token=[\w-]+/.exec(text)?.[0] ?? link;
        }
        return link;
      },
      { timeout: 15_000 },
    )
    .not.toBe("");
  return link;
}

/** Gives a browser a virtual authenticator that always confirms. */
async function givenAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Ages all log-ins by a quarter of an hour, so that nobody's identity is freshly confirmed. */
async function everybodyIsStale(): Promise<void> {
  await inDatabase(here.ownerUrl, (client) => client.query("UPDATE sessions SET fresh_until = NULL"));
}

async function choose(page: Page, password: string): Promise<void> {
  await page.fill('[name="web_password"]', password);
  await page.press('[name="web_password"]', "Enter");
}

it.each([true, false])(
  "a sub-customer logs in by a one-time password, chooses its own, and sets up a second factor (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { login, page: above, address } = await newCustomer();
    await above.goto(`${address}/one-time-password`);
    await above.getByRole("button", { name: "Make a one-time password" }).click();
    const once = (await above.getByTestId("one-time-password").textContent()) ?? "";
    const { page } = await person({ javaScriptEnabled });
    await page.goto("/login");
    await page.fill('[name="login"]', login);
    await page.fill('[name="password"]', once);
    await page.press('[name="password"]', "Enter");
    await page.waitForURL("**/choose-password");
    // people can only choose a password
    await page.goto("/preferences");
    await page.waitForURL("**/choose-password");
    if (javaScriptEnabled) {
      // the policy's reasons appear while people type
      await page.locator('[name="web_password"]').pressSequentially("short");
      await page.locator('[data-part="password-meter"]', { hasText: "At least 8 characters." }).waitFor();
      await page.fill('[name="web_password"]', chosen);
      await page.locator('[data-part="password-meter"]', { hasText: "This password will do." }).waitFor();
    }
    await choose(page, chosen);
    await page.waitForURL("**/overview");
    await page.goto("/preferences/factors");
    await page.getByRole("button", { name: "Add an authenticator app" }).click();
    await page.waitForURL("**/totp");
    const secret = (await page.locator('[data-part="totp-secret"]').textContent()) ?? "";
    await page.fill('[name="code"]', "000000");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.locator('[name="code"][aria-invalid="true"]').waitFor();
    await page.fill('[name="code"]', codeOf(secret, -1));
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.locator('[data-part="shown-once"] li').first().waitFor();
    const codes = await page.locator('[data-part="shown-once"] li').allTextContents();
    expect(codes).toHaveLength(10);
    await page.getByText("Your second factor is on").waitFor();
    const kept = await page.getByRole("link", { name: "Download" }).getAttribute("href");
    expect(decodeURIComponent(kept ?? "")).toContain(`${login}\n\n${codes.join("\n")}`);
    await page.emulateMedia({ media: "print" });
    // biome-ignore lint/performance/useDomNodeTextContent: only what is rendered is printed
    const printed = await page.evaluate(() => document.body.innerText.split(/\s*\n\s*/));
    // whose portal, who printed them and when, and nothing else
    expect(printed.slice(-10)).toEqual(codes);
    expect(printed.at(-11)).toContain(login);
    expect(printed.slice(0, -11).join(" ")).toMatch(
      new RegExp(`^Trellis My preferences Printed .+ by ${login}$`),
    );
    await page.emulateMedia({ media: null });
    await page.getByRole("link", { name: "Done" }).click();
    await page.getByText("10 left").waitFor();
    // nothing that makes the account weaker happens at once
    for (const [button, question] of [
      ["Make new codes", "Make new recovery codes?"],
      ["Remove", "your password alone opens your account"],
    ] as const) {
      await page.getByRole("button", { name: button, exact: true }).click();
      await page.getByText(question).waitFor();
      const cancel = page.getByRole("link", { name: "Cancel" });
      await cancel.click();
      await cancel.waitFor({ state: "detached" });
      await page.getByText("10 left").waitFor();
    }

    const again = await person({ javaScriptEnabled });
    const first = async () => {
      await again.page.goto("/login");
      await again.page.fill('[name="login"]', login);
      await again.page.fill('[name="password"]', chosen);
      await again.page.press('[name="password"]', "Enter");
      await again.page.waitForURL("**/second-factor");
    };
    await first();
    // people can only prove their factor
    await again.page.goto("/overview");
    await again.page.waitForURL("**/second-factor");
    await again.page.fill('[name="code"]', codeOf(secret));
    await again.page.getByRole("button", { name: "Continue" }).click();
    await again.page.waitForURL("**/overview");
    await again.context.clearCookies();
    await first();
    await again.page.locator("summary", { hasText: "Lost your device?" }).click();
    await again.page.fill('[name="recovery"]', codes[0] ?? "");
    await again.page.getByRole("button", { name: "Use the recovery code" }).click();
    await again.page.waitForURL("**/overview");
    await again.page.goto("/preferences/log-ins");
    await again.page.getByRole("button", { name: "Log out everywhere else" }).click();
    await again.page.getByText("You are logged in nowhere else.").waitFor();
    await again.page.goto("/preferences/factors");
    const remove = again.page.getByRole("button", { name: "Remove", exact: true });
    if (javaScriptEnabled) await everybodyIsStale();
    await remove.click();
    await again.page.locator('[data-part="sure"] button').click();
    if (javaScriptEnabled) {
      // who was sure is not asked again, only who one is
      await again.page.fill('[name="own_password"]', chosen);
      await again.page.getByText("9 left").waitFor();
      await remove.click();
    }
    await again.page.getByText("The second factor was removed").first().waitFor();
    await again.page.getByText("None set up yet.").waitFor();
    await page.goto("/overview");
    await page.waitForURL("**/login**");
  },
);

it("a passkey logs in alone, and is asked for on its own host", async () => {
  const { login, page: above, address } = await newCustomer();
  await above.goto(`${address}/edit`);
  const { page, context } = await person();
  await logIn(page, login, typed);
  await choose(page, chosen);
  await page.waitForURL("**/overview");
  await givenAuthenticator(context, page);
  await page.goto("/preferences/factors");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.locator('[data-part="shown-once"]').waitFor();
  await page.reload();
  await page.getByText("Passkey · localhost").waitFor();
  await context.clearCookies();
  await page.goto("/login");
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await page.waitForURL("**/overview");
  // and as the second step
  await context.clearCookies();
  await page.goto("/login");
  await page.fill('[name="login"]', login);
  await page.fill('[name="password"]', chosen);
  await page.press('[name="password"]', "Enter");
  await page.waitForURL("**/second-factor");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/overview");
});

it("a forgotten password is replaced by the mailed link; the page says the same of a login that there is not", async () => {
  const { login, email } = await newCustomer();
  const { page } = await person();
  await page.goto("/login");
  await page.getByRole("link", { name: "Forgotten password?" }).click();
  await page.waitForURL("**/forgotten");
  const ask = async (who: string) => {
    await page.fill('[name="login"]', who);
    await page.getByRole("button", { name: "Send the link" }).click();
    return await page.locator('[role="status"]').first().textContent();
  };
  const said = await ask("nobody at all");
  await page.goto("/forgotten");
  expect(await ask(login)).toBe(said);
  await page.goto(await mailedLink(email, /new password/));
  // no address contains the token any longer
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe("/link");
  await choose(page, "a third password of mine");
  await page.waitForURL("**/overview");
  await page.goto("/link");
  await page.getByText("used up or too old").first().waitFor();
});

it("an invited colleague chooses its password by the mailed link, and sees what its level allows", async () => {
  const { login, page: above, address } = await newCustomer();
  await above.goto(`${address}/web-users/new`);
  const colleague = `${login} colleague`;
  const email = `colleague.${login.replaceAll(" ", ".")}@example.com`;
  await above.fill('[name="web_login"]', colleague);
  await above.fill('[name="email"]', email);
  await above.selectOption('[name="access_level"]', "REPORTER");
  await above.getByRole("button", { name: "Add web user" }).click();
  await above.waitForURL(/web-users\/\d+$/);
  const { page } = await person();
  await page.goto(await mailedLink(email, /log-in/i));
  await choose(page, chosen);
  await page.waitForURL("**/overview");
  expect(await page.locator("main").textContent()).not.toContain("Web users");
  await above.reload();
  await above.getByText(`${email}, confirmed`).waitFor();
  await above.getByRole("button", { name: "Block" }).click();
  await above.getByText("The web user is blocked").first().waitFor();
  await page.goto("/overview");
  await page.waitForURL("**/login**");
});

it("an invited customer takes a passkey instead of a password, cannot remove its only way in, and chooses a password later", async () => {
  const { page: above } = await loggedIn("reseller");
  const name = `key ${Math.random().toString(36).slice(2, 8)}`;
  const email = `${name.replaceAll(" ", ".")}@example.com`;
  await above.goto("/customers/new");
  await above.fill('[name="name"]', name);
  await above.selectOption('[name="i_tariff"]', { label: "Retail USD · USD" });
  // an invitation needs an address
  await above.getByRole("button", { name: "Create customer" }).click();
  await above.locator('[name="email"][aria-invalid="true"]').waitFor();
  await above.fill('[name="email"]', email);
  await above.getByRole("button", { name: "Create customer" }).click();
  await above.waitForURL(/\/customers\/\d+$/);
  const { page, context } = await person();
  await givenAuthenticator(context, page);
  await page.goto(await mailedLink(email, /log-in/i));
  await page.getByRole("button", { name: "Use a passkey instead" }).click();
  await page.waitForURL("**/preferences/factors");
  await page.getByText("None left").waitFor();
  await page.getByRole("button", { name: "Remove" }).click();
  await page.locator('[data-part="sure"] button').click();
  await page.getByText("This is the only way in. Choose a password first.").waitFor();
  await page.goto("/preferences/password");
  await choose(page, chosen);
  await page.getByText("Your password was changed").first().waitFor();
  await context.clearCookies();
  await page.goto("/login");
  await page.getByRole("button", { name: "Log in with a passkey" }).click();
  await page.waitForURL("**/overview");
});

it.each([true, false])(
  "what needs a fresh log-in asks for the own password in the form itself, and what was typed stays (JavaScript: %s)",
  async (javaScriptEnabled) => {
    const { login } = await newCustomer();
    const { page } = await person({ javaScriptEnabled });
    await logIn(page, login, typed);
    await choose(page, chosen);
    await page.waitForURL("**/overview");
    await everybodyIsStale();
    await page.goto("/preferences");
    for (const group of ["Notifications", "Contact"]) {
      const fold = page.locator("details:not([open])", { has: page.locator("summary", { hasText: group }) });
      if ((await fold.count()) > 0) await fold.locator("summary").click();
    }
    await page.fill('[name="city"]', "Tromsø");
    await page.fill('[name="email"]', "moved@example.com");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.fill('[name="own_password"]', "not it");
    expect(await page.inputValue('[name="city"]')).toBe("Tromsø");
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.locator('[name="own_password"][aria-invalid="true"]').waitFor();
    await page.fill('[name="own_password"]', chosen);
    await page.getByRole("button", { name: "Save" }).first().click();
    await page.getByText("Your preferences were saved").first().waitFor();
    expect(await page.inputValue('[name="city"]')).toBe("Tromsø");
    expect(await page.inputValue('[name="email"]')).toBe("moved@example.com");
  },
);

it("a mail that got lost is sent once more, a log-in elsewhere is ended, and a login is mended, by the provider", async () => {
  const { login, email, page: above, address } = await newCustomer();
  await above.goto(`${address}/web-users/new`);
  const colleague = `${login} colleague`;
  await above.fill('[name="web_login"]', colleague);
  await above.fill('[name="email"]', `second.${email}`);
  await above.getByRole("button", { name: "Add web user" }).click();
  await above.waitForURL(/web-users\/\d+$/);
  const first = await mailedLink(`second.${email}`, /log-in/i);
  await above.getByRole("button", { name: "Send again" }).click();
  // the tests have no mail server, so the portal must not claim that it sent anything
  await above
    .locator("dl")
    .getByText(`Nothing was sent to second.${email}: no mail server is set up.`)
    .waitFor();
  await above.getByText("invited, until").waitFor();
  await expect
    .poll(async () => await mailedLink(`second.${email}`, /log-in/i), { timeout: 15_000 })
    .not.toBe(first);
  const { page } = await person();
  await page.goto(first);
  await page.getByText("used up or too old").first().waitFor();
  await page.goto(await mailedLink(`second.${email}`, /log-in/i));
  await choose(page, chosen);
  await page.waitForURL("**/overview");
  await above.reload();
  // a reseller has no use for a folder of the server; only who causes a mail learns that none was sent
  await above.locator(".field-help").first().waitFor();
  expect(await above.locator("main").textContent()).not.toContain("Mail is kept as files");
  // a pasted mark goes, and the notice repeats the address without it
  await above.fill('[name="email"]', `\u200bthird.${email}`);
  await above.getByRole("button", { name: "Send the link" }).click();
  // nothing succeeded, so it does not look like that
  const unsent = above.locator(".notice", { hasText: `Nothing was sent to third.${email}` });
  expect(await unsent.getAttribute("class")).not.toContain("good");
  await above.reload();
  await above.getByText(`third.${email} waits to be confirmed`).waitFor();
  await above.getByRole("button", { name: "Cancel the change" }).click();
  await above.getByText(`third.${email} waits to be confirmed`).waitFor({ state: "detached" });
  await above.fill('[name="web_login"]', `${colleague} mended`);
  await above.getByRole("button", { name: "Save" }).first().click();
  await above.getByText("Saved").first().waitFor();
  await above.getByText("logged in in 1 browser").waitFor();
  await above.getByRole("button", { name: "Log out everywhere" }).click();
  await above.getByText("All log-ins of the web user have ended").waitFor();
  await page.goto("/overview");
  await page.waitForURL("**/login**");
  await logIn(page, `${colleague} mended`, chosen);
});
