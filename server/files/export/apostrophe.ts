/** What a spreadsheet would take for a formula, after any apostrophes. */
const formula = /^'*[=+\-@\t\r]/;

/** A telephone number as a whole: a plus and 7 to 15 digits, at most two separators before each. */
const phoneNumber = /^\+(?:[ ().-]{0,2}\d){7,15}$/;

/**
 * Makes a text a cell of a CSV file: puts one more apostrophe before anything that a spreadsheet would compute. Leaves
 * telephone numbers unchanged, since programs read them. No two texts become the same cell.
 */
export function withApostrophe(text: string): string {
  return formula.test(text) && !phoneNumber.test(text) ? `'${text}` : text;
}

/** The text of such a cell: takes off one apostrophe if `withApostrophe` would have put it, and only then. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && withApostrophe(text.slice(1)) === text ? text.slice(1) : text;
}
