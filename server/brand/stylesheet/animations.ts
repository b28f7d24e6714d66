import { string, tokenTypes } from "css-tree";
import type { Item, Span } from "./structure";
import { decoded, isSpace, type Token } from "./tokens";

/** Reads the name in `@keyframes name`; null if there is none. Source: CSS Animations Level 1, §3. */
export function animationName(tokens: readonly Token[], [from, to]: Span): string | null {
  const [name, ...others] = tokens.slice(from, to).filter((token) => !isSpace(token));
  if (name === undefined || others.length) return null;
  const text =
    name.type === tokenTypes.Ident
      ? decoded(name.text)
      : name.type === tokenTypes.String
        ? string.decode(name.text)
        : "";
  return text && !/^(?:none|initial|inherit|unset|revert|revert-layer|default)$/i.test(text) ? text : null;
}

/** Collects the names of a stylesheet's own animations at every depth. */
export function namesOfAnimations(tokens: readonly Token[], items: readonly Item[]): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (inside: readonly Item[]) => {
    for (const item of inside) {
      if (item.kind === "at" && item.name.endsWith("keyframes")) {
        const name = animationName(tokens, item.prelude);
        if (name !== null) names.add(name);
      } else if ((item.kind === "at" && item.block) || item.kind === "rule") look(item.block ?? []);
    }
  };
  look(items);
  return names;
}

/** Rewrites a keyframe selector such as `from, 50%`; null if it is anything else. */
export function keyframePlaces(text: string): string | null {
  const places = text
    .replace(/\/\*[\s\S]*?\*\//g, " ")
    .split(",")
    .map((place) => place.trim().toLowerCase());
  return places.every((place) => /^(?:from|to|\d{0,9}(?:\.\d{1,9})?%)$/.test(place) && place !== "%")
    ? places.join(",")
    : null;
}
