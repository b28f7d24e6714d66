import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lookOf } from "@/server/brand/brand-look";
import { judgeTokens } from "@/server/brand/judge-tokens";
import { writeMail } from "@/server/doors/mail/mail-text";
import { type MailKind, mailKinds, pathOf } from "@/server/outbox/mail-kinds";
import { problemsOf } from "../stage/axe";
import { givenBrowser, person } from "../stage/browser";

givenBrowser();

/** Where to write the pictures: `PICTURES=folder npx vitest run --project browser tests/browser/identity/mails.test.ts` */
const folder = process.env.PICTURES;

/** Realistic values, as long as they get. */
const values: Readonly<Record<string, string>> = {
  login: "maria.fernandez-de-la-cruz@voice.example",
  name: "My telephone, the new one",
  by: "",
  email: "maria@another-address.example",
  browser: "Firefox, Windows",
  address: "2001:db8:85a3::8a2e:370:7334",
  at: "2026-11-26T21:05:00.000Z",
  zone: "Europe/Madrid",
  currency: "EUR",
  available: "3.250000",
  threshold: "25.000000",
  number: "20417",
  what: "Payment",
  amount: "€ 1,250.00",
};
const token = "Zk3vJw0aR8qTnB5xYc7LpH2mDf9sGu1eKo4iWt6rXhA";

/** The link in a mail, if it has one. */
function linkOf(kind: MailKind): string {
  const path = pathOf(kind) || (mailKinds[kind].secret ? `/link/open?token=${token}` : "");
  return path === "" ? "" : `https://portal.voice.example${path}`;
}

/** A mail program shows the pictures of a mail; a browser without them would show its sign for a missing one. */
function withPictures(html: string): string {
  return html.replace(/cid:[\w@-]+/g, "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=");
}

it.each(["#facc15", "#0f766e", "#ffffff"])(
  "a mail in the accent %s is read in light and dark, on a desk and on a phone",
  async (accent) => {
    const logo = { cid: "logo@mail", width: 150, height: 28 };
    const look = {
      ...lookOf(judgeTokens({ "--brand-accent": accent }).accepted),
      logo,
      logo_dark: { ...logo, cid: "logo-dark@mail" },
    };
    const { html } = writeMail({
      kind: "invitation",
      i_lang: "ru",
      values,
      link: linkOf("invitation"),
      brand: "Acme Voice",
      look,
    });
    const found: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await person({ colorScheme, viewport: { width: 390, height: 700 } });
      await page.setContent(withPictures(html));
      found.push(...(await problemsOf(page)).map((problem) => `${colorScheme}: ${problem}`));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      const shown = await page
        .getByAltText("Acme Voice")
        .evaluateAll((logos) =>
          logos.filter((one) => one.getClientRects().length > 0).map((one) => one.className),
        );
      expect(shown).toEqual([colorScheme === "light" ? "day" : "night"]);
      await page.setViewportSize({ width: 1280, height: 700 });
      expect((await page.locator(".card").boundingBox())?.width).toBe(560);
    }
    expect(found).toEqual([]);
  },
);

it.each(
  (["en", "ru"] as const).flatMap((i_lang) =>
    (["light", "dark"] as const).map((colorScheme) => ({ i_lang, colorScheme })),
  ),
)(
  "every mail reads well in $i_lang, $colorScheme, on a desk and on a phone",
  async (shown) => {
    const { i_lang, colorScheme } = shown;
    const { page } = await person({ colorScheme });
    const found: string[] = [];
    for (const kind of Object.keys(mailKinds) as MailKind[]) {
      const password = kind === "one_time_password" ? { password: "kpt4-wz8m-hq3x" } : {};
      const { html, subject } = writeMail({
        kind,
        i_lang,
        values: { ...values, ...password },
        link: linkOf(kind),
        brand: "Trellis",
      });
      for (const width of [640, 390]) {
        await page.setViewportSize({ width, height: 700 });
        await page.setContent(withPictures(html));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) found.push(`${kind} is ${wide} wide at ${width}`);
        if (folder) {
          await mkdir(folder, { recursive: true });
          const name = [kind, i_lang, colorScheme, width].join("-");
          await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
        }
      }
      expect(await page.locator("h1").textContent(), kind).toBe(subject);
      // the button has a label, and below it a link to copy
      expect(await page.locator("a").count(), kind).toBe(linkOf(kind) === "" ? 0 : 1);
      expect(
        (await page.locator("a").allTextContents()).every((text) => text.length > 2),
        kind,
      ).toBe(true);
      found.push(...(await problemsOf(page)).map((problem) => `${kind}: ${problem}`));
    }
    expect(found).toEqual([]);
  },
  120_000,
);
