import type { RemovalReason } from "./removal";

const scripts = new Set(["behavior", "-ms-behavior", "-moz-binding", "binding"]);

/** What lifts a part over everything else, the protected parts included, whatever region it stands in. */
const lifting = /^(?:overlay|view-transition-.*|transition-behavior|-webkit-app-region)$/;

/**
 * What may be said of the region itself (`:root`, `html`, `body`): what its content inherits, and its ground. Anything
 * that makes, moves or covers its box is out of reach: `display: contents` or `all` would end its containment; margins,
 * transforms, shadows, outlines and filters paint over what stands beside it; `opacity` hides all of a page at once.
 */
const ofRegion = new RegExp(
  "^(?:--.*|color|color-scheme|accent-color|caret-color|scrollbar-(?:color|width)|background(?:-(?!blend).*)?|" +
    "font(?:-.*)?|line-height|letter-spacing|word-(?:spacing|break|wrap)|overflow-wrap|text-(?!size-adjust).*|" +
    "(?:-webkit-|-moz-|-ms-)?text-size-adjust|(?:-moz-|-o-)?tab-size|hyphens|quotes|cursor|list-style-type|white-space|" +
    "-webkit-(?:font-smoothing|tap-highlight-color|text-fill-color)|-moz-osx-font-smoothing)$",
);

/** Why a property may not be set; null where it may. */
export function judgeProperty(name: string): RemovalReason | null {
  if (scripts.has(name)) return "script";
  if (lifting.test(name)) return "overlay";
  // whether a field shows what is typed
  if (name === "-webkit-text-security") return "secret";
  return /^(?:--.+|-?[a-z][a-z\d-]*)$/s.test(name) ? null : "declaration";
}

/** Whether a property may be set on the region itself. */
export function mayBeOfRegion(name: string): boolean {
  return ofRegion.test(name);
}

const wide = "inherit|initial|unset|revert|revert-layer";

/**
 * Properties of which only these words may be said, never by way of `var()`: a part that is fixed lies over others, and
 * a pointer that is a picture reaches over the region's edge.
 */
const literal: Readonly<Record<string, RegExp>> = {
  position: new RegExp(`^(?:static|relative|absolute|${wide})$`, "i"),
  cursor: /^[a-z-]+$/i,
};

/** Whether a cleaned value may be that property's. */
export function isAllowedValue(property: string, value: string): boolean {
  const words = Object.hasOwn(literal, property) ? literal[property] : undefined;
  return words === undefined || words.test(value);
}
