import type { Glyph } from "fontkit";
import type PDFDocument from "pdfkit";
import { embedFonts, type Told } from "./embed-fonts";
import { type FontName, fontOf } from "./fonts";
import { type Block, blocksOf, type Placed } from "./text-blocks";
import { fromLeftToRight, type Unit, widthOf } from "./text-units";

type Place = {
  readonly left: number;
  /** the letters' base line, from the top of the page */
  readonly base: number;
  readonly size: number;
  readonly colour: string;
};

type Document = InstanceType<typeof PDFDocument>;
/** A unit and where it stands. */
type Spot = Place & { readonly unit: Unit /** points to a unit of the font */; readonly scale: number };

/**
 * Writes units of text into a document so that every PDF reader finds the exact characters, in reading order, each where
 * people see it: as letters of a font where the glyphs, read one after the other, are the text; else as shapes, with the
 * text invisibly over them, as over a scanned page.
 */
export function writerFor(document: Document): (units: readonly Unit[], place: Place) => void {
  const fonts = embedFonts(document);

  const write = (spot: Spot) => {
    const { unit, left, scale } = spot;
    let run: Told[] = [];
    let key = "";
    const flush = () => {
      const [first] = run;
      if (first) fonts.write(key, run, { ...spot, x: left + first.placed.left * scale });
      run = [];
    };
    for (const block of blocksOf(unit)) {
      for (const [at, placed] of block.glyphs.entries()) {
        const told = { placed, text: block.told?.[at] ?? "" };
        if (told.text === "") {
          drawShape(document, spot, placed);
          continue;
        }
        const font = fonts.fontFor(unit.font, told);
        const last = run.at(-1)?.placed;
        if (font !== key || (last && last.left + last.xAdvance !== placed.left)) flush();
        key = font;
        run.push(told);
      }
      if (block.told !== null) continue;
      flush();
      document.fillOpacity(0);
      for (const { told, x, width } of coverOf(spot, block))
        fonts.write(fonts.fontFor(unit.font, told), [told], { ...spot, x }, width);
      document.fillOpacity(1);
    }
    flush();
  };

  return (units, place) => {
    let { left } = place;
    const spots = new Map<Unit, Spot>();
    for (const unit of fromLeftToRight(units)) {
      spots.set(unit, { ...place, unit, left, scale: place.size / fontOf(unit.font).unitsPerEm });
      left += widthOf(unit) * place.size;
    }
    for (const unit of units) {
      const spot = spots.get(unit);
      if (spot) write(spot);
    }
  };
}

/** Draws a glyph that tells nothing: as text it would be a letter. */
function drawShape(
  document: Document,
  { left, base, scale, colour }: Spot,
  { glyph, left: from, xOffset, yOffset }: Placed,
): void {
  if (glyph.path.commands.length === 0) return;
  document.save();
  document.transform(scale, 0, 0, -scale, left + (from + xOffset) * scale, base - yOffset * scale);
  document.path(glyph.path.toSVG()).fill(colour);
  document.restore();
}

/** A block's text in pieces of equal width, since programs sort them by their place. @returns widths in percent */
function coverOf({ unit, left, scale }: Spot, { text, glyphs }: Block) {
  const isRtl = unit.level % 2 === 1;
  const pieces = piecesOf(text, isRtl);
  const from = glyphs.at(isRtl ? -1 : 0)?.left ?? 0;
  const room = glyphs.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  // programs must still find what takes no room
  const each = Math.max(room, fontOf(unit.font).unitsPerEm / 20) / pieces.length;
  return pieces.map((piece, at) => {
    const glyph = carrierOf(piece, unit.font, glyphs);
    const placed = { glyph, left: from, xAdvance: glyph.advanceWidth, xOffset: 0, yOffset: 0 };
    const x = left + (from + each * (isRtl ? pieces.length - 1 - at : at)) * scale;
    return { told: { placed, text: piece }, x, width: (each * 100) / glyph.advanceWidth };
  });
}

/** A glyph to carry an invisible text: its own or the widest; some programs leave out one without a shape. */
function carrierOf(text: string, name: FontName, glyphs: readonly Placed[]): Glyph {
  const font = fontOf(name);
  const own = font.glyphForCodePoint(text.codePointAt(0) ?? 0);
  const widest = glyphs
    .map(({ glyph }) => glyph)
    .toSorted((one, other) => other.advanceWidth - one.advanceWidth);
  const seen = [own, ...widest].find(
    ({ id, path, advanceWidth }) => id > 0 && advanceWidth > 0 && path.commands.length > 0,
  );
  return seen ?? font.glyphForCodePoint(0x20);
}

/** Keeps a letter together with its marks where programs read several characters from one glyph. */
function piecesOf(text: string, isRtl: boolean): string[] {
  const isSafe = !isRtl && !/[\u{10000}-\u{10ffff}]/u.test(text);
  const clusters = isSafe ? [...graphemes.segment(text)].map(({ segment }) => segment) : [...text];
  return clusters.flatMap((cluster) => (cluster.length <= 8 ? [cluster] : [...cluster]));
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
