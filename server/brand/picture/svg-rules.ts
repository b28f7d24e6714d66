import { idsOfStyle, type Reference, timesOf } from "./svg-references";
import type { SvgElement } from "./svg-tree";

type Rule = {
  readonly css: string;
  readonly ids: readonly string[];
  readonly keys: ReadonlySet<string> | null;
};

/**
 * What elements refer to by the rules of a stylesheet. A rule counts for each element that the last part of its selectors
 * may match: never for too few, sometimes for too many.
 * @throws Undrawable
 */
export function referencesByRule(style: string): (element: SvgElement) => Reference[] {
  const rules = [...style.matchAll(/([^{}]*)\{([^{}]*)\}?/g)].flatMap(
    ([, selectors = "", css = ""]): Rule[] => {
      const ids = idsOfStyle(css);
      return ids.length === 0 ? [] : [{ css, ids, keys: keysOf(selectors) }];
    },
  );
  if (rules.length === 0) return () => [];
  return (element) => {
    const own = [element.name, ...element.classes.map((one) => `.${one}`), `#${element.id ?? ""}`];
    return rules
      .filter(({ keys }) => keys === null || own.some((key) => keys.has(key)))
      .flatMap(({ css, ids }) => ids.map((id) => ({ id, times: timesOf(css, element) })));
  };
}

/** The class, id or name with which each selector ends; null if one may match any element. */
function keysOf(selectors: string): ReadonlySet<string> | null {
  const keys = selectors
    .replace(/\/\*[\s\S]*?\*\//g, " ")
    .split(",")
    .map((one) => /^[\w\s.#>+~-]*?([.#]?[a-z_][\w-]*)\s*$/i.exec(one)?.[1]);
  return keys.every((key) => key !== undefined) ? new Set(keys) : null;
}
