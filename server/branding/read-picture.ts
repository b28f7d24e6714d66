import { createHash } from "node:crypto";
import { Refusal } from "../refusal";

export const pictureNames = ["logo_light", "logo_dark", "favicon"] as const;
export type PictureName = (typeof pictureNames)[number];

/** A picture as it is served. */
export type Picture = {
  readonly hash: string;
  readonly media_type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
};

const mostBytes = 512 * 1024;
const formats = ["png", "jpeg", "webp", "svg"];

/**
 * Makes a picture anew from what was sent: PNG, JPEG, WebP or SVG of at most 512 KiB. What is kept is drawn here, and
 * holds nothing of the file but what one sees: no script, no link, no data about whoever took it. An SVG is drawn, too,
 * twice as large as it is shown.
 * @throws Refusal 400 naming the field
 */
export async function readPicture(name: PictureName, sent: Uint8Array): Promise<Picture> {
  if (sent.byteLength > mostBytes)
    throw new Refusal(400, `Parameter ${name} must be at most 512 KiB`, name, {
      key: "too_large",
      values: { max: 512 },
    });
  // loaded once somebody sends a picture
  const { default: sharp } = await import("sharp");
  try {
    const picture = sharp(sent, { limitInputPixels: 25_000_000, failOn: "error", density: 192 }).timeout({
      seconds: 5,
    });
    const { format } = await picture.metadata();
    if (!formats.includes(format)) throw notAPicture(name);
    if (format === "svg" && !isQuicklyDrawn(new TextDecoder().decode(sent))) throw notAPicture(name);
    const drawn =
      name === "favicon"
        ? picture.resize(64, 64, { fit: "contain", background: "#0000" }).png()
        : picture
            .rotate()
            .resize(1024, 256, { fit: "inside", withoutEnlargement: format !== "svg" })
            .webp({
              quality: 92,
              alphaQuality: 100,
            });
    const { data, info } = await drawn.toBuffer({ resolveWithObject: true });
    return {
      hash: createHash("sha256").update(data).digest("hex").slice(0, 32),
      media_type: name === "favicon" ? "image/png" : "image/webp",
      bytes: new Uint8Array(data),
      width: info.width,
      height: info.height,
    };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw notAPicture(name);
  }
}

const mostElements = 5_000;

/**
 * Whether an SVG is shapes, gradients and text alone: what draws others again and again (filters, patterns, masks, copies)
 * can take minutes, and what draws it cannot be interrupted.
 */
function isQuicklyDrawn(svg: string): boolean {
  const elements = svg.match(/<[\w:]+/g) ?? [];
  return (
    elements.length <= mostElements &&
    !/<!(?:DOCTYPE|ENTITY)/i.test(svg) &&
    !elements.some((one) =>
      /[<:](?:filter|fe\w+|pattern|mask|use|marker|image|foreignObject|symbol|switch)$/i.test(one),
    )
  );
}

function notAPicture(name: PictureName): Refusal {
  return new Refusal(400, `Parameter ${name} must be a PNG, JPEG, WebP or SVG picture`, name, {
    key: "picture_expected",
  });
}

/** Where a picture is served. */
export function pictureAddress(hash: string): string {
  return `/branding/${hash}.img`;
}
