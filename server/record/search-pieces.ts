import { isUnspaced, unspacedPiece } from "../ground/text/unspaced";

/** Three neighbours of which the last two are no letters, wherever they stand; the same signs as in `search_pieces`. */
const beforeTwoSigns =
  /(?=([^ ][!-/:-@[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\u30fb\uff00-\uff0f\u{1f000}-\u{1faff}]{2}))/gu;

/** Whether a text is one or two letters or signs. */
export function isShort(text: string): boolean {
  return [...text].length < 3;
}

/**
 * What `search_pieces` of a text has in the database if the text has the word as a search means it: one or two letters or signs
 * at the beginning of a word, or anywhere in scripts without blanks; of a longer text the signs in it. The index of trigrams
 * knows letters, and at least three of them. Empty if that index knows the whole word.
 */
export function searchPieces(word: string): string[] {
  if (isShort(word)) return [isUnspaced(word) ? unspacedPiece(word) : word];
  return [...word.matchAll(beforeTwoSigns)].flatMap(([, piece]) => piece ?? []);
}

/** The same for the digits with which the line of a number begins, of which the index knows three. */
export function lineBeginning(digits: string): string {
  return `\n${digits.slice(0, 3)}`;
}
