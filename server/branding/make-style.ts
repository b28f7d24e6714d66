import { createHash } from "node:crypto";
import { brandFonts } from "@/attributes/brand-contract";
import type { BrandValues } from "./brand-values";
import { cleanStylesheet } from "./clean-stylesheet";
import { type ContrastProblem, judgeTokens, type Tokens } from "./judge-tokens";
import { pictureAddress } from "./read-picture";
import { readTokens } from "./read-tokens";
import type { Removal } from "./removal";
import { region } from "./simple-selectors";

/** Counted up where the same brand makes another stylesheet: what is kept is then made anew. */
export const styleVersion = 1;

/** What a brand's look is made of. */
export type StyleSource = {
  readonly values: BrandValues;
  readonly logo_light: string | null;
  readonly logo_dark: string | null;
  readonly css: string;
};

export type Style = {
  /** '': there is nothing to serve */
  readonly css: string;
  readonly hash: string;
  readonly removed: readonly Removal[];
  readonly contrast: readonly ContrastProblem[];
  readonly accepted: Tokens;
};

/** Whoever's rules come in whichever order, the brand's come last. */
const layers = "@layer properties,theme,base,components,utilities,brand-tokens,brand;";

/**
 * Makes the stylesheet that is served for a brand: its tokens on the page, checked and readable, and its own rules,
 * cleaned and kept in the brand's region. Its own stylesheet comes after what was chosen in fields, and wins.
 * Source: semantics, 'Branding'.
 * @param within the element in which it counts; the page itself where none is said
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

/** What stands of a stylesheet that was made here where its own rules are left out: its tokens on the page. */
export function tokensIn(served: string): string {
  return /^@layer [^{};]*;@layer brand-tokens\{:root\{[^{}]*\}\}/.exec(served)?.[0] ?? "";
}

function tokensOf({ accent, font }: BrandValues): Tokens {
  return {
    ...(accent === "" ? {} : { "--brand-accent": accent }),
    ...(font === "" ? {} : { "--brand-font": brandFonts[font] }),
  };
}
