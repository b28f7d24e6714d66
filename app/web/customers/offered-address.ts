import { createHash } from "node:crypto";

/** Where `app/choices` offers a text to browsers. It changes with the text. */
export function offeredAddress(locale: string, name: string, text: string): string {
  const hash = createHash("sha256").update(text).digest("base64url").slice(0, 12);
  return `/choices/${locale}/${name}?${hash}`;
}
