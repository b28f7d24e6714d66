/**
 * The form in which names and logins are compared and sorted: NFKC, trimmed, case folded.
 * Upper, then lower case folds what one step leaves apart (ß and SS, ς and σ).
 * Source: semantics, 'Create and update'.
 */
export function uniqueKey(text: string): string {
  // PostgreSQL's text holds no NUL, and no name has one: a key with this mark is nobody's
  return text
    .replaceAll("\0", "\ufffd")
    .normalize("NFKC")
    .trim()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC");
}
