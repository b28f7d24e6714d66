import { createHash, randomInt, timingSafeEqual } from "node:crypto";

// without i, l, o, 0, 1, which people confuse on the telephone
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const length = 14;

/** How long a one-time password is valid, in milliseconds. Source: semantics, 'Signing in'. */
export const goodForMs = 24 * 60 * 60 * 1000;

/** Makes a one-time password: 69 bits, in groups that people can read out. */
export function makeOneTimePassword(): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5, 10)}-${letters.slice(10)}`;
}

/** Hashes it for storage. It is so random that a plain digest cannot be searched. */
export function hashOneTimePassword(password: string): string {
  return createHash("sha256").update(password).digest("hex");
}

/** Whether a password matches the hash of a one-time password, in constant time. */
export function isOneTimePassword(password: string, stored: string | null): boolean {
  const given = Buffer.from(hashOneTimePassword(password));
  const against = Buffer.from(stored ?? hashOneTimePassword(""));
  return timingSafeEqual(given, against) && stored !== null;
}
