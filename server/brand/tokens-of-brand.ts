import type { Queries } from "../database/client";
import type { Brand } from "./find-brand";
import type { Tokens } from "./judge-tokens";
import { tokensIn } from "./make-style";
import { readTokens } from "./read-tokens";
import { findStyle } from "./restyle";

/** The tokens of a brand that count on whole pages, judged when it was saved; none for the product's own. */
export async function tokensOfBrand(db: Queries, brand: Brand | null): Promise<Tokens> {
  const [, hash] = /([0-9a-f]{32})\.css$/.exec(brand?.stylesheet ?? "") ?? [];
  if (hash === undefined) return {};
  const held = known.get(hash);
  if (held) return held;
  const [, declared = ""] = /:root\{([^{}]*)\}/.exec(tokensIn((await findStyle(db, hash)) ?? "")) ?? [];
  const tokens = readTokens(`:root{${declared}}`);
  if (known.size >= mostKnown) known.clear();
  known.set(hash, tokens);
  return tokens;
}

/** By the hash of the stylesheet, whose content never changes. */
const known = new Map<string, Tokens>();
const mostKnown = 1_000;
