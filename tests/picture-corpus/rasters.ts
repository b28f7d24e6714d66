import { crc32, deflateSync, gzipSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import type { Hostile } from "./index";

/** Hostile pixel pictures, and files that only claim to be pictures. */
export async function hostileRasters(): Promise<Hostile[]> {
  const drawn = (side = 60) =>
    sharp({ create: { width: side, height: side, channels: 4, background: "#0f766e" } });
  const png = await drawn().png().toBuffer();
  const jpeg = await drawn(200).jpeg().toBuffer();
  const progressive = await noise(400).jpeg({ progressive: true }).toBuffer();
  const webp = await drawn().webp().toBuffer();
  const moving = sharp([await drawn().png().toBuffer(), await noise(60).png().toBuffer()], {
    join: { animated: true },
  });
  const html = Buffer.from("<html><script>alert(document.cookie)</script></html>");
  const zip = Buffer.from("504b0304140000000000", "hex");
  return [
    ["a PNG of 60000 × 60000 in a few bytes", pngOf({ width: 60_000, height: 60_000 }), "picture_pixels"],
    ["a PNG that ends far too soon", pngOf({ width: 4_000, height: 4_000 }), "picture_damaged"],
    [
      "a PNG of 16 bits a channel, interlaced, as large as allowed",
      pngOf({ width: 4_096, height: 4_096, depth: 16, interlace: 1, data: Buffer.alloc(140_000_000) }),
      "any",
    ],
    [
      "a PNG that holds far more than it says",
      pngOf({ width: 10, height: 10, data: Buffer.alloc(50_000_000) }),
      "any",
    ],
    [
      "a PNG whose text unfolds to 100 MB",
      pngOf({
        width: 1,
        height: 1,
        extra: [
          ["zTXt", Buffer.concat([Buffer.from("Comment\0\0"), deflateSync(Buffer.alloc(100_000_000))])],
        ],
      }),
      "any",
    ],
    [
      "a PNG whose colour profile unfolds to 100 MB",
      pngOf({
        width: 1,
        height: 1,
        extra: [["iCCP", Buffer.concat([Buffer.from("icc\0\0"), deflateSync(Buffer.alloc(100_000_000))])]],
      }),
      "any",
    ],
    ["a PNG of 0 × 0", pngOf({ width: 0, height: 0 }), "picture_damaged"],
    [
      "a PNG one pixel high and a million long",
      pngOf({ width: 1_000_000, height: 1, data: Buffer.alloc(4_000_001) }),
      "any",
    ],
    [
      "a PNG with 20,000 chunks of text",
      pngOf({
        width: 1,
        height: 1,
        extra: Array.from({ length: 20_000 }, () => ["tEXt", Buffer.from("a\0b")] as const),
      }),
      "any",
    ],
    ["a PNG cut off", png.subarray(0, png.length / 2), "picture_damaged"],
    ["a PNG with a page behind it", Buffer.concat([png, html]), "drawn"],
    ["a PNG with an archive behind it", Buffer.concat([png, zip]), "drawn"],
    [
      "a PNG that is a JPEG behind its signature",
      Buffer.concat([png.subarray(0, 8), jpeg]),
      "picture_damaged",
    ],
    ["a PNG of nothing but its signature", png.subarray(0, 8), "picture_damaged"],
    [
      "an animated PNG",
      pngOf({
        width: 8,
        height: 8,
        data: Buffer.alloc(8 * 33),
        extra: [["acTL", Buffer.from("0000ffff00000000", "hex")]],
      }),
      "drawn",
    ],
    ["a JPEG that calls itself 65500 × 65500", resizedJpeg(jpeg, 65_500), "picture_pixels"],
    ["a JPEG that calls itself 4000 × 4000 and is not", resizedJpeg(jpeg, 4_000), "any"],
    ["a progressive JPEG of 2,000 scans", manyScans(progressive, 2_000), "any"],
    ["a JPEG cut off", jpeg.subarray(0, jpeg.length - 40), "picture_damaged"],
    ["a JPEG with a script behind it", Buffer.concat([jpeg, Buffer.from("*/=1;alert(1)//")]), "drawn"],
    ["a JPEG whose comment is a page", withComment(jpeg, html), "drawn"],
    ["a JPEG with 60 KB of noise as its profile", withComment(jpeg, Buffer.alloc(60_000, 255)), "drawn"],
    ["an animated WebP", await moving.clone().webp().toBuffer(), "drawn"],
    ["a WebP that calls itself 16384 × 16384", largeWebp(webp), "any"],
    ["a WebP cut off", webp.subarray(0, webp.length - 20), "picture_damaged"],
    ["a WebP of nothing but its head", webp.subarray(0, 16), "picture_damaged"],
    ["a WebP with an archive behind it", Buffer.concat([webp, zip]), "drawn"],
    ["an animated GIF", await moving.clone().gif().toBuffer(), "picture_expected"],
    ["a GIF that is a script too", Buffer.from("GIF89a/*\0\0\0*/=1;alert(1)"), "picture_expected"],
    ["an AVIF", await drawn().avif().toBuffer(), "picture_expected"],
    ["a TIFF", await drawn().tiff().toBuffer(), "picture_expected"],
    ["a bitmap", Buffer.concat([Buffer.from("BM"), Buffer.alloc(100)]), "picture_expected"],
    ["an icon", Buffer.from("0000010001001010", "hex"), "picture_expected"],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj"), "picture_expected"],
    ["a PostScript file", Buffer.from("%!PS-Adobe-3.0 EPSF-3.0"), "picture_expected"],
    [
      "an order to ImageMagick",
      Buffer.from("push graphic-context\nimage over 0,0 0,0 'url(https://evil.example)'"),
      "picture_expected",
    ],
    ["an archive", zip, "picture_expected"],
    ["a page", html, "picture_expected"],
    ["a compressed file of zeros", gzipSync(Buffer.alloc(10_000_000)), "svg_text"],
  ];
}

/** A picture in which no two pixels are alike. */
function noise(side: number): Sharp {
  const raw = Buffer.alloc(side * side * 4);
  let state = 1;
  for (let at = 0; at < raw.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    raw[at] = state >> 16;
  }
  return sharp(raw, { raw: { width: side, height: side, channels: 4 } });
}

/** A PNG with this header, whatever its data hold. */
function pngOf(of: {
  readonly width: number;
  readonly height: number;
  readonly depth?: number;
  readonly interlace?: number;
  readonly data?: Buffer;
  readonly extra?: readonly (readonly [string, Buffer])[];
}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(of.width, 0);
  head.writeUInt32BE(of.height, 4);
  head.set([of.depth ?? 8, 6, 0, 0, of.interlace ?? 0], 8);
  const chunks: (readonly [string, Buffer])[] = [
    ["IHDR", head],
    ...(of.extra ?? []),
    ["IDAT", deflateSync(of.data ?? Buffer.alloc(64), { level: 9 })],
    ["IEND", Buffer.alloc(0)],
  ];
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    ...chunks.map(([name, content]) => {
      const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
      const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(content.length);
      sum.writeUInt32BE(crc32(named));
      return Buffer.concat([length, named, sum]);
    }),
  ]);
}

/** The same JPEG with another size in its header. */
function resizedJpeg(jpeg: Buffer, side: number): Buffer {
  const made = Buffer.from(jpeg);
  const at = made.findIndex((byte, index) => byte === 0xff && [0xc0, 0xc2].includes(made[index + 1] ?? 0));
  made.writeUInt16BE(side, at + 5);
  made.writeUInt16BE(side, at + 7);
  return made;
}

/** Repeats the last scan of a progressive JPEG: a decoder runs each over the whole picture. */
function manyScans(jpeg: Buffer, count: number): Buffer {
  const scan = jpeg.lastIndexOf(Buffer.from("ffda", "hex"));
  const last = jpeg.subarray(scan, scan + 200);
  return Buffer.concat([
    jpeg.subarray(0, -2),
    ...Array.from({ length: count }, () => last),
    jpeg.subarray(-2),
  ]);
}

function withComment(jpeg: Buffer, comment: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(comment.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from("fffe", "hex"), length, comment, jpeg.subarray(2)]);
}

/** The same WebP with the largest canvas of the format around its picture. */
function largeWebp(webp: Buffer): Buffer {
  const canvas = Buffer.alloc(18);
  canvas.write("VP8X", 0, "latin1");
  canvas.writeUInt32LE(10, 4);
  canvas.writeUIntLE(16_383, 12, 3);
  canvas.writeUIntLE(16_383, 15, 3);
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), canvas, webp.subarray(12)]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from("RIFF", "latin1"), length, body]);
}
