import { realm } from "../../../credentials/api-secret";
import { settings } from "../../../ground/settings";
import { makeNonce } from "./nonce";
import type { Algorithm } from "./response";

/**
 * The algorithms that XMLAPI_DIGEST offers, in the order of their challenges. One by default: httplib2, which the
 * original vendor's own examples use, fails on a second challenge. MD5 comes first, since urllib reads only the first
 * and cannot do SHA-256.
 */
export function offeredAlgorithms(): readonly Algorithm[] {
  return offers[settings().xmlapiDigest];
}

const offers = {
  md5: ["MD5"],
  both: ["MD5", "SHA-256"],
  "sha-256": ["SHA-256"],
} as const satisfies Record<string, readonly Algorithm[]>;

/**
 * Makes the values of the `WWW-Authenticate` headers; send each in a header of its own.
 * Source: RFC 7616 §3.3; semantics, 'The XML-RPC door'.
 * @param stale only the nonce was refused: the client tries again by itself
 */
export function challenges(address: string, stale: boolean): string[] {
  const nonce = makeNonce(address);
  return offeredAlgorithms().map((algorithm) =>
    [
      `Digest realm="${realm}"`,
      'qop="auth"',
      `algorithm=${algorithm}`,
      `nonce="${nonce}"`,
      "charset=UTF-8",
      ...(stale ? ["stale=true"] : []),
    ].join(", "),
  );
}
