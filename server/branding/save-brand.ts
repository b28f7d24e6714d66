import { type Look, looks } from "@/attributes/seen-share";
import type { Actor } from "../actor/actor";
import { readBrandValues } from "../brand/brand-values";
import { forgetBrands } from "../brand/changes/watch-changes";
import {
  type NewPicture,
  type Picture,
  type PictureName,
  pictureNames,
  readPicture,
} from "../brand/picture/read-picture";
import { findOwnBrand, type OwnBrand, writeBrand } from "../brand/write-brand";
import type { Queries } from "../database/client";
import { Refusal } from "../ground/refusal";
import { readId } from "../input/read-id";
import { audit } from "../operation/audit";
import type { Changes } from "../operation/changes";
import { changesBetween } from "../operation/changes";
import { countWithin, tooMany } from "../operation/count-within";
import { demandAct } from "../operation/demands";
import { lockSupportSession } from "../operation/lock-support-session";
import { editBelow } from "../operation/needs";
import { operation } from "../operation/operation";
import { readAttributes } from "../record/read-attributes";
import { idsOn, type Node } from "../tree/tree";

/** A picture: an upload, of programs as a `data:` URL; the hash of one that is stored already; or none (''). */
type Sent = Uint8Array | string;

/**
 * Saves the brand of one's own customer or of one below: values, pictures and stylesheet together. Each save makes a
 * version that people can look at and restore. Source: semantics, 'Branding'.
 * @throws Refusal 400 naming the field; a stylesheet with line and column · 403 right or level · 404 · 429
 */
export const saveBrand = operation({
  name: "saveBrand",
  needs: {
    about: { what: "customer", by: ["i_customer"], whose: "own-or-below", opens: true },
    right: editBelow,
    acts: ["manage"],
    scope: "none",
  },
  // pictures are drawn before the transaction, which is its own
  effect: "writes-itself",
  commits: true,
  tag: "brand",
  input: (raw) => ({
    i_customer: readId(raw, "i_customer"),
    values: readBrandValues(raw),
    css: readAttributes({ css: raw.css ?? "" }).css ?? "",
    pictures: Object.fromEntries(pictureNames.map((name) => [name, readSent(raw[name], name)])) as Record<
      PictureName,
      Sent
    >,
  }),
  async run({ db, actor, target, input, afterwards, commit }) {
    const { values, css } = input;
    const { customer } = target;
    const { i_customer } = customer;
    const { count, since } = await countWithin(db, `brand:${i_customer}`, tenMinutesMs);
    if (count > mostSaved) throw tooMany(since.getTime() + tenMinutesMs - Date.now());
    const drawn = await drawPictures(db, actor, input.pictures);
    const hardly_seen = looks.filter((look) => isLogoHardlySeen(drawn, look));
    afterwards(forgetBrands);
    return await commit(async (tx) => {
      await lockSupportSession(tx, actor);
      const [stored] = await tx.$queryRaw<{ css: string }[]>`
        SELECT css FROM customers WHERE i_customer = ${i_customer} FOR NO KEY UPDATE`;
      const before = await findOwnBrand(tx, i_customer);
      const after: OwnBrand = { values, ...(await keepPictures(tx, customer, drawn)) };
      const changes = {
        ...changesOf(before, after),
        ...(stored && stored.css !== css ? { css: [stored.css, css] as const } : {}),
      };
      // nothing changed: no new version, no cache to drop
      if (Object.keys(changes).length === 0) return { hardly_seen };
      if ("css" in changes) demandAct(actor, "credentials");
      if ("css" in changes)
        await tx.customer.update({
          where: { i_customer },
          data: { css, attributes_version: { increment: 1 } },
          select: { i_customer: true },
        });
      await writeBrand(tx, actor, i_customer, after);
      await audit(tx, actor, { operation: "saveBrand", target: customer, changes });
      return { hardly_seen };
    });
  },
});

const tenMinutesMs = 10 * 60_000;
const mostSaved = 30;

/** What was sent as pictures, drawn anew, one after the other. */
async function drawPictures(
  db: Queries,
  actor: Actor,
  sent: Readonly<Record<PictureName, Sent>>,
): Promise<Record<PictureName, NewPicture | string>> {
  const drawn: Record<PictureName, NewPicture | string> = { logo_light: "", logo_dark: "", favicon: "" };
  for (const name of pictureNames) {
    const one = sent[name];
    drawn[name] = typeof one === "string" ? one : await readPicture(db, actor, name, one);
  }
  return drawn;
}

/** Whether the logo that pages of a look show was just drawn, and can hardly be seen there. */
function isLogoHardlySeen(
  { logo_light, logo_dark }: Readonly<Record<PictureName, NewPicture | string>>,
  look: Look,
): boolean {
  const [own, other] = look === "light" ? [logo_light, logo_dark] : [logo_dark, logo_light];
  const shown = own === "" ? other : own;
  return typeof shown !== "string" && shown.hardly_seen.includes(look);
}

function readSent(raw: unknown, name: PictureName): Sent {
  if (raw === undefined || raw === null || raw === "") return "";
  if (raw instanceof Uint8Array) return raw;
  if (typeof raw === "string" && /^[0-9a-f]{32}$/.test(raw)) return raw;
  const [, inBase64] =
    (typeof raw === "string" && /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/=]+)$/.exec(raw)) || [];
  if (inBase64 !== undefined) return Buffer.from(inBase64, "base64");
  throw noSuchPicture(name);
}

/** Stores uploads and keeps pictures that exist: the customer's own, or those of the brand above from which it starts. */
async function keepPictures(
  db: Queries,
  { i_customer, path }: Node,
  drawn: Readonly<Record<PictureName, NewPicture | string>>,
): Promise<Record<PictureName, string | null>> {
  const kept: Record<PictureName, string | null> = { logo_light: null, logo_dark: null, favicon: null };
  for (const name of pictureNames) {
    const one = drawn[name];
    if (one === "") continue;
    const picture = typeof one === "string" ? await findPicture(db, path, one) : one;
    if (!picture) throw noSuchPicture(name);
    await db.$executeRaw`
      INSERT INTO brand_files (i_customer, hash, media_type, bytes, width, height)
      VALUES (${i_customer}, ${picture.hash}, ${picture.media_type}, ${picture.bytes}, ${picture.width}, ${picture.height})
      ON CONFLICT DO NOTHING`;
    kept[name] = picture.hash;
  }
  return kept;
}

async function findPicture(db: Queries, path: string, hash: string): Promise<Picture | null> {
  return await db.brandFile.findFirst({
    where: { hash, i_customer: { in: idsOn(path) } },
    select: { hash: true, media_type: true, bytes: true, width: true, height: true },
  });
}

function changesOf(before: OwnBrand, after: OwnBrand): Changes {
  const flat = ({ values: { footer_links, ...values }, ...pictures }: OwnBrand) => ({
    ...values,
    footer_links: footer_links.map(({ label, href }) => `${label} ${href}`).join("\n"),
    ...pictures,
  });
  return changesBetween(flat(before), flat(after));
}

function noSuchPicture(name: PictureName): Refusal {
  return new Refusal(400, `Parameter ${name} is no picture`, name, { key: "picture_expected" });
}
