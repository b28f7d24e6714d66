import type { Queries } from "../../database/client";
import { findPictureBytes } from "./find-picture";
import { hashIn } from "./read-picture";

/** A picture in the one format that every mail program and PDF shows. */
export type Png = { readonly bytes: Buffer; readonly width: number; readonly height: number };

/**
 * A brand's logo as a PNG. We store logos as WebP of our own drawing, whatever was sent, so that this reads nothing that
 * somebody else made. @returns null: the picture is gone
 */
export async function logoPng(db: Queries, { src }: { readonly src: string }): Promise<Png | null> {
  const held = made.get(src);
  if (held) return held;
  const picture = await findPictureBytes(db, hashIn(src));
  if (!picture) return null;
  // large, and most processes never need it
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(picture.bytes)
    .resize({ ...most, fit: "inside", withoutEnlargement: true })
    .png({ compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true });
  const png = { bytes: data, width: info.width, height: info.height };
  if (made.size >= mostMade) made.clear();
  made.set(src, png);
  return png;
}

/** Twice and more of what is shown, for fine screens and paper. */
const most = { width: 600, height: 120 };
const made = new Map<string, Png>();
const mostMade = 100;
