import { realm } from "../../identity/api-secret";
import { makeNonce } from "./nonce";
import { algorithms } from "./response";

/**
 * The values of the `WWW-Authenticate` headers, each to be sent as a header of its own: MD5 first, since Python
 * 3.11's urllib fails where SHA-256 is. Source: RFC 7616 §3.3; semantics, 'The XML-RPC door'.
 * @param stale the nonce alone was refused: the client tries again by itself
 */
export function challenges(address: string, stale: boolean): string[] {
  const nonce = makeNonce(address);
  return algorithms.map((algorithm) =>
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
