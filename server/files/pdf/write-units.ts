import type { Glyph, GlyphRun } from "fontkit";
import type PDFDocument from "pdfkit";
import { type FontName, fontOf, pathOfFont } from "./fonts";
import { fromLeftToRight, type Unit, widthOf } from "./text-units";

type Document = InstanceType<typeof PDFDocument>;

/** What pdfkit holds of the font chosen last; its types leave it out. */
type Embedded = {
  readonly id: string;
  readonly subset: { readonly glyphs: number[] };
  /** by a glyph's number in the file: the characters it stands for, and its width in thousandths */
  readonly unicode: (readonly number[])[];
  readonly widths: number[];
  readonly ref: () => unknown;
};

type Inside = {
  readonly _font: Embedded;
  readonly page: { readonly fonts: Record<string, unknown> };
  readonly addContent: (operators: string) => void;
};

type Place = {
  readonly left: number;
  /** the letters' base line, from the top of the page */
  readonly base: number;
  readonly size: number;
  readonly colour: string;
};

/**
 * Writes units of text into a document so that every PDF reader finds the exact characters, in reading order, each where
 * people see it. pdfkit maps a glyph to only one character, the first it was used for; we embed a glyph once for each
 * text that it stands for.
 */
export function writerFor(document: Document): (units: readonly Unit[], place: Place) => void {
  // pdfkit does not export what it embeds
  const inside = document as unknown as Inside;
  const known = new Map<FontName, ReturnType<typeof embed>>();

  function embed(name: FontName) {
    document.registerFont(name, pathOfFont(name));
    document.font(name);
    const embedded = inside._font;
    const { unitsPerEm } = fontOf(name);
    const numbers = new Map<string, string>();
    /** The number under which a glyph stands for a text, as hexadecimal digits. */
    const numberOf = ({ id, advanceWidth }: Glyph, text: string): string => {
      const key = `${id} ${text}`;
      const had = numbers.get(key);
      if (had !== undefined) return had;
      const number = embedded.subset.glyphs.push(id) - 1;
      embedded.unicode[number] = [...text].map(codeOf);
      embedded.widths[number] = (advanceWidth * 1000) / unitsPerEm;
      const digits = number.toString(16).padStart(4, "0");
      numbers.set(key, digits);
      return digits;
    };
    return { embedded, numberOf };
  }

  const write = (unit: Unit, { left, base, size, colour }: Place) => {
    const { embedded, numberOf } = known.get(unit.font) ?? embed(unit.font);
    known.set(unit.font, { embedded, numberOf });
    inside.page.fonts[embedded.id] ??= embedded.ref();
    const { run, text } = unit;
    const scale = size / fontOf(unit.font).unitsPerEm;
    const foot = document.page.height - base;
    const lay = (glyphs: readonly { readonly number: string; readonly x: number }[], mode: string) => {
      inside.addContent(`BT /${embedded.id} ${size} Tf ${mode}`);
      for (const { number, x } of glyphs)
        inside.addContent(`1 0 0 1 ${short(x)} ${short(foot)} Tm <${number}> Tj`);
      inside.addContent("ET");
    };
    document.save();
    document.transform(1, 0, 0, -1, 0, document.page.height);
    document.fillColor(colour);
    if (isPlain(unit)) {
      const letters = [...text];
      let x = left;
      const glyphs = run.glyphs.map((glyph, at) => {
        const placed = { number: numberOf(glyph, letters[at] ?? ""), x };
        x += (run.positions[at]?.xAdvance ?? 0) * scale;
        return placed;
      });
      lay(glyphs, "0 Tr 100 Tz");
    } else {
      drawShapes(document, run, { left, foot, scale, colour });
      const carrier = widest(run) ?? fontOf(unit.font).glyphForCodePoint(0x20);
      const parts = partsOf(unit);
      // readers must still find a unit that takes no room
      const each = Math.max(run.advanceWidth * scale, size / 20) / parts.length;
      const isRtl = unit.level % 2 === 1;
      const glyphs = parts.map((part, at) => ({
        number: numberOf(carrier, part),
        x: left + each * (isRtl ? parts.length - 1 - at : at),
      }));
      lay(glyphs, `3 Tr ${short((each * 100) / (carrier.advanceWidth * scale))} Tz`);
    }
    document.restore();
  };

  return (units, place) => {
    const lefts = new Map<Unit, number>();
    let { left } = place;
    for (const unit of fromLeftToRight(units)) {
      lefts.set(unit, left);
      left += widthOf(unit) * place.size;
    }
    for (const unit of units) write(unit, { ...place, left: lefts.get(unit) ?? left });
  };
}

/** Whether each glyph is one letter, in reading order. */
function isPlain({ text, level, run }: Unit): boolean {
  const letters = [...text];
  return (
    run.glyphs.length === letters.length &&
    (level % 2 === 0 || letters.length === 1) &&
    run.glyphs.every(
      (glyph, at) => glyph.codePoints.length === 1 && glyph.codePoints[0] === codeOf(letters[at] ?? ""),
    ) &&
    run.positions.every(({ xOffset, yOffset }) => xOffset === 0 && yOffset === 0)
  );
}

/**
 * Draws glyphs as shapes, without any text: if they are joined, stacked or reversed, readers would find another text in
 * the order of the page.
 */
function drawShapes(
  document: Document,
  { glyphs, positions }: GlyphRun,
  at: { readonly left: number; readonly foot: number; readonly scale: number; readonly colour: string },
): void {
  let x = at.left;
  for (const [index, glyph] of glyphs.entries()) {
    const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[index] ?? {};
    if (glyph.path.commands.length > 0) {
      document.save();
      document.transform(at.scale, 0, 0, at.scale, x + xOffset * at.scale, at.foot + yOffset * at.scale);
      document.path(glyph.path.toSVG()).fill(at.colour);
      document.restore();
    }
    x += xAdvance * at.scale;
  }
}

/**
 * The pieces of a text that lie invisibly over its shapes. Programs that read a page sort them by their place. Keeps a
 * letter together with its marks, except where programs would read a piece of several characters in the wrong order
 * (from right to left), or not at all (beyond 16 bits, and more than eight).
 */
function partsOf({ text, level }: Unit): string[] {
  const isSafe = level % 2 === 0 && !/[\u{10000}-\u{10ffff}]/u.test(text);
  const clusters = isSafe ? [...graphemes.segment(text)].map(({ segment }) => segment) : [...text];
  return clusters.flatMap((cluster) => (cluster.length <= 8 ? [cluster] : [...cluster]));
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A glyph to carry invisible text: some readers leave out one without a shape. */
function widest({ glyphs }: GlyphRun): Glyph | undefined {
  return glyphs
    .filter(({ path, advanceWidth }) => path.commands.length > 0 && advanceWidth > 0)
    .toSorted((one, other) => other.advanceWidth - one.advanceWidth)[0];
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}

function short(value: number): number {
  return Number(value.toFixed(3));
}
