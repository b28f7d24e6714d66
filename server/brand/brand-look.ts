import { converter, formatHex, parse } from "culori";
import { contrastOf } from "./colours";
import type { Tokens } from "./judge-tokens";

/** The colours of one theme, each `#rrggbb`. */
export type ThemeColours = {
  /** around the card */
  readonly ground: string;
  readonly card: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
  readonly onAccent: string;
  /** around what is filled with the accent, since a white one would not be seen on the card */
  readonly accentEdge: string;
};

/** A brand where no browser reckons its colours: in a mail, in a PDF. */
export type BrandLook = {
  readonly light: ThemeColours;
  readonly dark: ThemeColours;
  /** how round a button is, and a card, CSS lengths */
  readonly radius: string;
  readonly cardRadius: string;
};

/**
 * The colours that the tokens of a brand have on pages; without any, the product's own. The numbers are those of
 * `app/globals.css`.
 * @param tokens judged: see `judgeTokens`
 */
export function lookOf(tokens: Tokens): BrandLook {
  const radius = tokens["--brand-radius"] ?? "7px";
  const accent = tokens["--brand-accent"];
  const onAccent = tokens["--brand-on-accent"] ?? "#ffffff";
  const light = tokens["--brand-surface"] ?? "oklch(100% 0 270)";
  const dark = tokens["--brand-dark-surface"] ?? "oklch(17.5% 0.007 270)";
  return {
    light: themeOf({
      ground: changed(light, { l: -0.019, leastC: 0.002 }),
      card: changed(light, { leastL: 0.99 }),
      line: "oklch(92% 0.004 270)",
      edge: "oklch(65% 0.012 270)",
      text: tokens["--brand-text"] ?? "oklch(22% 0.012 270)",
      muted: "oklch(48.5% 0.014 270)",
      accent: accent ?? "oklch(51% 0.175 268)",
      onAccent,
    }),
    dark: themeOf({
      ground: changed(dark, { l: -0.025 }),
      card: changed(dark, { l: 0.03, leastC: 0.008 }),
      line: "oklch(28.5% 0.01 270)",
      edge: "oklch(52% 0.014 270)",
      text: tokens["--brand-dark-text"] ?? "oklch(94.5% 0.004 270)",
      muted: "oklch(71.5% 0.012 270)",
      accent: accent ?? "oklch(56.5% 0.17 269)",
      onAccent,
    }),
    radius,
    // a brand with square corners has them throughout
    cardRadius: Number.parseFloat(radius) === 0 ? "0" : "10px",
  };
}

/** Below this a fill does not stand out from its ground. */
const leastSeen = 1.4;

function themeOf({
  edge,
  ...colours
}: Omit<ThemeColours, "accentEdge"> & { readonly edge: string }): ThemeColours {
  const isSeen = contrastOf(colours.accent, colours.card) >= leastSeen;
  return {
    ground: hex(colours.ground),
    card: hex(colours.card),
    line: hex(colours.line),
    text: hex(colours.text),
    muted: hex(colours.muted),
    accent: hex(colours.accent),
    onAccent: hex(colours.onAccent),
    accentEdge: hex(isSeen ? colours.accent : edge),
  };
}

const toOklch = converter("oklch");

function changed(
  colour: string,
  { l = 0, leastL = 0, leastC = 0 }: { l?: number; leastL?: number; leastC?: number },
): string {
  const from = toOklch(colour) ?? { mode: "oklch", l: 1, c: 0 };
  return formatHex({
    ...from,
    l: Math.min(1, Math.max(from.l + l, leastL)),
    c: Math.max(from.c, leastC),
  });
}

function hex(colour: string): string {
  return formatHex(parse(colour)) ?? "#000000";
}
