import sax from "sax";
import { Undrawable } from "./problems";

/** An element of an SVG, with what makes it costly to draw. */
export type SvgElement = {
  /** without its prefix; we count an element of another namespace like one of SVG */
  readonly name: string;
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: SvgElement[];
  /** how many characters it contains */
  characters: number;
};

export type SvgTree = {
  readonly root: SvgElement;
  readonly all: readonly SvgElement[];
  /** the content of its `style` elements */
  readonly style: string;
};

const mostElements = 5_000;
const deepest = 64;

/**
 * Reads an SVG as a tree. @throws Undrawable if it is not well-formed XML, declares entities, refers to a stylesheet, or
 * has more elements, or deeper ones, than a logo needs
 */
export function readSvg(text: string): SvgTree {
  const parser = new sax.SAXParser(true, { trim: false, normalize: false });
  const all: SvgElement[] = [];
  const open: SvgElement[] = [];
  let root: SvgElement | null = null;
  let style = "";
  parser.onopentag = ({ name, attributes }) => {
    // we did not ask for namespaces, so each value is a text
    const element = elementOf(name, attributes as Readonly<Record<string, string>>);
    // XInclude reads other files
    if (element.name === "include") throw new Undrawable("picture_expected");
    root ??= element;
    open.at(-1)?.children.push(element);
    open.push(element);
    all.push(element);
    if (all.length > mostElements || open.length > deepest) throw new Undrawable("picture_complex");
  };
  parser.onclosetag = () => void open.pop();
  parser.onprocessinginstruction = ({ name }) => {
    if (name === "xml-stylesheet") throw new Undrawable("picture_expected");
  };
  const read = (words: string) => {
    const inside = open.at(-1);
    if (inside?.name === "style") style += words;
    if (inside) inside.characters += words.length;
  };
  parser.ontext = read;
  parser.oncdata = read;
  parser.onerror = () => {
    throw new Undrawable("picture_damaged");
  };
  parser.write(text).close();
  const found = root as SvgElement | null;
  if (found?.name !== "svg") throw new Undrawable("picture_expected");
  return { root: found, all, style };
}

function elementOf(name: string, attributes: Readonly<Record<string, string>>): SvgElement {
  const { id = null, class: classes = "" } = attributes;
  return {
    name: localName(name),
    id,
    classes: classes.split(/\s+/).filter((one) => one !== ""),
    attributes,
    children: [],
    characters: 0,
  };
}

/** A name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}
