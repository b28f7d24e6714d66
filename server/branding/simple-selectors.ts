import { type CssNode, ident, type PseudoClassSelector, string } from "css-tree";
import { holdsSecrets } from "./names";
import type { RemovalReason } from "./removal";
import { decoded, encoded } from "./tokens";

/** The region's own mark. What this stylesheet says holds within an element that has it, and nowhere else. */
export const region = "[data-brand-region]";
/** On every subject: parts within the region that are protected are none of the stylesheet's, nor is what they hold. */
export const unprotected = ":not([data-protected],[data-protected] *)";

/** Why a selector is not served. */
export class Unfit extends Error {
  constructor(readonly why: RemovalReason) {
    super(why);
  }
}

// `&` stands for nesting alone in what is written here: in names and strings it is an escape
/** A name within a selector. */
export const named = (name: string) => encoded(name).replaceAll("\\&", "\\26 ");
/** A string within a selector. */
export const quoted = (words: string) => string.encode(words).replaceAll("&", "\\26 ");

/** `[…]`, written anew. @throws Unfit */
export function readAttribute(node: Extract<CssNode, { type: "AttributeSelector" }>): string {
  const name = decoded(node.name.name.replace(/^[^|]*\|/, "")).toLowerCase();
  if (holdsSecrets(name)) throw new Unfit("secret");
  if (name === "data-protected") throw new Unfit("protected");
  if (node.name.name.includes("|")) throw new Unfit("selector");
  if (node.flags && !/^[is]$/i.test(node.flags)) throw new Unfit("selector");
  const { matcher, value } = node;
  if (matcher === null || value === null) return `[${named(name)}]`;
  // a string's text comes decoded, a name's as it is written
  const words = value.type === "String" ? value.value : ident.decode(value.name);
  return `[${named(name)}${matcher}${quoted(words)}${node.flags ? ` ${node.flags}` : ""}]`;
}

/** `:before`, the older way to write a pseudo-element; null for a class. */
export function oldElement(node: PseudoClassSelector): string | null {
  const name = decoded(node.name).toLowerCase();
  return /^(?:before|after|first-line|first-letter)$/.test(name) && node.children === null ? name : null;
}

/** Whether a pseudo-element is there in every state. */
export function isStill(element: string): boolean {
  return /^::(?:before|after|marker)$/.test(element);
}

// generated content and the inner parts of native controls; no ::backdrop, which covers the whole page
const elements =
  /^(?:before|after|first-line|first-letter|marker|selection|placeholder|file-selector-button|details-content|-webkit-(?!full)[a-z-]+|-moz-(?!backdrop|full)[a-z-]+|-ms-(?!backdrop)[a-z-]+|checkmark|picker-icon|spelling-error|grammar-error|target-text)$/;

/** @throws Unfit */
export function readPseudoElement(written: string, withBrackets: boolean): string {
  const name = decoded(written).toLowerCase();
  if (name.endsWith("backdrop") || name.startsWith("view-transition")) throw new Unfit("overlay");
  if (withBrackets || !elements.test(name)) throw new Unfit("pseudo_element");
  return `::${name}`;
}
