/** The most characters of a cell; with a longer text spreadsheets call the file damaged. */
const mostCharacters = 32_767;

/**
 * Writes a text inside an element: escapes it, replaces what XML 1.0 cannot carry, and protects what spreadsheets would
 * read as an escape of theirs (`_x0041_`).
 */
export function xmlText(text: string): string {
  const fitting = text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;
  if (!special.test(fitting) && fitting.isWellFormed()) return fitting;
  return fitting
    .toWellFormed()
    .replace(unspeakable, "\uFFFD")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>\r]/g, (character) => escapes[character] ?? "");
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };

// biome-ignore lint/suspicious/noControlCharactersInRegex: we look for these
const unspeakable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const special = /[&<>_\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/;
