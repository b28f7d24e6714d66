import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { derivedKey } from "../../../ground/keys/derived-key";
import { ownPlace } from "../../../ground/siblings";
import { nonceLivesMs } from "../../../operation/replayed-call";

/** The clocks of two machines differ by less than this. */
const aheadMs = 60_000;

const timeBytes = 6;
const bodyBytes = timeBytes + 10;
const tagBytes = 16;

/**
 * Makes a nonce: the time, something random, and a signature over both and the caller's address. All processes share
 * the key, so any of them can check a nonce without a query. The first random byte says which of them counts its uses.
 * Source: architecture, 'Data'.
 */
export function makeNonce(address: string, now = Date.now()): string {
  const { own, count } = ownPlace();
  const body = randomBytes(bodyBytes);
  body.writeUIntBE(now, 0, timeBytes);
  const wholeRounds = Math.floor(256 / count);
  body[timeBytes] = randomInt(wholeRounds) * count + own;
  return Buffer.concat([body, sign(body, address)]).toString("base64url");
}

/** The place of the process that made a nonce of ours, and counts its uses. */
export function keeperOf(nonce: string): number {
  const [first = 0] = Buffer.from(nonce, "base64url").subarray(timeBytes);
  return first % ownPlace().count;
}

/**
 * @returns when a nonce was made (milliseconds since 1970), or null if it is not ours, was made for another address,
 *   or has expired
 */
export function nonceMadeAt(nonce: string, address: string, now = Date.now()): number | null {
  const bytes = Buffer.from(nonce, "base64url");
  // accept only one spelling of each nonce, because we count its uses by the text
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
