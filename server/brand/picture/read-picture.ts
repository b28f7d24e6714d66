import { createHash } from "node:crypto";
import { mostFileKiB } from "@/attributes/reading/form-bounds";
import type { Look } from "@/attributes/seen-share";
import type { Actor } from "../../actor/actor";
import type { Queries } from "../../database/client";
import { Refusal } from "../../ground/refusal";
import { countWithin } from "../../operation/count-within";
import { formatOf, isCodedSvg } from "./format";
import { Undrawable } from "./problems";
import { drawApart } from "./run";
import { inTurn } from "./turn";

export const pictureNames = ["logo_light", "logo_dark", "favicon"] as const;
export type PictureName = (typeof pictureNames)[number];

/** A picture as we serve it. */
export type Picture = {
  readonly hash: string;
  readonly media_type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
};

/** A newly drawn picture, with the grounds on which people can hardly see it. */
export type NewPicture = Picture & { readonly hardly_seen: readonly Look[] };

/**
 * Makes a new picture from the one that somebody sent: PNG, JPEG, WebP or SVG of at most `mostFileKiB`. We store only what we
 * draw ourselves, which holds only what people see: no script, no link, no data about the photographer. We draw SVGs too,
 * at the largest size we show. Draws in a process of its own, one picture at a time.
 * @throws Refusal 400 naming the field · 429 over 20 an hour for the actor's customer, or if too many wait
 */
export async function readPicture(
  db: Queries,
  actor: Actor,
  name: PictureName,
  sent: Uint8Array,
): Promise<NewPicture> {
  if (sent.byteLength > mostFileKiB * 1024)
    throw new Refusal(400, `Parameter ${name} must be at most ${mostFileKiB} KiB`, name, {
      key: "too_large",
      values: { max: mostFileKiB },
    });
  const format = formatOf(sent);
  if (format === null) throw refused(name, isCodedSvg(sent) ? "svg_text" : "picture_expected");
  await countDrawing(db, actor, name);
  const use = name === "favicon" ? "favicon" : "logo";
  try {
    const { bytes, ...drawn } = await inTurn(() => drawApart(use, format, sent));
    return {
      hash: createHash("sha256").update(bytes).digest("hex").slice(0, 32),
      media_type: use === "favicon" ? "image/png" : "image/webp",
      bytes,
      ...drawn,
    };
  } catch (error) {
    throw error instanceof Undrawable ? refused(name, error.problem) : error;
  }
}

const hourMs = 60 * 60_000;
const mostInHour = 20;

async function countDrawing(db: Queries, { i_customer }: Actor, name: PictureName): Promise<void> {
  const { count, since } = await countWithin(db, `pictures:${i_customer}`, hourMs);
  if (count <= mostInHour) return;
  const minutes = Math.max(1, Math.ceil((since.getTime() + hourMs - Date.now()) / 60_000));
  throw new Refusal(429, `At most ${mostInHour} pictures an hour; try again in ${minutes} minutes`, name, {
    key: "pictures_throttled",
    values: { max: mostInHour, minutes },
  });
}

const sentences = {
  picture_expected: "must be a PNG, JPEG, WebP or SVG picture",
  picture_damaged: "is damaged or not complete; export it once more",
  picture_pixels: "has too many pixels; at most 4096 × 4096",
  picture_complex: "takes too long to draw; simplify it, or export it as PNG",
  svg_text: "must be plain SVG text in UTF-8, not compressed",
} as const satisfies Record<Undrawable["problem"], string>;

function refused(name: PictureName, problem: Undrawable["problem"]): Refusal {
  return new Refusal(400, `Parameter ${name} ${sentences[problem]}`, name, { key: problem });
}

/** The address of a picture. */
export function pictureAddress(hash: string): string {
  return `/branding/${hash}.img`;
}

/** The hash in such an address. */
export function hashIn(address: string): string {
  return /([0-9a-f]{32})\.img$/.exec(address)?.[1] ?? "";
}
