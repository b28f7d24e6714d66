import { createHash, randomBytes } from "node:crypto";
import { decrypt, encrypt } from "../ground/keys/encryption";

/** The realm of the API's HTTP Digest. Source: semantics, 'The XML-RPC door'. */
export const realm = "XML API";

/**
 * Makes what the API's door needs to check an API password: H(A1) by MD5 and by SHA-256, encrypted. H(A1) covers the
 * login as stored. Source: RFC 7616 §3.4.2.
 */
export function makeApiSecret(login: string, password: string): Uint8Array<ArrayBuffer> {
  const a1 = `${login}:${realm}:${password}`;
  return encrypt(Buffer.concat(["md5", "sha256"].map((name) => createHash(name).update(a1).digest())));
}

/**
 * Reads H(A1) in hexadecimal, by algorithm. Without a secret it uses nobody's, so that an unknown login takes as long as
 * a wrong password.
 * @throws if the secret was made with another DATA_KEY
 */
export function readApiSecret(secret: Uint8Array | null): Readonly<Record<"MD5" | "SHA-256", string>> {
  const plain = decrypt(secret ?? nobodysSecret());
  return { MD5: plain.toString("hex", 0, 16), "SHA-256": plain.toString("hex", 16) };
}

let nobodys: Uint8Array | undefined;

/** The secret of a random password that nobody knows. */
function nobodysSecret(): Uint8Array {
  nobodys ??= makeApiSecret("nobody", randomBytes(32).toString("hex"));
  return nobodys;
}
