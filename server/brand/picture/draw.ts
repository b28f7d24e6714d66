import sharp, { type Sharp, type SharpInput, type SharpOptions } from "sharp";
import { isHardlySeen, type Look, logoGrounds, looks } from "@/attributes/seen-share";
import type { PictureFormat } from "./format";
import { Undrawable } from "./problems";
import type { PictureUse } from "./protocol";
import { demandBounded } from "./svg-bounds";
import { demandModestImages } from "./svg-images";
import { textOfSvg } from "./svg-text";
import { readSvg } from "./svg-tree";

export type Drawn = {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** the grounds on which people can hardly see it */
  readonly hardly_seen: readonly Look[];
};

/** 4096 × 4096, the photo of a good telephone camera. */
const mostPixels = 16_777_216;
const box = { logo: { width: 1024, height: 256 }, favicon: { width: 64, height: 64 } } as const;

/** The only loader that each format needs. */
const loaders = {
  png: "VipsForeignLoadPngBuffer",
  jpeg: "VipsForeignLoadJpegBuffer",
  webp: "VipsForeignLoadWebpBuffer",
  svg: "VipsForeignLoadSvgBuffer",
} as const satisfies Record<PictureFormat, string>;

/** Call this once before drawing anything. */
export function prepareDrawing(): void {
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: Object.values(loaders) });
}

/**
 * Redraws a picture as large as we show it; of an animation, the first frame. @throws Undrawable
 */
export async function draw(use: PictureUse, format: PictureFormat, file: Uint8Array): Promise<Drawn> {
  const picture = format === "svg" ? await openSvg(use, file) : open(file, {});
  try {
    const found = await picture.metadata();
    if (found.format !== format) throw new Undrawable("picture_expected");
    const sized =
      use === "favicon"
        ? picture.resize({ ...box.favicon, fit: "contain", background: "#0000" }).png()
        : picture
            .rotate()
            .resize({ ...box.logo, fit: "inside", withoutEnlargement: true })
            .webp({ quality: 92, alphaQuality: 100 });
    const { data, info } = await sized.toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height, hardly_seen: await hardlySeen(data) };
  } catch (error) {
    throw problemOf(error);
  }
}

async function hardlySeen(drawn: Uint8Array): Promise<Look[]> {
  const pixels = await sharp(drawn).resize(256, 64, { fit: "inside" }).ensureAlpha().raw().toBuffer();
  return looks.filter((look) => isHardlySeen(pixels, logoGrounds[look]));
}

function open(input: SharpInput, options: SharpOptions): Sharp {
  return sharp(input, { limitInputPixels: mostPixels, failOn: "error", pages: 1, ...options });
}

/** Draws it at exactly the size we need, however large it claims to be. @throws Undrawable */
async function openSvg(use: PictureUse, file: Uint8Array): Promise<Sharp> {
  const input = Buffer.from(await boundedSvg(file));
  const { width, height } = await open(input, { limitInputPixels: false, density })
    .metadata()
    .catch((error: unknown) => {
      throw problemOf(error);
    });
  const scale = Math.min(box[use].width / width, box[use].height / height);
  return open(input, { density: Math.min(100_000, Math.max(1, density * scale)) });
}

/** The text of an SVG that we can draw in the time a logo takes. @throws Undrawable */
export async function boundedSvg(file: Uint8Array): Promise<string> {
  const text = textOfSvg(file);
  const tree = readSvg(text);
  demandBounded(tree);
  await demandModestImages(tree);
  return text;
}

/** The density at which an SVG has the size it states. */
const density = 72;

function problemOf(error: unknown): Undrawable {
  if (error instanceof Undrawable) return error;
  const text = error instanceof Error ? error.message : "";
  return new Undrawable(/pixel limit|too large/i.test(text) ? "picture_pixels" : "picture_damaged");
}
