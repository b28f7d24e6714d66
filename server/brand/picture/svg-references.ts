import { Undrawable } from "./problems";
import { pointsOf } from "./svg-costs";
import { localName, type SvgElement } from "./svg-tree";

/** An element that we draw because another one refers to it, and how often. */
export type Reference = { readonly id: string; readonly times: number };

/** Attributes that CSS reads: an address in them refers to another element. */
const styled = /^(?:style|fill|stroke|filter|mask|clip-path|marker(?:-start|-mid|-end)?)$/;

/** What an element's attributes refer to. A marker is drawn at each of the points. @throws Undrawable */
export function referencesOf(element: SvgElement): Reference[] {
  return Object.entries(element.attributes).flatMap(([key, value]) => {
    if (localName(key) === "href") return value.startsWith("#") ? [{ id: value.slice(1), times: 1 }] : [];
    if (!styled.test(key)) return [];
    return idsOfStyle(value).map((id) => ({ id, times: timesOf(`${key}:${value}`, element) }));
  });
}

/** @param css the declaration, or several */
export function timesOf(css: string, element: SvgElement): number {
  return css.includes("marker") ? pointsOf(element) + 1 : 1;
}

/** The ids in the `url(#…)` of a CSS text. @throws Undrawable if escapes may hide more of them */
export function idsOfStyle(css: string): string[] {
  if (css.includes("\\")) throw new Undrawable("picture_complex");
  const plain = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, " ");
  return [...plain.matchAll(/url\(\s*["']?\s*#([^"')\s]+)/gi)].map(([, id = ""]) => id);
}
