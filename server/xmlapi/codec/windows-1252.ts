/**
 * Decodes windows-1252, for which browsers take ISO 8859-1 and ASCII too. Node's own decoder takes it for ISO 8859-1 and
 * makes control characters of quotation marks and the euro sign (nodejs/node#56542).
 * Source: encoding.spec.whatwg.org, index windows-1252.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (control) => upper[control.charCodeAt(0) - 0x80] ?? control);
}

/** What 0x80 to 0x9F stand for; five of them have no character and stay controls. */
const upper = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
