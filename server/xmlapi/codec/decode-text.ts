import { malformed } from "./malformed";

const encodings: Readonly<Record<string, string>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "iso-8859-1": "latin1",
  "windows-1252": "windows-1252",
  // what says so in bytes of ASCII is none: some programs declare how they hold the text, not how they send it
  "utf-16": "utf-8",
};

/**
 * Decodes the bytes of a document by its byte order mark or its declaration; line ends become one line feed.
 * Source: XML 1.0, appendix F and 2.11.
 * @throws Refusal 400 an encoding that is not known, or bytes that are none of it
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = markOf(bytes) ?? declaredIn(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    throw malformed("is not encoded as it says");
  }
}

function markOf([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return null;
}

function declaredIn(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 128)).toString("latin1");
  const name = /^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
  if (name === undefined) return "utf-8";
  const known = encodings[name.toLowerCase()];
  if (known === undefined) throw malformed("is in an encoding that is not known here; use UTF-8");
  return known;
}
