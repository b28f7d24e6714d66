import { isHarmlessSvg } from "./harmless-svg";
import type { RemovalReason } from "./removal";

type Judged =
  | { readonly address: string; readonly file: boolean }
  | { readonly why: Extract<RemovalReason, "url" | "image"> };

const head =
  /^data:image\/(png|jpe?g|webp|gif|svg\+xml)((?:;(?:charset=[\w-]+|utf-?8))*)(;base64)?,([\s\S]*)$/i;

/**
 * Decides what a stylesheet may load: an image inside the stylesheet (PNG, JPEG, WebP, GIF, SVG without script), or one
 * of the brand's own files by its exact address. We write the address anew from what we parsed, so that a browser cannot
 * read anything else into it. Source: semantics, 'Branding'; RFC 2397.
 */
export function judgeAddress(address: string, files: ReadonlySet<string>): Judged {
  if (files.has(address)) return { address, file: true };
  const [, subtype, , base64, content] = head.exec(address.trim()) ?? [];
  if (subtype === undefined || content === undefined)
    return { why: /^\s*data:/i.test(address) ? "image" : "url" };
  // as in any URL, a bare # begins the fragment, which is not part of the image
  const text = unescaped(content.split("#", 1)[0] ?? "");
  if (text === null) return { why: "image" };
  if (subtype.toLowerCase() === "svg+xml") {
    const svg = base64 ? fromBase64(text) : text;
    if (svg === null || !isHarmlessSvg(svg)) return { why: "image" };
    return { address: `data:image/svg+xml,${escaped(svg)}`, file: false };
  }
  const bytes = text.replace(/\s+/g, "");
  if (!base64 || !/^[a-z\d+/]+={0,2}$/i.test(bytes)) return { why: "image" };
  return { address: `data:image/${subtype.toLowerCase()};base64,${bytes}`, file: false };
}

function unescaped(text: string): string | null {
  try {
    // a % that does not begin an escape is a literal %
    return decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, "%25"));
  } catch {
    return null;
  }
}

function fromBase64(text: string): string | null {
  const bytes = text.replace(/\s+/g, "");
  if (!/^[a-z\d+/]+={0,2}$/i.test(bytes)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(bytes, "base64"));
  } catch {
    return null;
  }
}

/** Escapes only what a URL and a CSS string cannot hold, so that the rest stays readable. */
function escaped(svg: string): string {
  return encodeURIComponent(svg.replace(/\s+/g, " ")).replace(/%(?:20|3D|3A|2F|2C|3B)/g, (code) =>
    decodeURIComponent(code),
  );
}
