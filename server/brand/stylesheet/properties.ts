import type { RemovalReason } from "./removal";

const scripts = new Set(["behavior", "-ms-behavior", "-moz-binding", "binding"]);

/** Properties that lift a part above everything, even above protected parts, from inside any region. */
const lifting = /^(?:overlay|view-transition-.*|transition-behavior|-webkit-app-region)$/;

/**
 * Properties that a brand may set on the region itself (`:root`, `html`, `body`): what its content inherits, and its
 * ground. It may not touch the region's box: `display: contents` or `all` would end its containment; margins, transforms,
 * shadows, outlines and filters paint over what is beside it; `opacity` hides the whole page at once.
 */
const ofRegion = new RegExp(
  "^(?:--.*|color|color-scheme|accent-color|caret-color|scrollbar-(?:color|width)|background(?:-(?!blend).*)?|" +
    "font(?:-.*)?|line-height|letter-spacing|word-(?:spacing|break|wrap)|overflow-wrap|text-(?!size-adjust).*|" +
    "(?:-webkit-|-moz-|-ms-)?text-size-adjust|(?:-moz-|-o-)?tab-size|hyphens|quotes|cursor|list-style-type|white-space|" +
    "-webkit-(?:font-smoothing|tap-highlight-color|text-fill-color)|-moz-osx-font-smoothing)$",
);

/** Why a brand may not set a property; null if it may. */
export function judgeProperty(name: string): RemovalReason | null {
  if (scripts.has(name)) return "script";
  if (lifting.test(name)) return "overlay";
  // decides whether a field shows what somebody types
  if (name === "-webkit-text-security") return "secret";
  return /^(?:--.+|-?[a-z][a-z\d-]*)$/s.test(name) ? null : "declaration";
}

/** Whether a brand may set a property on the region itself. */
export function mayBeOfRegion(name: string): boolean {
  return ofRegion.test(name);
}

const wide = "inherit|initial|unset|revert|revert-layer";

/**
 * Properties that take only these keywords and no `var()`: a fixed part would cover others, and a pointer with a picture
 * reaches over the region's edge.
 */
const literal: Readonly<Record<string, RegExp>> = {
  position: new RegExp(`^(?:static|relative|absolute|${wide})$`, "i"),
  cursor: /^[a-z-]+$/i,
};

/** Whether a property may have this cleaned value. */
export function isAllowedValue(property: string, value: string): boolean {
  const words = Object.hasOwn(literal, property) ? literal[property] : undefined;
  return words === undefined || words.test(value);
}
