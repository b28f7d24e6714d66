import { type Color, converter, formatHex, parse, wcagContrast } from "culori";

const toOklch = converter("oklch");

/** Reads an opaque CSS colour as `#rrggbb`; null if it is not a colour or not a fixed one (`currentcolor`). */
export function readColour(text: string): string | null {
  const colour = parse(text.trim());
  if (!colour || (colour.alpha !== undefined && colour.alpha < 1)) return null;
  return formatHex(colour);
}

/** The contrast ratio of a text on a ground, 1 to 21. Source: WCAG 2.2, 1.4.3. */
export function contrastOf(text: string | Color, ground: string | Color): number {
  return wcagContrast(text, ground);
}

/** Makes a colour lighter (above 0) or darker by this much lightness in OKLCH. */
export function lighter(colour: string, by: number): string {
  const { l = 0, ...rest } = toOklch(colour) ?? { mode: "oklch", c: 0 };
  return formatHex({ ...rest, mode: "oklch", c: rest.c ?? 0, l: Math.min(1, Math.max(0, l + by)) });
}

/** Finds the nearest lightness of a colour that satisfies a condition, to propose instead of one that does not. */
export function nearest(colour: string, holds: (tried: string) => boolean): string | null {
  for (let step = 0; step <= 100; step += 1) {
    for (const by of [step / 100, -step / 100]) {
      const tried = lighter(colour, by);
      if (holds(tried)) return tried;
    }
  }
  return null;
}
