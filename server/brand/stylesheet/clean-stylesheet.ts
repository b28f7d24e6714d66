import { createHash } from "node:crypto";
import { namesOfAnimations } from "./animations";
import { type Removal, Removals } from "./removal";
import { RuleWriter } from "./rewrite-rules";
import { type Item, readItems } from "./structure";
import { preprocessed, readTokens, type Token } from "./tokens";

export interface CleanedStylesheet {
  /** what we serve; empty if nothing is left */
  readonly css: string;
  /** what we removed, in the order of the text */
  readonly removed: readonly Removal[];
  /** the first 32 hexadecimal digits of the SHA-256 of what we serve */
  readonly hash: string;
}

/** The cascade layer of the stylesheet; the page orders it after the product's own. */
const layer = "brand";

/** How many times longer than its input the result may become: each selector gets the region in front. */
const mostGrowth = 16;
const alwaysRoom = 64 * 1024;

/**
 * Cleans a reseller's stylesheet: scopes it to the region `[data-brand-region]`, puts it in a layer, minifies it, and
 * removes everything that loads, that reads what others typed, or that covers the rest of the page. It writes the result
 * anew from what it parsed, and reports what it removed with line, column and reason. Pure and linear: 64 KiB (the
 * attribute's limit, not this function's) take a fraction of a second however they are nested. Cleaning a cleaned
 * stylesheet changes nothing. The structure of the page protects what this cannot: `docs/decisions/stylesheets.md`.
 *
 * @param allowed the brand's own uploaded files, by their exact root-relative addresses
 * @see semantics, 'Branding'; CSS Syntax Level 3, §5
 */
export function cleanStylesheet(
  css: string,
  allowed: { readonly files: ReadonlySet<string> } = { files: new Set() },
): CleanedStylesheet {
  const source = preprocessed(css);
  const tokens = readTokens(source);
  const items = unwrapped(tokens, readItems(tokens, [0, tokens.length], true));
  const removals = new Removals(source);
  const writer = new RuleWriter(
    tokens,
    removals,
    allowed.files,
    namesOfAnimations(tokens, items),
    source.length * mostGrowth + alwaysRoom,
  );
  const inside = writer.write(items, { parents: null, stateless: true });
  const served = inside && `@layer ${layer}{${inside}}`;
  const hash = createHash("sha256").update(served).digest("hex").slice(0, 32);
  return { css: served, removed: removals.inOrder(), hash };
}

/** Takes rules out of our layer if they are in it already, so that cleaning twice does not nest it. */
function unwrapped(tokens: readonly Token[], items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) => {
    if (item.kind !== "at" || item.name !== "layer" || item.block === null) return [item];
    const name = tokens
      .slice(...item.prelude)
      .map(({ text }) => text)
      .join("")
      .trim();
    return name === layer ? item.block : [item];
  });
}
