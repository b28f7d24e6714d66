import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { settings } from "../settings";

/** The realm of the API's HTTP Digest. Source: semantics, 'The XML-RPC door'. */
export const realm = "XML API";

/**
 * What the API's door needs of an API password, encrypted: H(A1) by MD5 and by SHA-256, which together with the
 * login, spelled as stored, stand for it. Source: RFC 7616 §3.4.2.
 */
export function makeApiSecret(login: string, password: string): Uint8Array<ArrayBuffer> {
  const a1 = `${login}:${realm}:${password}`;
  return encrypt(Buffer.concat(["md5", "sha256"].map((name) => createHash(name).update(a1).digest())));
}

/** AES-256-GCM: nonce (12 bytes), tag (16 bytes), text. */
function encrypt(plain: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", dataKey(), nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

function dataKey(): Buffer {
  const key = settings().dataKey;
  if (!key) throw new Error("DATA_KEY is set by the start");
  return Buffer.from(key, "base64");
}
