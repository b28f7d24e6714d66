/** Files that people take for a table, by their first bytes, as Latin-1. */
const beginnings: readonly (readonly [kind: string, first: string])[] = [
  ["pdf", "%PDF-"],
  // old workbooks, and new ones with a password
  ["xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["xls", "\t\b"],
  ["picture", "\x89PNG"],
  ["picture", "\xff\xd8\xff"],
  ["picture", "GIF8"],
  ["archive", "\x1f\x8b"],
  ["archive", "7z\xbc\xaf"],
  ["archive", "Rar!"],
  ["archive", "BZh"],
  ["archive", "\xfd7zXZ"],
];

/** The same where text is, after blanks and a byte order mark. */
const textBeginnings: readonly (readonly [kind: string, begins: RegExp])[] = [
  ["html", /^<(?:!doctype html|html|head|body|table|meta|div)\b/i],
  ["xml", /^<\?xml/i],
  ["json", /^(?:\[\s*)?\{\s*"/],
  ["rtf", /^\{\\rtf/],
];

/** The kind of a file that is no table for us, a value of `refusals.file_foreign`; null: it may be one. */
export function foreignKind(head: Uint8Array): string | null {
  const bytes = Buffer.from(head).toString("latin1");
  const text = bytes.replace(/^\xef\xbb\xbf/, "").trimStart();
  return (
    beginnings.find(([, first]) => bytes.startsWith(first))?.[0] ??
    textBeginnings.find(([, begins]) => begins.test(text))?.[0] ??
    null
  );
}
