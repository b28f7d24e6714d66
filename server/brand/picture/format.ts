/** The formats that a brand's picture may have. We draw nothing else. */
export const pictureFormats = ["png", "jpeg", "webp", "svg"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

/** How files of the pixel formats begin; `..` is any byte. */
const beginnings = {
  png: "89 50 4e 47 0d 0a 1a 0a",
  jpeg: "ff d8 ff",
  webp: "52 49 46 46 .. .. .. .. 57 45 42 50",
} as const satisfies Partial<Record<PictureFormat, string>>;

/** The format of a file by its content, whatever its name and type say; null for any other format. */
export function formatOf(file: Uint8Array): PictureFormat | null {
  for (const format of pictureFormats) if (isOf(format, file)) return format;
  return null;
}

function isOf(format: PictureFormat, file: Uint8Array): boolean {
  // a text that begins with a tag; the parser finds out what it really is
  if (format === "svg") return /^(?:\xef\xbb\xbf)?\s*<[!?a-z]/i.test(latin1(file.subarray(0, 256)));
  return beginnings[format]
    .split(" ")
    .every((byte, at) => byte === ".." || file[at] === Number.parseInt(byte, 16));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

/** Whether a file is a compressed SVG, or one in another encoding; then we tell its owner so. */
export function isCodedSvg(file: Uint8Array): boolean {
  const start = Buffer.from(file.subarray(0, 4)).toString("hex");
  // gzip; byte order marks of UTF-16 and UTF-32; `<` in these
  return /^(?:1f8b|fffe|feff|3c00|003c|0000feff|0000003c)/.test(start);
}
