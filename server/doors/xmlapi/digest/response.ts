import { createHash } from "node:crypto";

/** The algorithms that the door knows, by their names in a header. */
export const algorithms = ["MD5", "SHA-256"] as const;
export type Algorithm = (typeof algorithms)[number];

/** What a response is made from, apart from the secret. Texts as they stand in the header. */
export type Digested = {
  readonly algorithm: Algorithm;
  /** of the request, e.g. `POST` */
  readonly method: string;
  readonly uri: string;
  readonly nonce: string;
  /** absent: the form of RFC 2069, which the door does not accept */
  readonly counted?: { readonly nc: string; readonly cnonce: string; readonly qop: string };
};

/** H(A1): the hash of login, realm and password, in hexadecimal. Source: RFC 7616 §3.4.2. */
export function hashA1(algorithm: Algorithm, login: string, realm: string, password: string): string {
  return hash(algorithm, `${login}:${realm}:${password}`);
}

/**
 * The response that proves knowledge of H(A1), in hexadecimal.
 * Source: RFC 7616 §3.4.1 with erratum 4897; without `counted` RFC 2617 §3.2.2.1.
 */
export function responseOf(a1: string, { algorithm, method, uri, nonce, counted }: Digested): string {
  const a2 = hash(algorithm, `${method}:${uri}`);
  const between = counted ? `${nonce}:${counted.nc}:${counted.cnonce}:${counted.qop}` : nonce;
  return hash(algorithm, `${a1}:${between}:${a2}`);
}

function hash(algorithm: Algorithm, text: string): string {
  return createHash(algorithm === "MD5" ? "md5" : "sha256")
    .update(text)
    .digest("hex");
}
