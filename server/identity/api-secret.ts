import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
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

/**
 * H(A1) in hexadecimal, by algorithm. Without a secret that of nobody, so that an unknown login takes as long as a
 * wrong password.
 * @throws where DATA_KEY is not the one that the secret was made with
 */
export function readApiSecret(secret: Uint8Array | null): Readonly<Record<"MD5" | "SHA-256", string>> {
  const plain = decrypt(secret ?? nobodysSecret());
  return { MD5: plain.toString("hex", 0, 16), "SHA-256": plain.toString("hex", 16) };
}

let nobodys: Uint8Array | undefined;

/** Of a password that nobody knows, so that nobody has it either. */
function nobodysSecret(): Uint8Array {
  nobodys ??= makeApiSecret("nobody", randomBytes(32).toString("hex"));
  return nobodys;
}

/** AES-256-GCM: nonce (12 bytes), tag (16 bytes), text. */
function encrypt(plain: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", dataKey(), nonce);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

function decrypt(secret: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", dataKey(), secret.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(secret.subarray(12, 28));
  return Buffer.concat([decipher.update(secret.subarray(28)), decipher.final()]);
}

function dataKey(): Buffer {
  const key = settings().dataKey;
  if (!key) throw new Error("DATA_KEY is set by the start");
  return Buffer.from(key, "base64");
}
