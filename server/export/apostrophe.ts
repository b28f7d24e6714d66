/** What a spreadsheet would take for a formula, after any apostrophes. */
const formula = /^'*[=+\-@\t\r]/;

/** A telephone number as a whole: a plus and 7 to 15 digits, at most two separators before each. */
const phoneNumber = /^\+(?:[ ().-]{0,2}\d){7,15}$/;

/**
 * A text as a cell of a CSV file: one more apostrophe before what a spreadsheet would compute. Telephone numbers stay
 * as they are, since programs read them. `withoutApostrophe` takes it back exactly.
 */
export function withApostrophe(text: string): string {
  return needsApostrophe(text) ? `'${text}` : text;
}

/** Takes one apostrophe away where `withApostrophe` would have added it, and nowhere else. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && needsApostrophe(text.slice(1)) ? text.slice(1) : text;
}

function needsApostrophe(text: string): boolean {
  return formula.test(text) && !phoneNumber.test(text);
}
