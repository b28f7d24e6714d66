import { malformed } from "../../http/malformed";
import { decodeWindows1252 } from "./windows-1252";

/**
 * Decodes the bytes of a document as browsers do: by their first bytes, else by the `charset` of the content type, else
 * by the XML declaration, else as UTF-8. Ignores a `charset` that is unknown or does not fit: many programs send a
 * wrong one. Turns every line end into a line feed.
 * Source: encoding.spec.whatwg.org, for labels and encodings; RFC 7303 §3; XML 1.0, appendix F and 2.11.
 * @throws Refusal 400 if the declaration names an unknown encoding, or the bytes do not fit
 */
export function decodeText(bytes: Uint8Array, contentType = ""): string {
  for (const encoding of encodingsOf(bytes, contentType)) {
    const text = decoded(bytes, encoding);
    if (text !== null) return text.replace(/\r\n?/g, "\n");
  }
  throw malformed("is not encoded as it says");
}

function encodingsOf(bytes: Uint8Array, contentType: string): readonly string[] {
  const start = startOf(bytes);
  if (start) return [start];
  const charset = encodingNamed(charsetIn(contentType));
  const declared = declaredIn(bytes);
  const encoding = encodingNamed(declared);
  if (declared !== undefined && encoding === null) {
    throw malformed("is in an encoding that is not known here; use UTF-8");
  }
  const named = [charset, encoding].filter((name) => name !== null);
  return named.length > 0 ? named : ["utf-8"];
}

/** The encoding that the first bytes give away: a byte order mark, or `<` in two bytes. */
function startOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c) ? "utf-16be" : null;
}

function charsetIn(contentType: string): string | undefined {
  const [, quoted, bare] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(contentType) ?? [];
  return quoted ?? bare;
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 128)).toString("latin1");
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
}

/** @returns null for a label that no encoding has */
function encodingNamed(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    const { encoding } = new TextDecoder(label);
    // the first bytes would show it: some programs name the encoding they use in memory, not the one they send
    return encoding.startsWith("utf-16") ? "utf-8" : encoding;
  } catch {
    return null;
  }
}

/** @returns null if the bytes do not fit the encoding */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  if (encoding === "windows-1252") return decodeWindows1252(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
