import { type Paragraph, unitsOf, widthOf } from "./text-units";

/** Where a line begins and ends in its paragraph. */
export type Line = { readonly start: number; readonly end: number };

const words = new Intl.Segmenter("en", { granularity: "word" });
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** scripts that put no blanks between words */
const spaceless = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]/u;
const breakable = /[^\S\u00a0\u202f]$/u;

/** Breaks a paragraph at blanks, between words of scripts without blanks, and inside words wider than a line. */
export function linesOf(paragraph: Paragraph, size: number, width: number): Line[] {
  const lines: { start: number; end: number }[] = [{ start: 0, end: 0 }];
  let filled = 0;
  const add = ({ start, end }: Line) => {
    const part = widthBetween(paragraph, start, end) * size;
    // blanks at the end of a line take no room
    const bare = start + paragraph.text.slice(start, end).trimEnd().length;
    const seen = bare === end ? part : widthBetween(paragraph, start, bare) * size;
    const line = lines.at(-1);
    if (line && (filled + seen <= width || line.end === line.start)) line.end = end;
    else lines.push({ start, end });
    filled = lines.at(-1)?.start === start ? part : filled + part;
  };
  for (const atom of atomsOf(paragraph.text)) {
    const bare = paragraph.text.slice(atom.start, atom.end).trimEnd();
    if (widthBetween(paragraph, atom.start, atom.start + bare.length) * size <= width) add(atom);
    else
      for (const { segment, index } of graphemes.segment(paragraph.text.slice(atom.start, atom.end)))
        add({ start: atom.start + index, end: atom.start + index + segment.length });
  }
  return lines;
}

function widthBetween(paragraph: Paragraph, start: number, end: number): number {
  return unitsOf(paragraph, start, end).reduce((sum, unit) => sum + widthOf(unit), 0);
}

/** The parts that we keep together if there is room. */
function atomsOf(text: string): Line[] {
  const atoms: { start: number; end: number }[] = [];
  let last = "";
  for (const { segment, index, isWordLike } of words.segment(text)) {
    const begins =
      (breakable.test(last) && !breakable.test(segment)) ||
      (isWordLike === true && (spaceless.test(segment) || spaceless.test(last)));
    const atom = atoms.at(-1);
    if (atom && !begins) atom.end = index + segment.length;
    else atoms.push({ start: index, end: index + segment.length });
    last = segment;
  }
  return atoms;
}
