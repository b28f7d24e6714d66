import { type CssNode, ident, type PseudoClassSelector, string } from "css-tree";
import { holdsSecrets } from "./names";
import type { RemovalReason } from "./removal";
import { decoded, encoded } from "./tokens";

/** The mark of the region. A brand's rules affect only elements inside one that has it. */
export const region = "[data-brand-region]";
/** Added to every subject, so that the stylesheet touches neither protected parts inside the region nor their content. */
export const unprotected = ":not([data-protected],[data-protected] *)";

/** Why we do not serve a selector. */
export class Unfit extends Error {
  constructor(readonly why: RemovalReason) {
    super(why);
  }
}

// in what we write, a bare `&` always means nesting; names and strings escape it
/** Writes a name in a selector. */
export const named = (name: string) => encoded(name).replaceAll("\\&", "\\26 ");
/** Writes a string in a selector. */
export const quoted = (words: string) => string.encode(words).replaceAll("&", "\\26 ");

/** Rewrites `[…]`. @throws Unfit */
export function readAttribute(node: Extract<CssNode, { type: "AttributeSelector" }>): string {
  const name = decoded(node.name.name.replace(/^[^|]*\|/, "")).toLowerCase();
  if (holdsSecrets(name)) throw new Unfit("secret");
  if (name === "data-protected") throw new Unfit("protected");
  if (node.name.name.includes("|")) throw new Unfit("selector");
  if (node.flags && !/^[is]$/i.test(node.flags)) throw new Unfit("selector");
  const { matcher, value } = node;
  if (matcher === null || value === null) return `[${named(name)}]`;
  // css-tree decodes strings but leaves names as written
  const words = value.type === "String" ? value.value : ident.decode(value.name);
  return `[${named(name)}${matcher}${quoted(words)}${node.flags ? ` ${node.flags}` : ""}]`;
}

/** Recognises the older spelling of a pseudo-element, such as `:before`; null for a pseudo-class. */
export function oldElement(node: PseudoClassSelector): string | null {
  const name = decoded(node.name).toLowerCase();
  return /^(?:before|after|first-line|first-letter)$/.test(name) && node.children === null ? name : null;
}

/** Whether a pseudo-element exists in every state. */
export function isStill(element: string): boolean {
  return /^::(?:before|after|marker)$/.test(element);
}

// generated content and the parts of native controls; not ::backdrop, which covers the whole page
const elements =
  /^(?:before|after|first-line|first-letter|marker|selection|placeholder|file-selector-button|details-content|-webkit-(?!full)[a-z-]+|-moz-(?!backdrop|full)[a-z-]+|-ms-(?!backdrop)[a-z-]+|checkmark|picker-icon|spelling-error|grammar-error|target-text)$/;

/** @throws Unfit */
export function readPseudoElement(written: string, withBrackets: boolean): string {
  const name = decoded(written).toLowerCase();
  if (name.endsWith("backdrop") || name.startsWith("view-transition")) throw new Unfit("overlay");
  if (withBrackets || !elements.test(name)) throw new Unfit("pseudo_element");
  return `::${name}`;
}
