import { createHash, randomBytes } from "node:crypto";

/** A secret that a browser or a link holds: 256 random bits, as base64url. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

/** How it is kept: SHA-256. It is random enough that a plain digest cannot be searched. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
