import { createHash, randomInt, timingSafeEqual } from "node:crypto";

// without i, l, o, 0, 1: nothing that is read for something else on the telephone
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const length = 14;

/** How long a one-time password is good, in milliseconds. Source: semantics, 'Signing in'. */
export const goodForMs = 24 * 60 * 60 * 1000;

/** A new one-time password: 69 bits, in groups that can be read out. */
export function makeOneTimePassword(): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5, 10)}-${letters.slice(10)}`;
}

/** How it is kept. It is random enough that a plain digest cannot be searched. */
export function hashOneTimePassword(password: string): string {
  return createHash("sha256").update(password).digest("hex");
}

/** Whether a password is the one-time password of a hash, in the same time either way. */
export function isOneTimePassword(password: string, stored: string | null): boolean {
  const given = Buffer.from(hashOneTimePassword(password));
  const against = Buffer.from(stored ?? hashOneTimePassword(""));
  return timingSafeEqual(given, against) && stored !== null;
}
