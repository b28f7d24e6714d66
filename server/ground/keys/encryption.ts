import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { settings } from "../settings";

/**
 * Encrypts a secret that we store in the database: AES-256-GCM with DATA_KEY.
 * @returns nonce (12 bytes), tag (16 bytes), text
 */
export function encrypt(plain: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", dataKey(), nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

/** Decrypts what `encrypt` returned. @throws if it was made with another DATA_KEY */
export function decrypt(secret: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", dataKey(), secret.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(secret.subarray(12, 28));
  return Buffer.concat([decipher.update(secret.subarray(28)), decipher.final()]);
}

function dataKey(): Buffer {
  const key = settings().dataKey;
  if (!key) throw new Error("DATA_KEY is set by the start");
  return Buffer.from(key, "base64");
}
