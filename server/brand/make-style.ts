import { createHash } from "node:crypto";
import { brandFonts } from "@/attributes/brand-contract";
import type { BrandValues } from "./brand-values";
import { type ContrastProblem, judgeTokens, type Tokens } from "./judge-tokens";
import { pictureAddress } from "./picture/read-picture";
import { readTokens } from "./read-tokens";
import { cleanStylesheet } from "./stylesheet/clean-stylesheet";
import type { Removal } from "./stylesheet/removal";
import { region } from "./stylesheet/simple-selectors";

/** Raise this when the same brand yields another stylesheet: stored ones are then made again. */
export const styleVersion = 1;

/** Everything that a brand's stylesheet is made from. */
export type StyleSource = {
  readonly values: BrandValues;
  readonly logo_light: string | null;
  readonly logo_dark: string | null;
  readonly css: string;
};

export type Style = {
  /** '': nothing to serve */
  readonly css: string;
  readonly hash: string;
  readonly removed: readonly Removal[];
  readonly contrast: readonly ContrastProblem[];
  readonly accepted: Tokens;
};

/** Fixes the order of the layers, so that the brand's rules come last in whatever order they load. */
const layers = "@layer properties,theme,base,components,utilities,brand-tokens,brand;";

/**
 * Makes the stylesheet of a brand: its checked tokens for the whole page, and its own rules, cleaned and scoped to the
 * brand's region. The brand's stylesheet comes after the values of the form, and wins.
 * Source: semantics, 'Branding'.
 * @param within a selector of the element to style; absent: the page itself
 */
export function makeStyle(
  { values, logo_light, logo_dark, css }: StyleSource,
  within: string | null = null,
): Style {
  const files = new Set([logo_light, logo_dark].flatMap((hash) => (hash ? [pictureAddress(hash)] : [])));
  const cleaned = cleanStylesheet(css, { files });
  const { accepted, contrast } = judgeTokens({ ...tokensOf(values), ...readTokens(css) });
  const tokens = Object.entries(accepted).map(([name, value]) => `${name}:${value}`);
  const whole = [
    tokens.length > 0 ? `@layer brand-tokens{${within ?? ":root"}{${tokens.join(";")}}}` : "",
    within === null ? cleaned.css : cleaned.css.replaceAll(region, `${within} ${region}`),
  ].join("");
  const served = whole === "" ? "" : layers + whole;
  const hash = served === "" ? "" : createHash("sha256").update(served).digest("hex").slice(0, 32);
  return { css: served, hash, removed: cleaned.removed, contrast, accepted };
}

/** Extracts the page's tokens from a stylesheet that this file made, without the brand's own rules. */
export function tokensIn(served: string): string {
  return /^@layer [^{};]*;@layer brand-tokens\{:root\{[^{}]*\}\}/.exec(served)?.[0] ?? "";
}

function tokensOf({ accent, font }: BrandValues): Tokens {
  return {
    ...(accent === "" ? {} : { "--brand-accent": accent }),
    ...(font === "" ? {} : { "--brand-font": brandFonts[font] }),
  };
}
