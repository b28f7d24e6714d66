/**
 * Decodes windows-1252, which browsers also use for ISO 8859-1 and ASCII. Node's own decoder reads it as ISO 8859-1 and
 * turns quotation marks and the euro sign into control characters (nodejs/node#56542).
 * Source: encoding.spec.whatwg.org, index windows-1252.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (control) => upper[control.charCodeAt(0) - 0x80] ?? control);
}

/** What 0x80 to 0x9F stand for; five of them have no character and stay control characters. */
const upper = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
