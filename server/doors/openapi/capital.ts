/** A text with a capital at its beginning: how components of the description are called. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
