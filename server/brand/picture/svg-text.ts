import { Undrawable } from "./problems";

/**
 * The text of an SVG: UTF-8, with nothing that makes another program read it differently. Leaves out a byte order mark
 * and a document type without declarations, which older drawing programs write.
 * @throws Undrawable
 */
export function textOfSvg(file: Uint8Array): string {
  const text = decoded(file);
  const [, encoding] = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']*)/.exec(text) ?? [];
  if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) throw new Undrawable("svg_text");
  const bare = text.replace(/<!DOCTYPE\s+[\w:]+(?:\s+(?:PUBLIC|SYSTEM)(?:\s+(?:"[^"]*"|'[^']*'))+)?\s*>/, "");
  // entities can multiply a text
  if (/<!(?!--|\[CDATA\[)/.test(bare)) throw new Undrawable("picture_complex");
  return bare;
}

function decoded(file: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(file);
  } catch {
    throw new Undrawable("svg_text");
  }
}
