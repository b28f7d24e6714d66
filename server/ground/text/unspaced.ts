/** A letter of a script that writes no blanks between words. The long vowel of Katakana belongs to no script alone. */
const letter = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Whether a text has a letter of a script that writes no blanks between words. */
export function isUnspaced(text: string): boolean {
  return letter.test(text);
}

/** Stands before each of the pieces. No key has one, so nobody can type it into a search. */
const mark = "\t";

/**
 * Every two letters that stand together in a text, where one of them is of a script without blanks, and such a letter that
 * ends a word: each behind a tab, so that an index of trigrams, which knows one or two letters only where a word begins,
 * knows these anywhere. '' if the text has no such letter.
 */
export function unspacedPieces(text: string): string {
  if (!isUnspaced(text)) return "";
  const pieces = text.split(/[ \n]/).flatMap((word) => {
    const letters = [...word];
    return letters.map((first, at) => `${first}${letters[at + 1] ?? ""}`).filter(isUnspaced);
  });
  return `${[...new Set(pieces)].map(unspacedPiece).join("")}\n`;
}

/** What `unspacedPieces` of a text contain if the text contains this. @param piece one or two letters, see `isUnspaced` */
export function unspacedPiece(piece: string): string {
  return `${mark}${piece}`;
}
