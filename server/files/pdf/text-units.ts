import bidiFactory from "bidi-js";
import type { Font, GlyphRun } from "fontkit";
import { drawable, type FontName, findFont, fontOf } from "./fonts";

const bidi = bidiFactory();
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A piece of a line that one font draws in one direction. */
export type Unit = {
  /** unchanged */
  readonly text: string;
  readonly font: FontName;
  /** odd: from right to left. Source: UAX #9 */
  readonly level: number;
  /** what the font draws for it: brackets turned, joiners that it lacks left out */
  readonly drawn: string;
  /** its glyphs, from left to right */
  readonly run: GlyphRun;
};

/** A paragraph whose letters we can each draw or name, with their directions. */
export type Paragraph = { readonly text: string; readonly levels: Uint8Array; readonly isRtl: boolean };

/** Invisible letters that only do harm: they would reverse a text, or hide in it. */
const unreadable = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu;

/** Reads a paragraph: NFC, tabs as blanks, and control characters by their number. */
export function readParagraph(raw: string): Paragraph {
  const text = raw.normalize("NFC").replaceAll("\t", " ").replace(unreadable, nameOf);
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  return { text, levels, isRtl: (paragraphs[0]?.level ?? 0) % 2 === 1 };
}

/** What we write for a letter that no font can draw. */
function nameOf(letter: string): string {
  const number = letter.codePointAt(0) ?? 0;
  return `U+${number.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** Cuts a part of a paragraph into units, in reading order. A blank is a unit of its own. */
export function unitsOf({ text, levels }: Paragraph, start: number, end: number): Unit[] {
  const pieces: { text: string; font: FontName | null; level: number }[] = [];
  for (const { cluster, font, at } of clustersOf(text, start, end, () => pieces.at(-1)?.font ?? undefined)) {
    const last = pieces.at(-1);
    const level = levels[at] ?? 0;
    const joins = last && font !== null && last.font === font && last.level === level;
    if (joins && isBlank(last.text) === isBlank(cluster)) last.text += cluster;
    else pieces.push({ text: cluster, font, level });
  }
  return pieces.map((piece) => shaped(piece));
}

type Cluster = { readonly cluster: string; readonly font: FontName | null; readonly at: number };

function* clustersOf(
  text: string,
  start: number,
  end: number,
  before: () => FontName | undefined,
): Generator<Cluster> {
  for (const { segment, index } of graphemes.segment(text.slice(start, end))) {
    const at = start + index;
    const font = findFont(segment, before());
    if (font !== null || segment.length === 1) {
      yield { cluster: segment, font, at };
      continue;
    }
    // no font has the letter together with its marks
    let offset = 0;
    for (const letter of segment) {
      yield { cluster: letter, font: findFont(letter, before()), at: at + offset };
      offset += letter.length;
    }
  }
}

function isBlank(text: string): boolean {
  return /^\s/u.test(text);
}

function shaped({ text, font, level }: { text: string; font: FontName | null; level: number }): Unit {
  const isRtl = level % 2 === 1;
  const turned = isRtl
    ? [...text].map((letter) => bidi.getMirroredCharacter(letter) ?? letter).join("")
    : text;
  const found = font ?? "inter";
  const drawn = font === null ? nameOf(text) : drawable(font, turned);
  // Inter draws arrows for '->' and a cross for 'x' between digits; keep the text as written
  const features = found === "inter" ? { calt: false } : {};
  const direction = isRtl && font !== null ? "rtl" : "ltr";
  const run = layOut(fontOf(found), drawn, features, direction);
  return { text, font: found, level, drawn, run };
}

function layOut(
  font: Font,
  text: string,
  features: Record<string, boolean>,
  direction: "ltr" | "rtl",
): GlyphRun {
  try {
    return font.layout(text, features, undefined, undefined, direction);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // fontkit fails at a mark on a letter for which the font has no place for it
    return font.layout(text, { ...features, mark: false, mkmk: false }, undefined, undefined, direction);
  }
}

/** Puts units in order from left to right. Source: UAX #9, rule L2 */
export function fromLeftToRight(units: readonly Unit[]): Unit[] {
  const ordered = [...units];
  const highest = Math.max(0, ...units.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let first = 0; first < ordered.length; first += 1) {
      let after = first;
      while (after < ordered.length && (ordered[after]?.level ?? 0) >= level) after += 1;
      if (after - first > 1) ordered.splice(first, after - first, ...ordered.slice(first, after).reverse());
      first = Math.max(first, after);
    }
  }
  return ordered;
}

/** @returns in parts of the letters' size */
export function widthOf({ run, font }: Unit): number {
  return run.advanceWidth / fontOf(font).unitsPerEm;
}
