import type { Font } from "fontkit";
import type PDFDocument from "pdfkit";
import { type FontName, fontOf } from "./fonts";
import type { Placed } from "./text-blocks";

/** A glyph and the text that programs read there. */
export type Told = { readonly placed: Placed; readonly text: string };

type Place = {
  readonly x: number;
  /** the letters' base line, from the top of the page */
  readonly base: number;
  readonly size: number;
  readonly colour: string;
};

/**
 * The fonts of a document. For pdfkit a glyph of a font stands for one text only, the first it was used for. Where it
 * stands for another one, we take it from another font with the same letters.
 */
export function embedFonts(document: InstanceType<typeof PDFDocument>) {
  const fonts = new Map<string, { readonly texts: Map<number, string>; run: readonly Told[] }>();

  const embed = (key: string, name: FontName, number: number) => {
    const font = { texts: new Map<number, string>(), run: [] };
    const whole = fontOf(name);
    const own: Font = Object.create(whole, {
      // pdfkit tells fonts apart by this name
      postscriptName: { value: number === 1 ? whole.postscriptName : `${whole.postscriptName}-${number}` },
      layout: { value: () => laidOut(font.run) },
    });
    // pdfkit takes fonts of fontkit, its types do not know it yet
    document.registerFont(key, own as unknown as Buffer);
    fonts.set(key, font);
    return font;
  };

  return {
    /** The key of a font in which a glyph tells just this text. */
    fontFor(name: FontName, { placed: { glyph }, text }: Told): string {
      for (let number = 1; ; number += 1) {
        const key = `${name} ${number}`;
        const { texts } = fonts.get(key) ?? embed(key, name, number);
        if (!texts.has(glyph.id)) texts.set(glyph.id, text);
        if (texts.get(glyph.id) === text) return key;
      }
    },
    /** Writes glyphs of one font, for each of which `fontFor` has found it. @param width in percent */
    write(key: string, run: readonly Told[], { x, base, size, colour }: Place, width = 100): void {
      const font = fonts.get(key);
      if (font) font.run = run;
      document.font(key).fontSize(size).fillColor(colour);
      const options = {
        lineBreak: false,
        baseline: "alphabetic",
        horizontalScaling: width,
        // asked for features pdfkit lays out anew each time
        features: ["kern"],
      } satisfies PDFKit.Mixins.TextOptions & { horizontalScaling: number };
      document.text(run.map(({ text }) => text).join(""), x, base, options);
    },
  };
}

/** What pdfkit asks a font for; it changes the positions. */
function laidOut(run: readonly Told[]) {
  return {
    glyphs: run.map(({ placed, text }) =>
      Object.create(placed.glyph, {
        codePoints: { value: [...text].map((letter) => letter.codePointAt(0)) },
      }),
    ),
    positions: run.map(({ placed: { xAdvance, xOffset, yOffset } }) => ({ xAdvance, xOffset, yOffset })),
    advanceWidth: run.reduce((sum, { placed }) => sum + placed.xAdvance, 0),
  };
}
