import { readFileSync } from "node:fs";
import type { SendMailOptions } from "nodemailer";
import { lookOf } from "../../brand/brand-look";
import type { Brand, ShownPicture } from "../../brand/find-brand";
import { logoPng, type Png } from "../../brand/picture/logo-png";
import { tokensOfBrand } from "../../brand/tokens-of-brand";
import type { Queries } from "../../database/client";
import { type MailLook, type MailPicture, ownMark } from "./mail-page";

type Picture = NonNullable<SendMailOptions["attachments"]>[number];

/**
 * What a mail wears of a brand, and the pictures that go with it. Mail programs show pictures of the mail itself without
 * asking; those at an address they load when somebody lets them, and data in the HTML some drop.
 */
export async function dress(
  db: Queries,
  brand: Brand | null,
): Promise<{ readonly look: MailLook; readonly pictures: readonly Picture[] }> {
  const colours = lookOf(await tokensOfBrand(db, brand));
  const light = brand && (await pngOf(db, brand.logo_light ?? brand.logo_dark));
  if (!light)
    return { look: { ...colours, logo: ownMark, logo_dark: null }, pictures: [inline(ownMark, ownPng())] };
  const dark = brand.logo_light && (await pngOf(db, brand.logo_dark));
  const [logo, logo_dark] = [sized(light, "logo@mail"), dark && sized(dark, "logo-dark@mail")];
  return {
    look: { ...colours, logo, logo_dark },
    pictures: [inline(logo, light.bytes), ...(dark && logo_dark ? [inline(logo_dark, dark.bytes)] : [])],
  };
}

async function pngOf(db: Queries, picture: ShownPicture | null): Promise<Png | null> {
  return picture && (await logoPng(db, picture));
}

/** As large as in the header of the pages. */
const most = { width: 176, height: 28 };

function sized({ width, height }: Png, cid: string): MailPicture {
  const scale = Math.min(most.width / width, most.height / height);
  return { cid, width: Math.round(width * scale), height: Math.round(height * scale) };
}

function inline({ cid }: MailPicture, content: Buffer): Picture {
  const filename = `${cid.split("@")[0]}.png`;
  return { cid, content, filename, contentType: "image/png", contentDisposition: "inline" };
}

let own: Buffer | undefined;

function ownPng(): Buffer {
  own ??= readFileSync("server/doors/mail/mark.png");
  return own;
}
