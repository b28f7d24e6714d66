/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The grounds on which the product shows a logo; see app/globals.css. */
export const logoGrounds = {
  light: [255, 255, 255],
  dark: [15, 16, 20],
} as const satisfies Record<string, Colour>;
export type Look = keyof typeof logoGrounds;
export const looks = ["light", "dark"] as const satisfies readonly Look[];

/** Below this contrast with its ground, people hardly see a part of a picture. WCAG asks for 3 if they must see it. */
const leastContrast = 2;
/** People hardly see a picture if they see less than this share of it. */
const leastShare = 0.2;

/**
 * Decides whether a picture can hardly be seen on a ground: too few of its opaque pixels differ enough from it.
 * @param pixels red, green, blue and alpha of each pixel, 0 to 255. Source: WCAG 2.2, contrast ratio
 */
export function isHardlySeen(pixels: ArrayLike<number>, ground: Colour): boolean {
  const [below, behind] = [luminanceOf(ground), ground];
  let [all, seen] = [0, 0];
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const alpha = (pixels[at + 3] ?? 0) / 255;
    all += alpha;
    const mixed = behind.map((under, part) => (pixels[at + part] ?? 0) * alpha + under * (1 - alpha));
    if (contrastOf(luminanceOf(mixed), below) >= leastContrast) seen += alpha;
  }
  return seen < all * leastShare || all === 0;
}

function luminanceOf([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function contrastOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
