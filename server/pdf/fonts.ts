import { readFileSync } from "node:fs";
import type PDFDocument from "pdfkit";
import { encodeGlyph, type Outline } from "./glyph-outline";

type Document = InstanceType<typeof PDFDocument>;

/** The parts of Inter as the browser loads them, too: each has some of the characters. */
const parts = ["latin", "cyrillic", "latin-ext", "cyrillic-ext", "greek", "vietnamese"] as const;
export type FontName = (typeof parts)[number];

/** A piece of a text, and the font that has all of its characters. */
export type Run = { readonly font: FontName; readonly text: string };

/** What is embedded of a font, as pdfkit and fontkit have it; neither's types say so. */
type Embedded = {
  readonly font: {
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
    readonly getGlyph: (id: number) => {
      readonly path: { readonly commands: Outline };
      readonly advanceWidth: number;
      readonly _getMetrics: () => { readonly leftBearing: number };
    };
  };
  readonly subset: {
    _addGlyph: (id: number) => number;
    glyf: Uint8Array[];
    offset: number;
    readonly loca: { readonly offsets: number[] };
    readonly hmtx: { readonly metrics: { advance: number; bearing: number }[] };
  };
};

/**
 * Gives a document the fonts, and cuts texts into runs by which font has a character. What none has is drawn as '?',
 * so that it is seen to be missing.
 */
export function addFonts(document: Document): (text: string) => Run[] {
  const added = new Map<FontName, (code: number) => boolean>();
  // most texts need one or two of them: reading one takes a while
  const has = (name: FontName, code: number): boolean => {
    const known = added.get(name) ?? addFont(document, name);
    added.set(name, known);
    return known(code);
  };
  return (text) => {
    const runs: { font: FontName; text: string }[] = [];
    for (const letter of text.normalize("NFC")) {
      const code = letter.codePointAt(0) ?? 0;
      const last = runs.at(-1);
      // a character that several have, such as a blank, does not break a run
      const found = last && has(last.font, code) ? last.font : parts.find((name) => has(name, code));
      const font = found ?? "latin";
      if (last?.font === font) last.text += found ? letter : "?";
      else runs.push({ font, text: found ? letter : "?" });
    }
    return runs;
  };
}

function addFont(document: Document, name: FontName): (code: number) => boolean {
  document.registerFont(name, fileOf(name));
  document.font(name);
  // pdfkit keeps the font that was chosen here
  const { font, subset } = (document as unknown as { readonly _font: Embedded })._font;
  // fontkit reads compressed fonts, but embeds the bytes of an uncompressed one: glyphs are written anew
  subset._addGlyph = (id) => {
    const glyph = font.getGlyph(id);
    const bytes = encodeGlyph(glyph.path.commands);
    subset.glyf.push(bytes);
    subset.loca.offsets.push(subset.offset);
    subset.hmtx.metrics.push({ advance: glyph.advanceWidth, bearing: glyph._getMetrics().leftBearing });
    subset.offset += bytes.length;
    return subset.glyf.length - 1;
  };
  return (code) => (code > 32 && code !== 127 ? font.hasGlyphForCodePoint(code) : code === 32);
}

const files = new Map<FontName, Buffer>();

/** Read when first used, from where packages are: it is part of no bundle. */
function fileOf(name: FontName): Buffer {
  const known = files.get(name);
  if (known) return known;
  const file = readFileSync(
    `${process.cwd()}/node_modules/@fontsource-variable/inter/files/inter-${name}-wght-normal.woff2`,
  );
  files.set(name, file);
  return file;
}
