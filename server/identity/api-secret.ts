import { createHash, randomBytes } from "node:crypto";
import { decrypt, encrypt } from "./encryption";

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
