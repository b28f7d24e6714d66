import { type BrandToken, brandTokenNames } from "@/attributes/brand-contract";
import type { Tokens } from "./judge-tokens";
import { readItems, type Span } from "./stylesheet/structure";
import { isSpace, preprocessed, readTokens as readSyntax, type Token } from "./stylesheet/tokens";

/**
 * Reads the tokens that a stylesheet sets on `:root`, as written; the last of each wins. Only top-level rules count: what
 * a conditional rule sets stays in the brand's region. By our own structure of it, which takes any depth.
 */
export function readTokens(css: string): Tokens {
  const found: Partial<Record<BrandToken, string>> = {};
  const syntax = readSyntax(preprocessed(css));
  for (const item of readItems(syntax, [0, syntax.length], true)) {
    if (item.kind !== "rule" || !isPage(syntax, item.prelude)) continue;
    for (const declaration of item.block) {
      if (declaration.kind !== "declaration") continue;
      const name = brandTokenNames.find((token) => token === declaration.name);
      if (name) found[name] = textOf(syntax, declaration.value).trim();
    }
  }
  return found;
}

/** Whether a selector is the page's own. */
function isPage(syntax: readonly Token[], [from, to]: Span): boolean {
  const words = syntax.slice(from, to).filter((token) => !isSpace(token));
  return /^(?::root|html)$/i.test(words.map(({ text }) => text).join(""));
}

function textOf(syntax: readonly Token[], [from, to]: Span): string {
  return syntax
    .slice(from, to)
    .map(({ text }) => text)
    .join("");
}
