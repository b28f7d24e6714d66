import { type CssNode, generate, parse, walk } from "css-tree";
import { type BrandToken, brandTokenNames } from "@/attributes/brand-contract";
import type { Tokens } from "./judge-tokens";

/**
 * Reads the tokens that a stylesheet sets on `:root`, as written; the last of each wins. Only top-level rules count: what
 * a conditional rule sets stays in the brand's region.
 */
export function readTokens(css: string): Tokens {
  const found: Partial<Record<BrandToken, string>> = {};
  let depth = 0;
  const tree = parse(css, { parseCustomProperty: false, onParseError: () => {} });
  walk(tree, {
    enter(node: CssNode) {
      if (node.type === "Atrule") depth += 1;
      if (depth > 0 || node.type !== "Rule") return;
      if (!/^(?::root|html)$/i.test(generate(node.prelude).trim())) return;
      for (const declaration of node.block.children) {
        if (declaration.type !== "Declaration") continue;
        const name = brandTokenNames.find((token) => token === declaration.property);
        if (name) found[name] = generate(declaration.value).trim();
      }
    },
    leave(node: CssNode) {
      if (node.type === "Atrule") depth -= 1;
    },
  });
  return found;
}
