import type { Glyph } from "fontkit";
import type { Unit } from "./text-units";

/** A glyph and where it stands: from its unit's left and from the base line, in the font's units. */
export type Placed = {
  readonly glyph: Glyph;
  readonly left: number;
  readonly xAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
};

/** The fewest letters of a unit that glyphs of their own draw. */
export type Block = {
  readonly text: string;
  /** in reading order */
  readonly glyphs: readonly Placed[];
  /**
   * What each glyph stands for, such that programs that read them one after the other read the text; '' for one that
   * stands for no letter, such as the dots of an Arabic one. null: the glyphs cannot tell the text.
   */
  readonly told: readonly string[] | null;
};

/** Takes a unit apart, in reading order. */
export function blocksOf(unit: Unit): Block[] {
  const isRtl = unit.level % 2 === 1;
  const glyphs = isRtl ? placed(unit).toReversed() : placed(unit);
  const letters = lettersOf(unit);
  // joiners alone, which the font lacks
  if (glyphs.length === 0) return [{ text: unit.text, glyphs, told: null }];
  const blocks: Block[] = [];
  let [glyph, letter] = [0, 0];
  while (glyph < glyphs.length) {
    const { toGlyph, toLetter } = blockFrom(glyphs, letters, glyph, letter);
    const texts = letters.slice(letter, toLetter).map(({ text }) => text);
    const own = glyphs.slice(glyph, toGlyph);
    blocks.push({ glyphs: own, text: texts.join(""), told: toldBy(own, texts, isRtl) });
    [glyph, letter] = [toGlyph, toLetter];
  }
  return blocks;
}

function placed({ run }: Unit): Placed[] {
  let left = 0;
  return run.glyphs.map((glyph, at) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = run.positions[at] ?? {};
    left += xAdvance;
    return { glyph, left: left - xAdvance, xAdvance, xOffset, yOffset };
  });
}

type Letter = { /** as the font draws it */ readonly code: number; text: string };

/** The letters that the font draws, each with its text; what it does not draw belongs to the letter before. */
function lettersOf({ text, drawn }: Unit): Letter[] {
  const letters: Letter[] = [];
  const shown = [...drawn];
  for (const letter of text) {
    const [before, next] = [letters.at(-1), shown[letters.length]];
    if (before && (next === undefined || (ignorable.test(letter) && next !== letter))) before.text += letter;
    else letters.push({ code: codeOf(next ?? letter), text: letter });
  }
  return letters;
}

const ignorable = /\p{Default_Ignorable_Code_Point}/u;

/** Finds the fewest glyphs that draw the same letters, in whatever order, with those that draw none. */
function blockFrom(
  glyphs: readonly Placed[],
  letters: readonly Letter[],
  fromGlyph: number,
  fromLetter: number,
): { readonly toGlyph: number; readonly toLetter: number } {
  const open = new Map<number, number>();
  const count = (code: number, by: number) => open.set(code, (open.get(code) ?? 0) + by);
  let [toGlyph, toLetter] = [fromGlyph, fromLetter];
  do {
    for (const code of glyphs[toGlyph]?.glyph.codePoints ?? []) {
      count(code, 1);
      count(letters[toLetter]?.code ?? code, -1);
      toLetter += 1;
    }
    toGlyph += 1;
  } while (
    toGlyph < glyphs.length &&
    ([...open.values()].some((left) => left !== 0) || toLetter >= letters.length || isBeside(glyphs[toGlyph]))
  );
  return { toGlyph, toLetter: toGlyph === glyphs.length ? letters.length : toLetter };
}

/** Whether a glyph stands for no letter, or is a mark that is set back onto the glyph before. */
function isBeside(one: Placed | undefined): boolean {
  return (
    one !== undefined && (one.glyph.codePoints.length === 0 || (one.xAdvance === 0 && one.xOffset !== 0))
  );
}

function toldBy(glyphs: readonly Placed[], texts: readonly string[], isRtl: boolean): string[] | null {
  const told = glyphs.map(() => "");
  const tellers = [...glyphs.keys()].filter((at) => !isBeside(glyphs[at])).slice(0, texts.length);
  for (const [part, at] of tellers.entries())
    told[at] = part === tellers.length - 1 ? texts.slice(part).join("") : (texts[part] ?? "");
  const isWhole = told.join("") === texts.join("");
  const isSafe = told.every(
    (text) => [...text].length <= (isRtl ? 1 : 8) && ([...text].length < 2 || isReadable(text)),
  );
  // programs would find a gap where a glyph of some width tells nothing, and a letter without width nowhere
  const isFilled = glyphs.every(({ xAdvance }, at) =>
    told[at] === "" ? xAdvance === 0 : xAdvance > 0 || !isRtl,
  );
  return isWhole && isSafe && isFilled ? told : null;
}

/** Whether programs read several such letters from one glyph: not beyond 16 bits. */
function isReadable(text: string): boolean {
  return !/[\u{10000}-\u{10ffff}]/u.test(text);
}

function codeOf(letter: string): number {
  return letter.codePointAt(0) ?? 0;
}
