/** The most bytes and parameters of a header: no real client sends more. */
const mostBytes = 4_096;
const mostParameters = 32;

/**
 * Reads the parameters of `Authorization: Digest …`: `name=token` and `name="text, with \"escapes\""`, in any
 * order. Returns names in lower case. Looks at each character once, whatever the input.
 * Reads values that clients leave unquoted (`uri=/path`, `nonce=ab==`) up to a comma or a blank; skips empty list
 * elements. Source: RFC 9110 §11.4 and §5.6.1.
 * @param header as Node gives it: one character for each byte
 * @returns null for another scheme, for a header that we cannot read, and if a parameter comes twice
 */
export function readParameters(header: string): ReadonlyMap<string, string> | null {
  if (header.length > mostBytes) return null;
  const text = readUtf8(header);
  const scheme = /^[ \t]*digest[ \t]+/i.exec(text ?? "");
  if (text === null || scheme === null) return null;
  const found = new Map<string, string>();
  let at = scheme[0].length;
  while (at < text.length) {
    if (isSeparator(text[at])) {
      at += 1;
      continue;
    }
    const name = take(nameAt, text, at);
    if (name === null) return null;
    const value = take(text[at + name.length] === '"' ? quotedAt : bareAt, text, at + name.length);
    if (value === null) return null;
    const key = name.slice(0, name.indexOf("=")).trim().toLowerCase();
    if (found.has(key) || found.size === mostParameters) return null;
    found.set(key, unquote(value));
    at = afterValue(text, at + name.length + value.length);
    if (at === -1) return null;
  }
  return found;
}

// sticky: each begins where the one before ended, and none can backtrack
const nameAt = /[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]*=[ \t]*/y;
const quotedAt = /"(?:[^"\\]|\\.)*"/sy;
const bareAt = /[^\s",]+/y;

function take(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** After a value comes a comma, or nothing. @returns where to go on, or -1 */
function afterValue(text: string, end: number): number {
  let at = end;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at === text.length || text[at] === "," ? at : -1;
}

function isSeparator(letter: string | undefined): boolean {
  return letter === "," || letter === " " || letter === "\t";
}

function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/gs, "$1") : value;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @returns null if the bytes are not UTF-8, or contain characters that no header has */
function readUtf8(header: string): string | null {
  try {
    const text = utf8.decode(Buffer.from(header, "latin1"));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: we look for these
    return /[\u0000-\u0008\u000a-\u001f\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}
