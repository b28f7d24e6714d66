import type { RemovalReason } from "./removal";

/**
 * The functions that a value may call, none of which loads anything. We list the harmless ones instead of the dangerous
 * ones, because browsers keep learning new ways to load (`image-set()`, `src()`).
 */
const harmless = new Set(
  // values from elsewhere
  (
    "var env attr if style media supports " +
    // numbers
    "calc calc-size min max clamp round mod rem sin cos tan asin acos atan atan2 pow sqrt hypot log exp abs sign " +
    "progress random sibling-index sibling-count -webkit-calc -moz-calc " +
    // colours
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark contrast-color device-cmyk alpha " +
    // generated images
    "linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient " +
    "repeating-conic-gradient -webkit-linear-gradient -webkit-radial-gradient -webkit-repeating-linear-gradient " +
    "-webkit-repeating-radial-gradient -moz-linear-gradient -moz-radial-gradient -o-linear-gradient -webkit-gradient " +
    "from to color-stop image-set -webkit-image-set type url " +
    // transforms and timing
    "matrix matrix3d perspective rotate rotate3d rotatex rotatey rotatez scale scale3d scalex scaley scalez skew " +
    "skewx skewy translate translate3d translatex translatey translatez cubic-bezier steps linear scroll view " +
    // filters and shapes
    "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia " +
    "circle ellipse inset polygon path rect xywh ray shape superellipse " +
    // layout and text
    "minmax repeat fit-content anchor anchor-size counter counters symbols leader target-counter " +
    "stylistic styleset character-variant swash ornaments annotation"
  ).split(" "),
);

const loading = new Set(
  (
    "url src image cross-fade -webkit-cross-fade paint element -moz-element -webkit-image-set image-set url-prefix " +
    "domain url-pattern -webkit-canvas -moz-image-rect"
  ).split(" "),
);

/** Functions whose result only the browser knows. */
export const substituting = new Set(["var", "env", "attr", "if", "counter", "counters"]);

/** Why a value may not call a function; null if it may. What addresses and `image-set()` hold is judged elsewhere. */
export function judgeFunction(name: string): RemovalReason | null {
  if (harmless.has(name)) return null;
  if (name === "expression") return "script";
  return loading.has(name) ? "url" : "function";
}
