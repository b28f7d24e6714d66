import { createHash, randomBytes } from "node:crypto";

/** Makes a secret for a browser or a link: 256 random bits as base64url. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Hashes it for storage with SHA-256. It is so random that a plain digest cannot be searched. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
