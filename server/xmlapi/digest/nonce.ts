import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { derivedKey } from "../../identity/derived-key";

/** How long a nonce is good. Source: semantics, 'The XML-RPC door'. */
export const nonceLivesMs = 5 * 60_000;

/** Clocks of two machines differ by less. */
const aheadMs = 60_000;

const timeBytes = 6;
const bodyBytes = timeBytes + 10;
const tagBytes = 16;

/**
 * A nonce: when it was made, something random, and a signature over both and the caller's address, by a key that
 * all processes share. Any of them can check it without a query. Source: architecture, 'Data'.
 */
export function makeNonce(address: string, now = Date.now()): string {
  const body = randomBytes(bodyBytes);
  body.writeUIntBE(now, 0, timeBytes);
  return Buffer.concat([body, sign(body, address)]).toString("base64url");
}

/**
 * @returns when a nonce was made (milliseconds since 1970), or null where it is none of ours, was made for another
 *   address, or is not good any more
 */
export function nonceMadeAt(nonce: string, address: string, now = Date.now()): number | null {
  const bytes = Buffer.from(nonce, "base64url");
  // one spelling for each nonce: what counts its use compares the text
  if (bytes.length !== bodyBytes + tagBytes || bytes.toString("base64url") !== nonce) return null;
  const body = bytes.subarray(0, bodyBytes);
  if (!timingSafeEqual(bytes.subarray(bodyBytes), sign(body, address))) return null;
  const madeAt = body.readUIntBE(0, timeBytes);
  const age = now - madeAt;
  return age < nonceLivesMs && age > -aheadMs ? madeAt : null;
}

function sign(body: Buffer, address: string): Buffer {
  return createHmac("sha256", derivedKey("xmlapi digest nonce"))
    .update(body)
    .update(address)
    .digest()
    .subarray(0, tagBytes);
}
