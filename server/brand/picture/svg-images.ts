import sharp from "sharp";
import { formatOf } from "./format";
import { Undrawable } from "./problems";
import { localName, type SvgTree } from "./svg-tree";

const mostImages = 8;
const mostPixels = 4_194_304;

/**
 * Checks the images within an SVG, which hold pixels of their own: allows a few small PNG, JPEG or WebP as base64. We
 * never draw images from elsewhere. @throws Undrawable
 */
export async function demandModestImages({ all }: SvgTree): Promise<void> {
  const addresses = all.flatMap(({ attributes }) =>
    Object.entries(attributes)
      .filter(([key, value]) => localName(key) === "href" && /^\s*data:/i.test(value))
      .map(([, value]) => value),
  );
  if (addresses.length > mostImages) throw new Undrawable("picture_complex");
  let pixels = 0;
  for (const address of addresses) pixels += await pixelsOf(address);
  if (pixels > mostPixels) throw new Undrawable("picture_pixels");
}

async function pixelsOf(address: string): Promise<number> {
  const [, base64] = /^\s*data:image\/[a-z]+;base64,([a-z\d+/=\s]+)$/i.exec(address) ?? [];
  const file = base64 === undefined ? null : Buffer.from(base64, "base64");
  const format = file && formatOf(file);
  if (file === null || format === null || format === "svg") throw new Undrawable("picture_complex");
  // reads only its size, not its pixels
  const { width, height } = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Undrawable("picture_damaged");
    });
  return width * height;
}
