/**
 * The form in which names and logins are compared and sorted: NFKC, trimmed, case folded.
 * Upper, then lower case folds what one step leaves apart (ß and SS, ς and σ).
 * Source: semantics, 'Create and update'.
 */
export function uniqueKey(text: string): string {
  return text.normalize("NFKC").trim().toUpperCase().toLowerCase().normalize("NFKC");
}
