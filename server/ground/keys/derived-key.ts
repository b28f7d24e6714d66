import { hkdfSync } from "node:crypto";
import { settings } from "../settings";

const derived = new Map<string, { readonly secret: string; readonly key: Buffer }>();

/**
 * Derives a key of 32 bytes for one purpose from the secret that signs log-ins, so that all processes share it.
 * Source: RFC 5869.
 */
export function derivedKey(purpose: string): Buffer {
  const { authSecret: secret } = settings();
  if (!secret) throw new Error("AUTH_SECRET is set by the start");
  const known = derived.get(purpose);
  if (known?.secret === secret) return known.key;
  const key = Buffer.from(hkdfSync("sha256", secret, "", `trellis ${purpose}`, 32));
  derived.set(purpose, { secret, key });
  return key;
}
