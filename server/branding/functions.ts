import type { RemovalReason } from "./removal";

/**
 * What a value may call: functions that load nothing. It is a list of what is known to be harmless, and not one of what
 * is dangerous, because browsers learn new ways to load (`image-set()`, `src()`); a new harmless one is a word more here.
 */
const harmless = new Set(
  // values of other places
  (
    "var env attr if style media supports " +
    // numbers
    "calc calc-size min max clamp round mod rem sin cos tan asin acos atan atan2 pow sqrt hypot log exp abs sign " +
    "progress random sibling-index sibling-count -webkit-calc -moz-calc " +
    // colours
    "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark contrast-color device-cmyk alpha " +
    // pictures that are drawn
    "linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient " +
    "repeating-conic-gradient -webkit-linear-gradient -webkit-radial-gradient -webkit-repeating-linear-gradient " +
    "-webkit-repeating-radial-gradient -moz-linear-gradient -moz-radial-gradient -o-linear-gradient -webkit-gradient " +
    "from to color-stop image-set -webkit-image-set type url " +
    // moving
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

/** Functions whose result is known in the browser alone. */
export const substituting = new Set(["var", "env", "attr", "if", "counter", "counters"]);

/** Why a function may not stand in a value; null where it may. Addresses and `image-set()` are judged by what they hold. */
export function judgeFunction(name: string): RemovalReason | null {
  if (harmless.has(name)) return null;
  if (name === "expression") return "script";
  return loading.has(name) ? "url" : "function";
}
