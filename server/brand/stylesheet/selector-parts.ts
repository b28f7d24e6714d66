import { type CssNode, generate, type PseudoClassSelector, type Selector } from "css-tree";
import {
  isStill,
  named,
  oldElement,
  quoted,
  readAttribute,
  readPseudoElement,
  region,
  Unfit,
  unprotected,
} from "./simple-selectors";
import { decoded } from "./tokens";

/** A compound selector: what stands between two combinators. */
export interface Compound {
  /** a type or `*`, or empty */
  readonly type: string;
  /** classes, ids, attributes and pseudo-classes, except those that mean the region */
  readonly simple: string;
  /** a pseudo-element and what follows */
  readonly element: string;
  /** whether it names the region: `:root`, `html`, `body`, `:host`, `:scope` */
  readonly root: boolean;
  /** how often it contains `&`, including inside brackets */
  readonly nesting: number;
  /** whether it contains `&` outside of brackets */
  readonly self: boolean;
  /** whether it depends on no state that changes while the page is open, and on no attribute */
  readonly stateless: boolean;
}
export interface Complex {
  readonly compounds: readonly Compound[];
  /** one in front of each compound; the first is empty, except in selectors relative to a parent or to :has() */
  readonly combinators: readonly string[];
}

const combinators = new Set([" ", ">", "+", "~"]);
const structural =
  /^(?:root|scope|host|is|where|not|(?:first|last|only)-(?:child|of-type)|nth-(?:last-)?(?:child|of-type))$/;
const rootClasses = new Set(["root", "scope", "host"]);

/**
 * Reads one selector of a list.
 *
 * @param nested whether the selector is inside a rule, whose elements `&` means; at the top level `&` is the region
 * @throws Unfit
 */
export function readComplex(selector: Selector, nested: boolean): Complex {
  const compounds: Compound[] = [];
  const between: string[] = [];
  let combinator: string | null = "";
  let nodes: CssNode[] = [];
  const close = () => {
    if (!nodes.length) return;
    if (combinator === null) throw new Unfit("selector");
    compounds.push(readCompound(nodes, nested));
    between.push(combinator);
    combinator = null;
    nodes = [];
  };
  for (const node of selector.children.toArray()) {
    if (node.type !== "Combinator") {
      nodes.push(node);
      continue;
    }
    close();
    if (!combinators.has(node.name) || combinator) throw new Unfit("selector");
    combinator = node.name;
  }
  close();
  if (!compounds.length || combinator !== null) throw new Unfit("selector");
  return { compounds, combinators: between };
}

/** Writes a selector inside brackets: it maps the region's names but puts nothing in front. */
function written({ compounds, combinators: between }: Complex, relative: boolean): string {
  if (between[0] && !relative) throw new Unfit("selector");
  return compounds
    .map((compound, at) => {
      const root = compound.root ? region : "";
      const self = compound.self ? "&" : "";
      return `${between[at] ?? ""}${compound.type}${root}${compound.simple}${self}${compound.element}` || "*";
    })
    .join("");
}

function readCompound(nodes: readonly CssNode[], nested: boolean): Compound {
  let type = "";
  let simple = "";
  let element = "";
  let root = false;
  let nesting = 0;
  let self = false;
  let stateless = true;
  const add = (text: string) => {
    if (element) element += text;
    else simple += text;
  };
  for (const [at, node] of nodes.entries()) {
    switch (node.type) {
      case "TypeSelector": {
        const name = decoded(node.name).toLowerCase();
        if (at > 0 || node.name.includes("|")) throw new Unfit("selector");
        if (name === "html" || name === "body") root = true;
        else type = node.name === "*" ? "*" : named(decoded(node.name));
        break;
      }
      case "ClassSelector":
        add(`.${named(decoded(node.name))}`);
        break;
      case "IdSelector":
        add(`#${named(decoded(node.name))}`);
        break;
      case "NestingSelector":
        if (element) throw new Unfit("selector");
        if (nested) {
          self = true;
          nesting += 1;
        } else root = true;
        break;
      case "AttributeSelector": {
        const text = readAttribute(node);
        if (text === region) root = true;
        else {
          add(text);
          stateless = false;
        }
        break;
      }
      case "PseudoClassSelector": {
        const older = oldElement(node);
        if (older) {
          element += readPseudoElement(older, false);
          stateless &&= isStill(element);
          break;
        }
        // this function added it on an earlier run
        if (isUnprotected(node)) break;
        const read = readPseudoClass(node, nested);
        root ||= read.root;
        nesting += read.nesting;
        stateless &&= read.stateless;
        add(read.text);
        break;
      }
      case "PseudoElementSelector":
        element += readPseudoElement(node.name, node.children !== null);
        stateless &&= isStill(element);
        break;
      default:
        throw new Unfit("selector");
    }
  }
  return { type, simple, element, root, nesting, self, stateless };
}

/** Whether it is the ending that we add to every subject. Compares lengths first, so that it never generates a long one. */
function isUnprotected(node: PseudoClassSelector): boolean {
  const { start, end } = node.loc ?? { start: { offset: 0 }, end: { offset: unprotected.length } };
  return end.offset - start.offset === unprotected.length && generate(node) === unprotected;
}

type ReadPseudo = {
  readonly text: string;
  readonly root: boolean;
  readonly nesting: number;
  readonly stateless: boolean;
};

function readPseudoClass(node: PseudoClassSelector, nested: boolean): ReadPseudo {
  const name = decoded(node.name).toLowerCase();
  const stateless = structural.test(name);
  if (name === "host-context") throw new Unfit("selector");
  if (node.children === null) {
    const root = rootClasses.has(name);
    return { text: root ? "" : `:${named(name)}`, root, nesting: 0, stateless };
  }
  const inside = node.children.toArray().map((child) => readInside(child, name === "has", nested));
  if (!inside.length) throw new Unfit("selector");
  const text = inside.map((read) => read.text).join("");
  const nesting = inside.reduce((sum, read) => sum + read.nesting, 0);
  const still = stateless && inside.every((read) => read.stateless);
  if (name === "host") return { text: `:is(${text})`, root: true, nesting, stateless: still };
  // `:where(:root)` and `:is(html)` mean exactly the region
  const root = /^(?:is|where|matches)$/.test(name) && text.split(",").every((one) => one === region);
  return { text: root ? "" : `:${named(name)}(${text})`, root, nesting, stateless: still };
}

function readInside(node: CssNode, relative: boolean, nested: boolean): ReadPseudo {
  switch (node.type) {
    case "SelectorList":
    case "Selector": {
      const list = node.type === "Selector" ? [node] : node.children.toArray();
      const read = list.map((one) => {
        if (one.type !== "Selector") throw new Unfit("selector");
        return readComplex(one, nested);
      });
      const all = read.flatMap(({ compounds }) => compounds);
      return {
        text: read.map((one) => written(one, relative)).join(","),
        root: false,
        nesting: all.reduce((sum, { nesting }) => sum + nesting, 0),
        stateless: all.every((one) => one.stateless),
      };
    }
    case "Nth": {
      const of = node.selector ? readInside(node.selector, false, nested) : null;
      return {
        text: `${node.nth.type === "Identifier" ? named(decoded(node.nth.name)) : generate(node.nth)}${of ? ` of ${of.text}` : ""}`,
        root: false,
        nesting: of?.nesting ?? 0,
        stateless: of?.stateless ?? true,
      };
    }
    case "Identifier":
      return { text: named(decoded(node.name)), root: false, nesting: 0, stateless: false };
    case "String":
      return { text: quoted(node.value), root: false, nesting: 0, stateless: false };
    default:
      throw new Unfit("selector");
  }
}
