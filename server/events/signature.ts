import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Makes what an endpoint's messages are signed with. */
export function makeSigningKey(): Buffer {
  return randomBytes(32);
}

/** The secret as its owner gets to see it once, and as libraries take it. Source: Standard Webhooks 1.0.0. */
export function secretText(key: Buffer): string {
  return `whsec_${key.toString("base64")}`;
}

/** What is signed: the message's id, the moment of the try in seconds, and the body as it is sent. */
export type Signed = { readonly id: string; readonly timestamp: string; readonly body: string };

/** The header that signs a message, with each key. Source: Standard Webhooks 1.0.0. */
export function signatureHeader(keys: readonly Buffer[], signed: Signed): string {
  return keys.map((key) => `v1,${signatureBy(key, signed).toString("base64")}`).join(" ");
}

/** Whether one of the signatures of a header was made by one of the keys. */
export function isSignedBy(keys: readonly Buffer[], header: string, signed: Signed): boolean {
  const made = keys.map((key) => signatureBy(key, signed));
  return header.split(/\s+/).some((part) => {
    const given = part.startsWith("v1,") ? Buffer.from(part.slice(3), "base64") : null;
    return made.some((right) => given?.length === right.length && timingSafeEqual(given, right));
  });
}

function signatureBy(key: Buffer, { id, timestamp, body }: Signed): Buffer {
  return createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
}
