import { parse } from "css-tree";
import { type Complex, type Compound, readComplex } from "./selector-parts";
import { region, Unfit, unprotected } from "./simple-selectors";

/** A selector that can only match the region and what is inside. */
export interface Scoped {
  /** the selector without its pseudo-element */
  readonly head: string;
  /** its pseudo-element, or empty */
  readonly element: string;
  /** whether it means the region itself and nothing inside */
  readonly ofRegion: boolean;
  readonly stateless: boolean;
}

/** The selectors of a rule, and for each that we left out its position and what is wrong. */
export type ScopedList = {
  readonly selectors: readonly Scoped[];
  readonly left: readonly { readonly from: number; readonly to: number; readonly why: Unfit["why"] }[];
};

/** Nested lists multiply; nobody writes a list longer than this. */
const mostSelectors = 2_000;
const longestSelector = 4_000;

/**
 * Scopes each selector of a list to the region. Each begins with the region's own compound, followed only by a descendant
 * or child combinator. So the subject is the region or inside, whatever the rest says: siblings of what is inside are
 * inside too, and `:is()`, `:not()` and `:has()` select among subjects but never add any. Unfolds nested rules and
 * replaces `&` by the parents. Source: semantics, 'Branding'; CSS Nesting Level 1, §3.
 *
 * @param parents the scoped selectors of the rule around; null at the top, where `&` is the region
 * @throws Unfit if a browser would drop the whole rule, or the list grows out of bounds
 */
export function scopeSelectors(text: string, parents: readonly Scoped[] | null): ScopedList {
  // most selectors are this simple, but css-tree takes as long for them as for any other
  const word = parents === null ? /^\s*([.#]?[a-z][\w-]*)\s*$/i.exec(text)?.[1] : undefined;
  if (word !== undefined && !/^(?:html|body)$/i.test(word)) {
    const one = { head: `${region} ${word}`, element: "", ofRegion: false, stateless: true };
    return { selectors: [one], left: [] };
  }
  if (text.split(",").length > mostSelectors) throw new Unfit("too_complex");
  const selectors: Scoped[] = [];
  const left: { from: number; to: number; why: Unfit["why"] }[] = [];
  // inside the region's own rules `&` is the region, as at the top level
  const nested = parents?.some(({ head, element }) => head !== region || element) ?? false;
  const list = parsedList(text);
  for (const one of list) {
    const from = one.loc?.start.offset ?? 0;
    const to = one.loc?.end.offset ?? from;
    try {
      if (to - from > longestSelector) throw new Unfit("too_complex");
      selectors.push(...scopeOne(readComplex(one, nested), parents));
    } catch (unfit) {
      if (!(unfit instanceof Unfit)) throw unfit;
      // an unreadable selector makes browsers drop the whole list
      if (unfit.why === "selector") throw unfit;
      left.push({ from, to, why: unfit.why });
    }
    if (selectors.length > mostSelectors) throw new Unfit("too_complex");
  }
  return { selectors, left };
}

/** The selector as we serve it. */
export function selectorText({ head, element, ofRegion }: Scoped): string {
  return ofRegion && !element ? head : `${head}${unprotected}${element}`;
}

function parsedList(text: string) {
  // css-tree accepts a trailing comma, browsers do not
  if (/,(?:\s|\/\* *\*\/)*$/.test(text)) throw new Unfit("selector");
  try {
    const list = parse(text, { context: "selectorList", positions: true });
    if (list.type !== "SelectorList") throw new Unfit("selector");
    return list.children.toArray().map((one) => {
      if (one.type !== "Selector") throw new Unfit("selector");
      return one;
    });
  } catch (error) {
    if (error instanceof Unfit) throw error;
    if (error instanceof SyntaxError || (error instanceof Error && error.name === "SyntaxError")) {
      throw new Unfit("selector");
    }
    throw error;
  }
}

function scopeOne(complex: Complex, parents: readonly Scoped[] | null): readonly Scoped[] {
  if (parents === null) return [scopeTop(complex)];
  const uses = complex.compounds.reduce((sum, { nesting }) => sum + nesting, 0);
  const [first] = complex.compounds;
  const leads = first?.self && first.nesting === 1 && uses === 1 && !first.type && !first.root;
  if (leads || uses === 0) {
    const ends = parents.filter(({ element }) => !element);
    return ends.map((parent) => after(parent, complex, leads === true));
  }
  if (complex.combinators[0]) throw new Unfit("selector");
  return [scopeTop(complex, parents)];
}

/** Appends a nested selector to its parent's. */
function after(parent: Scoped, { compounds, combinators }: Complex, leads: boolean): Scoped {
  const [first, ...others] = compounds;
  if (first === undefined) throw new Unfit("selector");
  if (leads && combinators[0]) throw new Unfit("selector");
  const rest = leads ? others : compounds;
  const joins = leads ? combinators.slice(1) : [combinators[0] || " ", ...combinators.slice(1)];
  return joined(parent.head + (leads ? first.simple : ""), rest, joins, {
    element: leads ? first.element : "",
    ofRegion: parent.ofRegion,
    stateless: parent.stateless && (!leads || first.stateless),
  });
}

/** Scopes a selector that is not nested: names of the region in front become the region, anything else goes inside. */
function scopeTop({ compounds, combinators }: Complex, parents?: readonly Scoped[]): Scoped {
  if (combinators[0]) throw new Unfit("selector");
  const parent = parents && parentsText(parents);
  const known = compounds.map((compound) => withParents(compound, parent));
  const stateless = parents?.every((one) => one.stateless) ?? true;
  return joined(region, known, combinators, { element: "", ofRegion: true, stateless });
}

/** The parents as `:is()`, which cannot contain pseudo-elements. */
function parentsText(parents: readonly Scoped[]): string {
  const heads: string[] = [];
  let length = 0;
  for (const { head, element } of parents) {
    if (element) continue;
    heads.push(head);
    length += head.length;
    if (length > longestSelector) throw new Unfit("too_complex");
  }
  if (!heads.length) throw new Unfit("selector");
  return `:is(${heads.join()})`;
}

/** Replaces `&` by the parents. Names and strings contain no bare `&`, see selector-parts. */
function withParents(compound: Compound, parent: string | undefined): Compound {
  if (compound.nesting === 0 || parent === undefined) return compound;
  // check before writing: what doubles at every level grows without end
  if (compound.nesting * parent.length > longestSelector) throw new Unfit("too_complex");
  const simple = compound.simple.replaceAll("&", () => parent) + (compound.self ? parent : "");
  return { ...compound, simple };
}

type End = Pick<Scoped, "element" | "ofRegion" | "stateless">;

function joined(start: string, rest: readonly Compound[], joins: readonly string[], end: End): Scoped {
  let { element, ofRegion, stateless } = end;
  let head = start;
  for (const [at, compound] of rest.entries()) {
    const combinator = joins[at] || " ";
    // `html body` and `:root > body` both mean the one region
    const same = ofRegion && compound.root && /^\*?$/.test(compound.type) && /^[ >]$/.test(combinator);
    // pseudo-elements have no descendants
    if (element) throw new Unfit("selector");
    // this would match beside the region
    if (ofRegion && (combinator === "+" || combinator === "~")) throw new Unfit("outside");
    if (same) {
      head += compound.simple;
      element = compound.element;
      stateless &&= compound.stateless;
      continue;
    }
    const own = `${compound.type}${compound.root ? region : ""}${compound.simple}`;
    head += combinator + (own || "*");
    element = compound.element;
    ofRegion = false;
    stateless &&= compound.stateless;
  }
  if (head.length > longestSelector) throw new Unfit("too_complex");
  return { head, element, ofRegion, stateless };
}
