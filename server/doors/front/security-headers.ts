import type { IncomingMessage, ServerResponse } from "node:http";
import { randomText } from "../../ground/keys/random-text";
import type { Caller } from "../../ground/network/caller";

/** Only scripts that carry this nonce run, and what those load. Each answer gets a new one. */
function makeNonce(): string {
  return randomText(16, "base64");
}

/**
 * The policy of what a page may load and do. Scripts need the nonce; style attributes may be inline, because charts and
 * the tree position things with them. Source: CSP level 3; OWASP ASVS 5, V3.4.
 */
export function contentSecurityPolicy(nonce: string, secure: boolean, development: boolean): string {
  return [
    "default-src 'self'",
    // React's development build uses eval, and reloads over a socket
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** The headers of every page, except the policy, which differs each time. */
export function fixedHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy":
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self), clipboard-write=(self)",
    ...(secure ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/** Sets the headers of an answer. @returns the policy among them */
export function secureAnswer(
  response: ServerResponse,
  { protocol }: Pick<Caller, "protocol">,
  development: boolean,
): string {
  const isSecure = protocol === "https";
  const policy = contentSecurityPolicy(makeNonce(), isSecure, development);
  response.setHeader("content-security-policy", policy);
  for (const [name, value] of isSecure ? fixedSecure : fixedPlain) response.setHeader(name, value);
  return policy;
}

const fixedSecure = Object.entries(fixedHeaders(true));
const fixedPlain = Object.entries(fixedHeaders(false));

/**
 * Sets the headers of an answer before Next writes it. Next reads the nonce from the request's own policy header, so we
 * overwrite that too.
 */
export function secure(
  request: IncomingMessage,
  response: ServerResponse,
  caller: Pick<Caller, "protocol">,
  development: boolean,
): void {
  const policy = secureAnswer(response, caller, development);
  request.headers["content-security-policy"] = policy;
  request.rawHeaders.push("content-security-policy", policy);
}
