import { createHash } from "node:crypto";
import { namesOfAnimations } from "./animations";
import { type Removal, Removals } from "./removal";
import { RuleWriter } from "./rewrite-rules";
import type { Item } from "./structure";
import { readItems } from "./structure";
import { preprocessed, readTokens, type Token } from "./tokens";

export interface CleanedStylesheet {
  /** what is served; empty where nothing is left */
  readonly css: string;
  /** what is not, in the order of the text */
  readonly removed: readonly Removal[];
  /** of what is served: the first 32 hexadecimal digits of its SHA-256 */
  readonly hash: string;
}

/** The layer that the stylesheet stands in; the page puts it after the product's own. */
const layer = "brand";

/** How much longer than what was given the answer may become: each selector gets the region in front. */
const mostGrowth = 16;
const alwaysRoom = 64 * 1024;

/**
 * What is served of a reseller's stylesheet: scoped to the region `[data-brand-region]`, in a layer, minified, and
 * without anything that loads, reads what others typed, or lies over the rest of the page. It is written anew from what
 * was understood; what is dropped is told with line, column and reason. Pure, and as long as the text is: 64 KiB, which
 * is the kind's limit and not this function's, take a fraction of a second however they are nested. Cleaning what was
 * cleaned changes nothing. What it cannot protect, the structure of the page does: `docs/decisions/stylesheets.md`.
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

/** What already stands in the layer is not put there twice. */
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
